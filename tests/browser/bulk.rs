//! Many keys revoked at once: a few at a time, each with what came of it, until done or stopped.

use crate::support::fetch::{Answer, Fetch, ok};
use crate::support::given;
use latchkey::api::error::Error;
use latchkey::browser::{clock, timer};
use latchkey::domain::bulk::{AT_ONCE, Deed, Item, Outcome, Tally};
use latchkey::domain::key::KeyId;
use latchkey::routes::Place;
use latchkey::state::State;
use latchkey::state::bulk::Work;
use leptos::prelude::*;
use serde_json::json;
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const GONE: &str = r#"{"errors":[{"code":"api_keys.key_not_found","message":"It is gone."}]}"#;

fn item(id: &str) -> Item<Error> {
    Item { id: KeyId(id.to_owned()), name: format!("key {id}"), rotated: None, outcome: Outcome::Waiting }
}

fn keys(count: usize) -> Vec<Item<Error>> {
    (0..count).map(|number| item(&format!("k{number}"))).collect()
}

fn work(state: State, place: &Place) -> Work {
    untrack(|| state.bulk.with_at(place, Clone::clone)).unwrap()
}

async fn finished(state: State, place: &Place) -> Work {
    for _ in 0..200 {
        if work(state, place).finished {
            return work(state, place);
        }
        timer::sleep(10).await;
    }
    panic!("it never ended");
}

#[wasm_bindgen_test]
async fn a_few_at_a_time_and_each_exactly_once() {
    let (_owner, state, place) = given::signed_in().await;
    let fetch = Fetch::new(|_| Answer::Late(30, 200, "{}".to_owned()));
    state.bulk.begin(&place, Deed::Revoke, keys(10));
    timer::sleep(15).await;
    assert_eq!(fetch.count(), AT_ONCE);
    let tally = Tally::of(&finished(state, &place).await.items);
    assert_eq!((tally.all, tally.done), (10, 10));
    assert_eq!(fetch.count(), 10);
}

#[wasm_bindgen_test]
async fn ten_thousand_are_no_more_trouble_than_ten() {
    let (_owner, state, place) = given::signed_in().await;
    let urls = Rc::new(RefCell::new(HashSet::new()));
    let seen = urls.clone();
    let fetch = Fetch::new(move |url| {
        seen.borrow_mut().insert(url.to_owned());
        ok("{}")
    });
    let began = clock::now();
    state.bulk.begin(&place, Deed::Revoke, keys(10_000));
    while untrack(|| state.bulk.under_way().get()) {
        timer::sleep(50).await;
        assert!(clock::now().since(began) < 60_000, "it takes far longer than its calls");
    }
    assert_eq!(work(state, &place).tally.done, 10_000);
    assert_eq!((urls.borrow().len(), fetch.count()), (10_000, 10_000), "each once");
}

#[wasm_bindgen_test]
async fn a_service_that_has_gone_silent_is_not_asked_on_and_on() {
    let (_owner, state, place) = given::signed_in().await;
    let fetch = Fetch::new(|_| Answer::Lost);
    state.bulk.begin(&place, Deed::Revoke, keys(100));
    let tally = finished(state, &place).await.tally;
    assert!(tally.stopped > 80, "{tally:?}");
    assert!(fetch.count() < 20, "{}", fetch.count());
}

#[wasm_bindgen_test]
async fn each_key_has_its_own_outcome() {
    let (_owner, state, place) = given::signed_in().await;
    let _fetch = Fetch::new(|url| match url {
        url if url.ends_with("/k1") => Answer::Told(404, GONE.to_owned()),
        url if url.ends_with("/k2") => Answer::Told(403, String::new()),
        // Both answers are lost; the list then tells that k4 is still there.
        url if url.ends_with("/k3") || url.ends_with("/k4") => Answer::Lost,
        url if url.ends_with("/keys") => {
            ok(json!({"keys": [{"id": "k4", "description": "key 4"}]}).to_string())
        }
        _ => ok("{}"),
    });
    state.bulk.begin(&place, Deed::Revoke, keys(5));
    let items = finished(state, &place).await.items;
    let told = |at: usize| items[at].outcome.clone();
    assert_eq!((told(0), told(1)), (Outcome::Done, Outcome::Already));
    assert!(matches!(told(2), Outcome::Failed(_)));
    assert_eq!(told(3), Outcome::Done, "gone from the list");
    assert!(matches!(told(4), Outcome::Failed(_)), "still in the list");
}

#[wasm_bindgen_test]
async fn stopping_sends_nothing_more() {
    let (_owner, state, place) = given::signed_in().await;
    let fetch = Fetch::new(|_| Answer::Late(40, 200, "{}".to_owned()));
    state.bulk.begin(&place, Deed::Revoke, keys(10));
    timer::sleep(10).await;
    state.bulk.stop();
    let tally = Tally::of(&finished(state, &place).await.items);
    assert_eq!((tally.done, tally.stopped), (AT_ONCE, 10 - AT_ONCE));
    assert_eq!(fetch.count(), AT_ONCE);
}

#[wasm_bindgen_test]
async fn nothing_else_begins_meanwhile() {
    let (_owner, state, place) = given::signed_in().await;
    let urls = Rc::new(RefCell::new(Vec::new()));
    let seen = urls.clone();
    let _fetch = Fetch::new(move |url| {
        seen.borrow_mut().push(url.to_owned());
        Answer::Late(30, 200, "{}".to_owned())
    });
    state.bulk.begin(&place, Deed::Revoke, keys(2));
    state.bulk.begin(&place, Deed::Revoke, vec![item("other")]);
    state.bulk.close();
    finished(state, &place).await;
    assert!(urls.borrow().iter().all(|url| !url.ends_with("/other")));
    state.bulk.close();
    assert_eq!(untrack(|| state.bulk.with_at(&place, |_| ())), None);
}
