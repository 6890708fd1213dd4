//! The keys of a place: all pages, late answers, failures, names of creators.

use crate::support::fetch::{Answer, Fetch, ok};
use crate::support::{given, settle};
use latchkey::api::error::Error;
use latchkey::domain::key::{KeyId, Revoked};
use latchkey::domain::query::Query;
use latchkey::routes::Place;
use latchkey::state::State;
use latchkey::state::shelf::{Reading, Shelf};
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

/// The refusal that says that a key is not there.
const GONE: &str = r#"{"errors":[{"code":"api_keys.key_not_found","message":"It is gone."}]}"#;

fn page(ids: &[&str], next: Option<&str>) -> String {
    let keys: Vec<_> = ids.iter().map(|id| json!({ "id": id, "description": id, "user_id": "u1" })).collect();
    json!({ "keys": keys, "next_page": next }).to_string()
}

/// Answers the list of members with this and everything else by its address.
fn fetch(members: Answer, mut others: impl FnMut(&str) -> Answer + 'static) -> Fetch {
    Fetch::new(move |url| if url.ends_with("/members") { members.clone() } else { others(url) })
}

fn shelf(state: State, place: &Place) -> Shelf {
    state.inventory.shelf(place).get_untracked()
}

fn ids(state: State, place: &Place) -> Vec<String> {
    shelf(state, place).entries.into_iter().map(|entry| entry.key.id.0).collect()
}

#[wasm_bindgen_test]
async fn all_pages_are_read_in_order() {
    let (_owner, state, place) = given::signed_in().await;
    assert!(shelf(state, &place).is_fresh());
    let fetch = fetch(Answer::Lost, |url| match url {
        url if url.ends_with("?next_page=two") => ok(page(&["c"], Some("three"))),
        url if url.ends_with("?next_page=three") => ok(page(&["d"], None)),
        _ => ok(page(&["a", "b"], Some("two"))),
    });
    state.inventory.read(&place, &Query::default()).await.unwrap();
    assert_eq!(ids(state, &place), ["a", "b", "c", "d"]);
    assert!(matches!(shelf(state, &place).reading, Reading::Done(_)));
    assert_eq!(fetch.count(), 4, "each page once, and the members once");
}

#[wasm_bindgen_test]
async fn a_failure_keeps_what_was_read_before() {
    let (_owner, state, place) = given::signed_in().await;
    {
        let _fetch = Fetch::new(|_| ok(page(&["a"], None)));
        state.inventory.read(&place, &Query::default()).await.unwrap();
    }
    let _fetch = Fetch::new(|_| Answer::Told(503, String::new()));
    let error = state.inventory.read(&place, &Query::default()).await.unwrap_err();
    assert_eq!(error, Error::Failed { status: 503, message: String::new() });
    assert_eq!(shelf(state, &place).reading, Reading::Failed(error));
    assert_eq!(ids(state, &place), ["a"]);
}

#[wasm_bindgen_test]
async fn reading_again_shows_the_old_list_until_the_new_one_is_whole() {
    let (_owner, state, place) = given::signed_in().await;
    {
        let _fetch = Fetch::new(|_| ok(page(&["a", "b"], None)));
        state.inventory.read(&place, &Query::default()).await.unwrap();
    }
    let _fetch = fetch(Answer::Lost, |url| match url {
        url if url.ends_with("?next_page=two") => Answer::Late(100, 200, page(&["c"], None)),
        _ => ok(page(&["b"], Some("two"))),
    });
    state.inventory.refresh(&place, &Query::default());
    settle().await;
    assert_eq!(shelf(state, &place).reading, Reading::Waiting);
    assert_eq!(ids(state, &place), ["a", "b"], "no half list in the place of a whole one");
    latchkey::browser::timer::sleep(150).await;
    assert_eq!(ids(state, &place), ["b", "c", "a"]);
    let shelf = shelf(state, &place);
    assert_eq!(shelf.live().count(), 2);
    let gone = shelf.key(&KeyId("a".to_owned())).unwrap();
    assert!(gone.vanished.is_some(), "what is listed no longer stays, as last seen");
}

#[wasm_bindgen_test]
async fn a_late_answer_does_not_overwrite_a_later_reading() {
    let (_owner, state, place) = given::signed_in().await;
    let mut lists = 0;
    let _fetch = fetch(Answer::Lost, move |_| {
        lists += 1;
        if lists == 1 { Answer::Late(80, 200, page(&["old"], None)) } else { ok(page(&["new"], None)) }
    });
    state.inventory.refresh(&place, &Query::default());
    settle().await;
    state.inventory.read(&place, &Query::default()).await.unwrap();
    assert_eq!(ids(state, &place), ["new"]);
    latchkey::browser::timer::sleep(120).await;
    assert_eq!(ids(state, &place), ["new"]);
    assert!(matches!(shelf(state, &place).reading, Reading::Done(_)));
}

#[wasm_bindgen_test]
async fn what_arrives_after_signing_out_is_not_kept() {
    let (_owner, state, place) = given::signed_in().await;
    let _fetch = fetch(Answer::Lost, |_| Answer::Late(60, 200, page(&["a"], None)));
    state.inventory.refresh(&place, &Query::default());
    settle().await;
    state.forget("elastic");
    latchkey::browser::timer::sleep(100).await;
    assert!(ids(state, &place).is_empty() && shelf(state, &place).is_fresh());
}

#[wasm_bindgen_test]
async fn creators_get_their_names_whichever_answer_is_first() {
    for members_wait in [0, 60] {
        let (_owner, state, place) = given::signed_in().await;
        let members = json!({ "members": [{ "user_id": "u1", "name": "Ada Lovelace" }] }).to_string();
        let members = Answer::Late(members_wait, 200, members);
        let _fetch = fetch(members, move |_| Answer::Late(60 - members_wait, 200, page(&["a"], None)));
        state.inventory.refresh(&place, &Query::default());
        latchkey::browser::timer::sleep(120).await;
        let shelf = shelf(state, &place);
        let key = shelf.key(&KeyId("a".to_owned())).unwrap();
        assert_eq!(shelf.creator(key).as_deref(), Some("Ada Lovelace"), "members after {members_wait} ms");
    }
}

#[wasm_bindgen_test]
async fn a_revoked_key_leaves_its_shelf_also_when_it_was_gone_already() {
    let (_owner, state, place) = given::signed_in().await;
    let _fetch = Fetch::new(|url| match url {
        url if url.ends_with("/keys/a") => ok("{}"),
        url if url.ends_with("/keys/b") => Answer::Told(404, GONE.to_owned()),
        url if url.ends_with("/keys/c") => Answer::Told(403, String::new()),
        _ => ok(page(&["a", "b", "c"], None)),
    });
    state.inventory.read(&place, &Query::default()).await.unwrap();
    let revoke = async |id: &str| state.inventory.revoke(&place, &KeyId(id.to_owned())).await;
    assert_eq!(revoke("a").await, Ok(Revoked::Now));
    assert_eq!(revoke("b").await, Ok(Revoked::Already));
    assert!(revoke("c").await.is_err());
    assert_eq!(ids(state, &place), ["c"], "what was refused stays");
}
