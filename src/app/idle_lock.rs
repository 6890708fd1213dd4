//! Forgets all credentials after a while without input, and when the page is left.

use crate::browser::clock;
use crate::domain::time::MINUTE;
use crate::state::State;
use leptos::prelude::*;
use std::time::Duration;

/// How often it looks. A timer that sleeps with the device is no matter: it compares instants.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Watches for input from now on.
pub fn watch(state: State) {
    let last_input = StoredValue::new(clock::now());
    let note = move || last_input.set_value(clock::now());
    let _ = window_event_listener(leptos::ev::pointerdown, move |_| note());
    let _ = window_event_listener(leptos::ev::keydown, move |_| note());
    let _ = window_event_listener(leptos::ev::wheel, move |_| note());
    let look = move || {
        // What one waits for is not cut short: it locks when that is done.
        if untrack(|| state.bulk.under_way().get()) {
            return note();
        }
        let minutes = untrack(|| state.connections.policy()).idle_lock_minutes;
        let idle = clock::now().since(last_input.get_value());
        // A clock that was set back must not make it wait the longer.
        if idle < 0 {
            return note();
        }
        if idle >= i64::from(minutes) * MINUTE && untrack(|| state.sessions.any()) {
            state.forget_all();
            state.notices.failed(format!(
                "You were signed out after {minutes} minutes without input. What you typed into forms is kept."
            ));
        }
    };
    let _ = set_interval_with_handle(look, LOOK_EVERY);
    let _ = window_event_listener(leptos::ev::visibilitychange, move |_| look());
    // A browser may keep the page as it is, to show it again on the way back.
    let _ = window_event_listener(leptos::ev::pagehide, move |event| {
        if event.persisted() && untrack(|| state.sessions.any()) {
            state.notices.failed("You were signed out because you left this page.");
        }
        state.forget_all();
    });
}
