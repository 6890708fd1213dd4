//! The time as views see it: it moves on by itself.

use crate::browser::clock;
use crate::domain::time::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// How often it moves on.
const STEP: Duration = Duration::from_secs(15);

#[derive(Clone, Copy)]
struct Now(RwSignal<Timestamp>);

/// Starts the clock. Call once, at the root.
pub fn provide_now() {
    let now = RwSignal::new(clock::now());
    let _ = set_interval_with_handle(move || now.set(clock::now()), STEP);
    provide_context(Now(now));
}

/// The time, a few seconds late at most.
pub fn now() -> Signal<Timestamp> {
    use_context::<Now>().map_or_else(|| Signal::derive(clock::now), |now| now.0.into())
}
