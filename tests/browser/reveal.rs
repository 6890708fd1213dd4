//! A new secret is let go of only when it is saved.

use crate::support::given;
use latchkey::domain::secret::Secret;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn it_is_held_until_it_is_saved() {
    let (_owner, state) = given::state();
    let reveal = state.reveal;
    assert!(!reveal.at_risk().get_untracked());
    reveal.hold(given::told());
    assert!(reveal.at_risk().get_untracked());

    reveal.let_go();
    assert_eq!(reveal.told().get_untracked(), Some(given::told()));
    reveal.saved().set(true);
    assert!(!reveal.at_risk().get_untracked());
    reveal.let_go();
    assert_eq!(reveal.told().get_untracked(), None);
}

#[wasm_bindgen_test]
fn leaving_while_one_is_waited_for_would_lose_it() {
    let (_owner, state) = given::state();
    let reveal = state.reveal;
    let (first, second) = (reveal.awaits(), reveal.awaits());
    assert!(reveal.at_risk().get_untracked());
    drop(first);
    assert!(reveal.at_risk().get_untracked(), "the second is waited for yet");
    reveal.hold(given::told());
    drop(second);
    assert!(reveal.at_risk().get_untracked(), "it came and is not saved");
    reveal.saved().set(true);
    assert!(!reveal.at_risk().get_untracked());
}

#[wasm_bindgen_test]
fn the_next_one_waits_and_begins_unsaved_and_masked() {
    let (_owner, state) = given::state();
    let reveal = state.reveal;
    reveal.hold(given::told());
    reveal.saved().set(true);
    reveal.shown().set(true);
    let mut next = given::told();
    next.secret = Secret::new("another secret that is long enough");
    reveal.hold(next.clone());
    assert_eq!(reveal.told().get_untracked(), Some(given::told()), "the first one stays");
    assert!(reveal.at_risk().get_untracked(), "the next one is not saved");
    reveal.let_go();
    assert_eq!(reveal.told().get_untracked(), Some(next));
    assert!(reveal.at_risk().get_untracked() && !reveal.shown().get_untracked());
    reveal.let_go();
    assert!(reveal.told().get_untracked().is_some());
}

#[wasm_bindgen_test]
fn signing_out_everywhere_hides_it_and_keeps_it() {
    let (_owner, state) = given::state();
    state.reveal.hold(given::told());
    state.reveal.shown().set(true);
    state.forget_all();
    assert!(!state.reveal.shown().get_untracked());
    assert!(state.reveal.at_risk().get_untracked());
}
