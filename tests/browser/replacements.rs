//! Replacements outlive a reload by ids and names, and end with the old key.

use crate::support::fetch::{Fetch, ok};
use crate::support::given;
use latchkey::browser::storage;
use latchkey::domain::key::KeyId;
use latchkey::domain::query::Query;
use latchkey::domain::replacement::{Named, Replacement};
use latchkey::domain::time::Timestamp;
use latchkey::routes::Place;
use latchkey::state::State;
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

const KEPT: &str = "latchkey.replacements";
const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

fn replacement(place: &Place) -> Replacement {
    let named = |name: &str| Named { id: KeyId(name.to_owned()), name: name.to_owned() };
    Replacement {
        connection: place.connection.clone(),
        holder: place.holder.clone(),
        old: named("ci"),
        new: named("ci-2"),
        since: NOW,
        saved: false,
        proven: None,
    }
}

fn listed(ids: &[&str]) -> Fetch {
    let keys: Vec<_> = ids.iter().map(|id| json!({"id": id, "description": id})).collect();
    let body = json!({ "keys": keys }).to_string();
    Fetch::new(move |_| ok(body.clone()))
}

async fn read(state: State, place: &Place, ids: &[&str]) {
    let _fetch = listed(ids);
    state.inventory.read(place, &Query::default()).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_reload_takes_it_up_where_it_was() {
    storage::write(KEPT, "[]");
    let (_owner, state, place) = given::signed_in().await;
    state.replacements.begin(replacement(&place));
    state.replacements.proven(&KeyId("ci-2".to_owned()), NOW);
    let (_owner, again) = given::state();
    let kept = untrack(|| again.replacements.at(&place));
    assert_eq!(kept, [Replacement { proven: Some(NOW), ..replacement(&place) }]);
    storage::write(KEPT, "[]");
}

#[wasm_bindgen_test]
async fn it_ends_when_the_old_key_is_gone() {
    storage::write(KEPT, "[]");
    let (_owner, state, place) = given::signed_in().await;
    state.replacements.begin(replacement(&place));
    state.replacements.saved(&KeyId("ci-2".to_owned()));
    read(state, &place, &["ci", "ci-2"]).await;
    assert_eq!(untrack(|| state.replacements.at(&place)).len(), 1);
    read(state, &place, &["ci-2"]).await;
    assert!(untrack(|| state.replacements.at(&place)).is_empty());
    let told = state.notices.shown().get_untracked();
    assert_eq!(told.last().map(|notice| notice.text.as_str()), Some("ci is replaced by ci-2."));
}

#[wasm_bindgen_test]
async fn it_is_told_when_the_new_key_is_gone() {
    storage::write(KEPT, "[]");
    let (_owner, state, place) = given::signed_in().await;
    state.replacements.begin(replacement(&place));
    read(state, &place, &["ci"]).await;
    assert!(untrack(|| state.replacements.at(&place)).is_empty());
    assert!(state.notices.shown().get_untracked().last().is_some_and(|notice| notice.bad));
}
