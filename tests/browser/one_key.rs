//! One key: a rotation that is sent once, a change that its row shows, a key that is gone, one that leaked.

use crate::support::fetch::{Answer, Fetch, ok};
use crate::support::given;
use latchkey::api::error::Error;
use latchkey::browser::timer;
use latchkey::config::Kind;
use latchkey::domain::change::KeyChange;
use latchkey::domain::key::KeyId;
use latchkey::domain::query::Query;
use latchkey::domain::secret::Secret;
use latchkey::routes::Place;
use latchkey::state::State;
use latchkey::state::leaked::Stage;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

const ID: &str = "dbc2e3a9-5c83-42e9-ac6a-ed3a85c777e1";
/// Base64 of an object with that id.
const PASTED: &str = "ZENKEY_eyJpZCI6ImRiYzJlM2E5LTVjODMtNDJlOS1hYzZhLWVkM2E4NWM3NzdlMSIsImtleSI6IjEifQ==";
const GONE: &str = r#"{"detail":["KeyError","\"An API key with ID or name 'x' is not configured for service account with ID 'y'.\""]}"#;

fn key(name: &str, rotated: Option<&str>) -> Value {
    json!({
        "id": ID, "name": name, "body": { "active": true, "key": null },
        "metadata": { "description": "", "last_rotated": rotated, "retain_period_minutes": 60 },
    })
}

fn list(items: &[Value]) -> String {
    json!({ "index": 1, "total": items.len(), "total_pages": 1, "items": items }).to_string()
}

/// A ZenML connection that is signed in, and a service account.
async fn signed_in() -> (Owner, State, Place) {
    let (owner, state) = given::state();
    let _fetch =
        Fetch::new(|url| match url {
            url if url.ends_with("/info") => {
                ok(json!({ "active": true, "auth_scheme": "OAUTH2_PASSWORD_BEARER" }).to_string())
            }
            url if url.ends_with("/login") => ok(json!({ "access_token": "token" }).to_string()),
            _ => ok(json!({ "name": "admin", "body": { "is_admin": true, "is_service_account": false } })
                .to_string()),
        });
    let connection = given::connection("zenml", Kind::ZenMl);
    state.sessions.sign_in(&connection, &given::credential("ZENKEY_own")).await.unwrap();
    (owner, state, Place { connection: "zenml".to_owned(), holder: "first".to_owned() })
}

fn id() -> KeyId {
    KeyId(ID.to_owned())
}

async fn listed(state: State, place: &Place) {
    let _fetch = Fetch::new(|_| ok(list(&[key("deploy", None)])));
    state.inventory.read(place, &Query::default()).await.unwrap();
}

fn row(state: State, place: &Place) -> (String, bool) {
    let shelf = state.inventory.shelf(place).get_untracked();
    shelf.key(&id()).map(|key| (key.name.clone(), key.vanished.is_some())).unwrap()
}

#[wasm_bindgen_test]
async fn a_rotation_is_sent_once_whatever_comes_of_it() {
    let (_owner, state, place) = signed_in().await;
    for answer in [Answer::Lost, Answer::Told(503, String::new()), ok("{}"), Answer::Told(429, String::new())]
    {
        let fetch = Fetch::new(move |_| answer.clone());
        assert!(state.inventory.rotate(&place, &id(), 60).await.is_err());
        assert_eq!(fetch.count(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_lost_write_is_looked_after_until_it_shows() {
    let (_owner, state, place) = signed_in().await;
    let mut reads = 0;
    let fetch = Fetch::new(move |_| {
        reads += 1;
        ok(key("deploy", (reads > 1).then_some("2026-11-25T17:42:18.8")).to_string())
    });
    let seen = state.inventory.look_after(&place, &id(), |key| key.last_rotated.is_some()).await.unwrap();
    assert!(seen.last_rotated.is_some());
    assert_eq!(fetch.count(), 2);
}

#[wasm_bindgen_test]
async fn a_change_shows_in_its_row() {
    let (_owner, state, place) = signed_in().await;
    listed(state, &place).await;
    let before = state.inventory.shelf(&place).get_untracked().stamp(&id());
    let _fetch = Fetch::new(|_| ok(key("renamed", None).to_string()));
    let change = KeyChange { name: Some("renamed".to_owned()), ..KeyChange::default() };
    state.inventory.change(&place, &id(), &change).await.unwrap();
    assert_eq!(row(state, &place), ("renamed".to_owned(), false));
    assert_ne!(state.inventory.shelf(&place).get_untracked().stamp(&id()), before, "the row is drawn anew");
    let told = state.inventory.news().get_untracked().unwrap();
    assert_eq!(told.now.unwrap().name, "renamed");
}

#[wasm_bindgen_test]
async fn a_key_that_is_gone_stays_as_last_seen() {
    let (_owner, state, place) = signed_in().await;
    listed(state, &place).await;
    let _fetch = Fetch::new(|_| Answer::Told(404, GONE.to_owned()));
    let error = state.inventory.change(&place, &id(), &KeyChange::switched(false)).await.unwrap_err();
    assert!(error.says_gone());
    assert_eq!(row(state, &place), ("deploy".to_owned(), true));
    assert!(state.inventory.news().get_untracked().unwrap().now.is_err());
}

#[wasm_bindgen_test]
async fn a_leaked_key_is_looked_for_everywhere_and_its_secret_is_sent_nowhere() {
    let (_owner, state, place) = signed_in().await;
    let accounts: Vec<_> = ["first", "second", "third"]
        .map(|id| json!({ "id": id, "name": id, "body": { "active": true }, "metadata": {} }))
        .into();
    let fetch = Fetch::new(move |url| {
        if url.contains("api_keys") { Answer::Told(404, GONE.to_owned()) } else { ok(list(&accounts)) }
    });
    assert!(!state.leaked.take("zenml", None, &Secret::new("deploy")), "a name is no secret");
    assert!(state.leaked.take("zenml", Some(&place.holder), &Secret::new(PASTED)));
    timer::sleep(100).await;
    let search = state.leaked.search().get_untracked().unwrap();
    assert_eq!((search.stage, search.looked, search.all), (Stage::Nowhere, 3, Some(3)));
    assert_eq!(fetch.count(), 4, "each account once, and their list");
    for at in 0..fetch.count() {
        assert!(!fetch.request(at).url().contains("ZENKEY"));
    }
    state.leaked.stop();
    assert!(state.leaked.search().get_untracked().is_none());
}

#[wasm_bindgen_test]
async fn a_search_that_is_refused_says_why() {
    let (_owner, state, place) = signed_in().await;
    let _fetch = Fetch::new(|_| Answer::Told(500, String::new()));
    assert!(state.leaked.take("zenml", Some(&place.holder), &Secret::new(PASTED)));
    timer::sleep(100).await;
    let search = state.leaked.search().get_untracked().unwrap();
    assert!(matches!(search.stage, Stage::Failed(Error::Failed { status: 500, .. })), "{search:?}");
}
