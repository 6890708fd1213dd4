//! A credential that ends in the middle of work: asked for anew, and the work goes on.

use crate::support::fetch::{Answer, Fetch, ok};
use crate::support::given::{self, ORGANIZATIONS, credential};
use crate::support::settle;
use latchkey::api::backend::Part;
use latchkey::api::error::Error;
use latchkey::config::Kind;
use latchkey::domain::holder::Holder;
use latchkey::domain::key::KeyId;
use latchkey::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

type Outcome = Rc<RefCell<Option<Result<Part<Holder>, Error>>>>;

/// Begins to list holders on `connection`; what comes of it is there when it has ended.
fn work(state: State, connection: &'static str) -> Outcome {
    let outcome = Outcome::default();
    let told = outcome.clone();
    spawn_local(async move {
        let backend = Kind::ElasticCloud.backend();
        let result = state.sessions.run(connection, |session| backend.holders(session, None)).await;
        *told.borrow_mut() = Some(result);
    });
    outcome
}

/// Accepts one credential only.
fn accepting(secret: &'static str) -> Fetch {
    accepting_header(format!("ApiKey {secret}"))
}

fn accepting_header(header: String) -> Fetch {
    Fetch::by_request(move |request| {
        if request.headers().get("authorization").unwrap().as_ref() == Some(&header) {
            ok(ORGANIZATIONS)
        } else {
            Answer::Told(401, String::new())
        }
    })
}

fn failed(outcome: &Outcome) -> Option<Error> {
    outcome.borrow().as_ref().and_then(|outcome| outcome.as_ref().err().cloned())
}

fn names(outcome: &Outcome) -> Option<Vec<String>> {
    let outcome = outcome.borrow();
    let part = outcome.as_ref()?.as_ref().ok()?;
    Some(part.items.iter().map(|holder| holder.name.clone()).collect())
}

#[wasm_bindgen_test]
async fn a_refused_credential_opens_no_session() {
    let (_owner, state) = given::state();
    let _fetch = accepting("essu_new");
    let elastic = given::connection("elastic", Kind::ElasticCloud);
    let refused = state.sessions.sign_in(&elastic, &credential("essu_wrong")).await;
    assert!(matches!(refused, Err(Error::Unauthorized { .. })), "{refused:?}");
    assert!(!untrack(|| state.sessions.any()));
}

#[wasm_bindgen_test]
async fn after_a_401_it_asks_and_goes_on_with_the_new_credential() {
    let (_owner, state, place) = given::signed_in().await;
    let fetch = accepting("essu_new");
    let outcome = work(state, "elastic");
    settle().await;
    assert_eq!(state.sessions.asking().get_untracked(), Some("elastic".to_owned()));
    assert!(outcome.borrow().is_none(), "it waits");

    let elastic = given::connection("elastic", Kind::ElasticCloud);
    let refused = state.sessions.sign_in(&elastic, &credential("essu_wrong")).await;
    assert!(refused.is_err() && outcome.borrow().is_none(), "a wrong credential changes nothing");
    assert!(state.sessions.asking().get_untracked().is_some());

    state.sessions.sign_in(&elastic, &credential("essu_new")).await.unwrap();
    settle().await;
    assert_eq!(names(&outcome), Some(vec!["Acme".to_owned()]));
    assert_eq!(state.sessions.asking().get_untracked(), None);
    let last = fetch.count() - 1;
    assert_eq!(fetch.header(last, "authorization").as_deref(), Some("ApiKey essu_new"));
    assert!(untrack(|| state.sessions.is_open(&place.connection)));
}

#[wasm_bindgen_test]
async fn declined_it_ends_as_refused_and_is_not_sent_again() {
    let (_owner, state, _) = given::signed_in().await;
    let fetch = accepting("essu_new");
    let outcome = work(state, "elastic");
    settle().await;
    state.sessions.decline("elastic");
    settle().await;
    assert!(matches!(failed(&outcome), Some(Error::Unauthorized { .. })));
    assert_eq!(fetch.count(), 1);
    assert_eq!(state.sessions.asking().get_untracked(), None);
}

