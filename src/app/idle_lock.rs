//! Forgets all credentials after a while without input, and when the page is left.

use crate::browser::clock;
use crate::domain::time::{MINUTE, Timestamp};
use crate::state::State;
use leptos::prelude::*;
use std::time::Duration;

/// How often it looks. A timer that sleeps with the device is no matter: it compares instants.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// An instant by both clocks: one stops while the device sleeps, the other one can be set back.
#[derive(Clone, Copy)]
struct Instant {
    told: Timestamp,
    running: u64,
}

impl Instant {
    fn now() -> Self {
        Self { told: clock::now(), running: clock::running() }
    }

    /// How long ago it is at least by one of them, in milliseconds.
    fn ago(self) -> i64 {
        let running = clock::running().saturating_sub(self.running);
        clock::now().since(self.told).max(i64::try_from(running).unwrap_or(i64::MAX))
    }
}

/// Watches for input from now on.
pub fn watch(state: State) {
    let last_input = StoredValue::new(Instant::now());
    let note = move || last_input.set_value(Instant::now());
    let _ = window_event_listener(leptos::ev::pointerdown, move |_| note());
    let _ = window_event_listener(leptos::ev::keydown, move |_| note());
    let _ = window_event_listener(leptos::ev::wheel, move |_| note());
    let look = move || {
        // What one waits for is not cut short: it locks when that is done, or waits for the owner itself.
        if untrack(|| state.bulk.under_way().get() && state.sessions.asking().get().is_none()) {
            return note();
        }
        let minutes = untrack(|| state.connections.policy()).idle_lock_minutes;
        if last_input.get_value().ago() < i64::from(minutes) * MINUTE {
            return;
        }
        note();
        let signed_in = untrack(|| state.sessions.any());
        // What was typed and not sent, and a secret that is shown, outlive no lock either.
        state.forget_all();
        if signed_in {
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
