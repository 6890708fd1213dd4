//! Rotations outlive a reload by ids and times, and end with the old key.

use crate::support::given;
use latchkey::browser::{clock, storage};
use latchkey::domain::cluster::pending::{OLD_KEY_LASTS, Pending, What};
use latchkey::domain::cluster::{KeyOf, ServiceKind};
use latchkey::domain::time::{DAY, Timestamp};
use latchkey::routes::Place;
use latchkey::state::State;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const KEPT: &str = "latchkey.rotations";
const EIS: KeyOf = KeyOf::Service(ServiceKind::Inference);

fn place(connection: &str) -> Place {
    Place { connection: connection.to_owned(), holder: "1".to_owned() }
}

/// The state of an app in a browser that keeps nothing yet.
fn fresh() -> (Owner, State) {
    storage::write(KEPT, "[]");
    given::state()
}

fn begin(state: State, cluster: &str, of: KeyOf, at: Timestamp) -> Timestamp {
    state.rotations.begin(&place("elastic"), cluster, What::Rotation(of), at)
}

fn all(state: State) -> Vec<Pending> {
    untrack(|| state.rotations.all(clock::now()))
}

fn of(state: State, cluster: &str, of: KeyOf) -> Vec<Timestamp> {
    let all = untrack(|| state.rotations.of(&place("elastic"), cluster, of, clock::now()));
    all.into_iter().map(|one| one.at).collect()
}

#[wasm_bindgen_test]
fn a_reload_takes_it_up_where_it_was() {
    let (_owner, state) = fresh();
    let at = begin(state, "c", EIS, clock::now());
    state.rotations.answered(at);
    state.rotations.saved(at, true);
    state.rotations.handed(at, true);
    let (_owner, again) = given::state();
    let kept = all(again);
    assert_eq!(kept, all(state));
    let [one] = kept.as_slice() else { panic!("{kept:?}") };
    assert!(one.saved.is_some() && one.handed.is_some() && one.lost.is_none());
    again.rotations.handed(at, false);
    assert_eq!(all(again)[0].handed, None);
}

#[wasm_bindgen_test]
fn until_the_answer_came_it_counts_as_lost_so_that_no_reload_forgets_it() {
    let (_owner, state) = fresh();
    let at = begin(state, "c", KeyOf::Cluster, clock::now());
    let (_owner, again) = given::state();
    assert_eq!(all(again)[0].lost, Some(at));
    state.rotations.answered(at);
    let (_owner, again) = given::state();
    assert_eq!(all(again)[0].lost, None);
    state.rotations.forget(at);
    assert!(all(state).is_empty());
}

#[wasm_bindgen_test]
fn it_holds_ids_and_times_only() {
    let (_owner, state) = fresh();
    let at = begin(state, "c", KeyOf::Cluster, clock::now());
    state.rotations.answered(at);
    let millis = at.millis();
    let text = storage::read(KEPT).unwrap_or_default();
    let told = format!(
        r#"[{{"connection":"elastic","holder":"1","cluster":"c","what":"cluster-key","at":{millis},"saved":null,"handed":null,"lost":null}}]"#
    );
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(value(&text), value(&told));
}

#[wasm_bindgen_test]
fn several_in_the_same_instant_are_told_apart() {
    let (_owner, state) = fresh();
    let now = clock::now();
    let ats = [1, 2, 3].map(|_| begin(state, "c", KeyOf::Cluster, now));
    assert_eq!(ats, [now, now.plus(1), now.plus(2)]);
    state.rotations.saved(ats[1], true);
    assert_eq!(all(state).iter().map(|one| one.saved.is_some()).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(of(state, "c", KeyOf::Cluster), [ats[2], ats[1], ats[0]], "the newest first");
}

#[wasm_bindgen_test]
fn the_open_ones_are_counted_with_the_end_of_the_first() {
    let (_owner, state) = fresh();
    let now = clock::now();
    let open = |now| untrack(|| state.rotations.open(now));
    assert_eq!(open(now), None);
    begin(state, "c", KeyOf::Cluster, now);
    begin(state, "c", EIS, now.plus(-DAY));
    state.rotations.begin(&place("elastic"), "c", What::Disconnection, now);
    assert_eq!(open(now), Some((2, now.plus(OLD_KEY_LASTS - DAY))));
    assert_eq!(open(now.plus(OLD_KEY_LASTS - DAY)), Some((1, now.plus(OLD_KEY_LASTS))));
    assert_eq!(open(now.plus(OLD_KEY_LASTS)), None);
}

#[wasm_bindgen_test]
fn one_that_is_over_is_shown_for_a_while_and_goes_by_itself() {
    let (_owner, state) = fresh();
    let now = clock::now();
    begin(state, "c", KeyOf::Cluster, now.plus(-OLD_KEY_LASTS - DAY));
    assert_eq!(all(state).len(), 1);
    assert!(untrack(|| state.rotations.all(now.plus(2 * DAY + 1))).is_empty());
    begin(state, "c", KeyOf::Cluster, now.plus(-OLD_KEY_LASTS - 4 * DAY));
    assert_eq!(all(state).len(), 1, "it is not shown");
    begin(state, "c", EIS, now);
    let kept = storage::read(KEPT).unwrap_or_default();
    assert_eq!(latchkey::domain::cluster::pending::read(&kept).len(), 2, "and not kept for ever");
}

#[wasm_bindgen_test]
fn ending_the_old_keys_of_one_key_leaves_all_others() {
    let (_owner, state) = fresh();
    let now = clock::now();
    for (cluster, of) in [("c", KeyOf::Cluster), ("c", KeyOf::Cluster), ("c", EIS), ("d", KeyOf::Cluster)] {
        begin(state, cluster, of, now);
    }
    state.rotations.begin(&place("other"), "c", What::Rotation(KeyOf::Cluster), now);
    state.rotations.ended(&place("elastic"), "c", KeyOf::Cluster);
    assert!(of(state, "c", KeyOf::Cluster).is_empty());
    assert_eq!((of(state, "c", EIS).len(), of(state, "d", KeyOf::Cluster).len()), (1, 1));
    assert_eq!(all(state).len(), 3);
    state.rotations.gone(&place("elastic"), "c");
    assert_eq!(all(state).len(), 2);
}

#[wasm_bindgen_test]
fn a_cluster_is_disconnected_once_however_often_it_is_told() {
    let (_owner, state) = fresh();
    let now = clock::now();
    for later in [0, 5] {
        state.rotations.begin(&place("elastic"), "c", What::Disconnection, now.plus(later));
    }
    let leaving = untrack(|| state.rotations.all_leaving(&place("elastic")));
    assert_eq!(leaving.iter().map(|one| one.at).collect::<Vec<_>>(), [now.plus(5)]);
    assert_eq!(leaving[0].lost, None);
    assert!(all(state).is_empty(), "it is no rotation");
    assert!(untrack(|| state.rotations.leaving(&place("other"), "c")).is_none());
    state.rotations.gone(&place("elastic"), "c");
    assert!(untrack(|| state.rotations.leaving(&place("elastic"), "c")).is_none());
}