#[wasm_bindgen_test]
async fn signing_out_ends_what_waits() {
    let (_owner, state, _) = given::signed_in().await;
    let _fetch = accepting("essu_new");
    let outcome = work(state, "elastic");
    settle().await;
    state.forget_all();
    settle().await;
    assert!(failed(&outcome).is_some());
    assert!(!untrack(|| state.sessions.any()));
    assert_eq!(state.sessions.asking().get_untracked(), None);
}

#[wasm_bindgen_test]
async fn connections_ask_one_after_the_other() {
    let (_owner, state, _) = given::signed_in().await;
    let other = given::connection("other", Kind::ElasticCloud);
    {
        let _fetch = Fetch::new(|_| ok(ORGANIZATIONS));
        state.sessions.sign_in(&other, &credential("essu_old")).await.unwrap();
    }
    let _fetch = accepting("essu_new");
    let (first, second) = (work(state, "elastic"), work(state, "other"));
    settle().await;
    assert_eq!(state.sessions.asking().get_untracked().as_deref(), Some("elastic"));
    state.sessions.decline("elastic");
    settle().await;
    assert!(failed(&first).is_some() && second.borrow().is_none());
    assert_eq!(state.sessions.asking().get_untracked().as_deref(), Some("other"));
    state.sessions.sign_in(&other, &credential("essu_new")).await.unwrap();
    settle().await;
    assert!(names(&second).is_some());
}

#[wasm_bindgen_test]
async fn other_refusals_do_not_ask() {
    let (_owner, state, _) = given::signed_in().await;
    for status in [400, 403, 404, 500] {
        let fetch = Fetch::new(move |_| Answer::Told(status, String::new()));
        let outcome = work(state, "elastic");
        settle().await;
        assert!(failed(&outcome).is_some(), "{status}");
        assert_eq!(fetch.count(), 1, "{status}");
        assert_eq!(state.sessions.asking().get_untracked(), None, "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_read_that_was_too_much_is_sent_again_after_a_while() {
    let (_owner, state, _) = given::signed_in().await;
    let mut calls = 0;
    let fetch = Fetch::new(move |_| {
        calls += 1;
        if calls == 1 { Answer::Told(429, String::new()) } else { ok(ORGANIZATIONS) }
    });
    let outcome = work(state, "elastic");
    settle().await;
    assert_eq!(fetch.count(), 1, "not at once");
    let wait = state.pace.waits().get_untracked();
    assert_eq!(wait.iter().map(|wait| wait.again).collect::<Vec<_>>(), [Some((2, 5))]);
    latchkey::browser::timer::sleep(1_050).await;
    assert!(names(&outcome).is_some());
    assert_eq!((fetch.count(), state.pace.waits().get_untracked().len()), (2, 0));
}

#[wasm_bindgen_test]
async fn a_write_that_was_too_much_is_not_sent_again() {
    let (_owner, state, place) = given::signed_in().await;
    let fetch = Fetch::new(|_| Answer::Told(429, String::new()));
    let outcome = state.inventory.revoke(&place, &KeyId("a".to_owned())).await;
    assert_eq!(outcome, Err(Error::RateLimited { retry_after: None, message: String::new() }));
    latchkey::browser::timer::sleep(1_200).await;
    assert_eq!(fetch.count(), 1);
}

#[wasm_bindgen_test]
async fn without_a_session_nothing_is_sent() {
    let (_owner, state) = given::state();
    let fetch = Fetch::new(|_| ok(ORGANIZATIONS));
    let outcome = work(state, "elastic");
    settle().await;
    assert_eq!(failed(&outcome), Some(Error::Stopped));
    assert_eq!(fetch.count(), 0);
}
