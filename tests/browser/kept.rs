//! What all tabs share: each follows the others and takes nothing of theirs away.

use crate::support::given;
use crate::support::patch::{Patch, global};
use js_sys::Function;
use latchkey::browser::{clock, storage};
use latchkey::domain::cluster::KeyOf;
use latchkey::domain::cluster::pending::{self, What};
use latchkey::domain::time::Timestamp;
use latchkey::routes::Place;
use latchkey::state::State;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const KEPT: &str = "latchkey.rotations";
const KEY: What = What::Rotation(KeyOf::Cluster);

fn place() -> Place {
    Place { connection: "elastic".to_owned(), holder: "1".to_owned() }
}

fn begin(state: State, cluster: &str) -> Timestamp {
    state.rotations.begin(&place(), cluster, KEY, clock::now())
}

/// The clusters that are noted, in the order of their ends.
fn clusters(state: State) -> Vec<String> {
    let all = untrack(|| state.rotations.all(clock::now()));
    all.into_iter().map(|one| one.cluster).collect()
}

/// Tells the page, as the browser does, that another tab wrote; without a name that all was cleared.
fn tell(name: Option<&str>) {
    let body = "dispatchEvent(new StorageEvent('storage', { key: name ?? null }))";
    let dispatch = Function::new_with_args("name", body);
    dispatch.call1(&JsValue::NULL, &name.map_or(JsValue::NULL, JsValue::from_str)).unwrap();
}

/// Writes as another tab does that has another state of its own.
fn elsewhere(cluster: &str) {
    let mut all = pending::read(&storage::read(KEPT).unwrap_or_default());
    let mut one = all.first().cloned().unwrap();
    one.at = one.at.plus(1_000);
    cluster.clone_into(&mut one.cluster);
    all.push(one);
    storage::write(KEPT, &pending::write(&all));
}

#[wasm_bindgen_test]
fn what_another_tab_wrote_is_seen_when_the_browser_tells_it() {
    storage::write(KEPT, "[]");
    let (_owner, state) = given::state();
    begin(state, "a");
    elsewhere("b");
    assert_eq!(clusters(state), ["a"]);
    tell(Some("latchkey.something-else"));
    assert_eq!(clusters(state), ["a"]);
    tell(Some(KEPT));
    assert_eq!(clusters(state), ["a", "b"]);
    storage::write(KEPT, "[]");
    tell(None);
    assert!(clusters(state).is_empty());
}

#[wasm_bindgen_test]
fn a_change_takes_nothing_of_another_tab_away() {
    storage::write(KEPT, "[]");
    let (_owner, state) = given::state();
    let at = begin(state, "a");
    elsewhere("b");
    state.rotations.saved(at, true);
    let kept = pending::read(&storage::read(KEPT).unwrap_or_default());
    assert_eq!(kept.len(), 2, "nobody told this tab of the other's note, and it is kept");
    assert_eq!(kept.iter().filter(|one| one.saved.is_some()).count(), 1);
    assert_eq!(clusters(state), ["a", "b"]);
    storage::write(KEPT, "[]");
}

#[wasm_bindgen_test]
fn two_states_of_one_browser_begin_at_once_and_both_are_kept() {
    storage::write(KEPT, "[]");
    let (_first, one) = given::state();
    let (_second, other) = given::state();
    begin(one, "a");
    begin(other, "b");
    tell(Some(KEPT));
    for state in [one, other] {
        let mut all = clusters(state);
        all.sort();
        assert_eq!(all, ["a", "b"]);
    }
    storage::write(KEPT, "[]");
}

#[wasm_bindgen_test]
fn what_can_not_be_read_is_nothing_and_does_not_stay() {
    for text in ["", "{", "7", "[1,{}]", r#"[{"connection":"elastic"}]"#] {
        storage::write(KEPT, text);
        let (_owner, state) = given::state();
        assert!(clusters(state).is_empty(), "{text}");
        begin(state, "a");
        assert_eq!(pending::read(&storage::read(KEPT).unwrap_or_default()).len(), 1, "{text}");
    }
    storage::write(KEPT, "[]");
}

#[wasm_bindgen_test]
fn where_the_browser_keeps_nothing_it_lasts_until_the_reload() {
    storage::write(KEPT, "[]");
    let refuses = Function::new_no_args("throw new DOMException('no', 'SecurityError')");
    let prototype = global("Storage.prototype");
    let _read = Patch::new(&prototype, "getItem", &refuses);
    let _write = Patch::new(&prototype, "setItem", &refuses);
    let (_owner, state) = given::state();
    begin(state, "a");
    begin(state, "b");
    assert_eq!(clusters(state), ["a", "b"]);
    let (_owner, again) = given::state();
    assert!(clusters(again).is_empty());
}
