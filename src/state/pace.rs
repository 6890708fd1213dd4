//! Services that asked to slow down: until when their next calls wait, for all to see.

use crate::browser::{clock, timer};
use leptos::prelude::*;

/// Shorter waits are nobody's business, in milliseconds.
const WORTH_TELLING: u64 = 1_000;

/// How long those that waited together let the first one go ahead, in milliseconds.
const AFTER_THE_FIRST: u64 = 400;

/// A connection that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wait {
    /// The connection's id.
    pub connection: String,
    /// When the next call goes out: for how many milliseconds the page has run then.
    pub until: u64,
    /// Which try of a refused read comes next, and how many there are at most.
    pub again: Option<(u32, u32)>,
}

/// The connections that wait.
#[derive(Clone, Copy)]
pub struct Pace {
    waits: RwSignal<Vec<Wait>>,
    /// How many calls in a row each connection refused as too many.
    refused: StoredValue<Vec<(String, u32)>>,
    /// Until when those that waited let the first one go ahead.
    held: StoredValue<Vec<(String, u64)>>,
}

impl Pace {
    pub(super) fn new() -> Self {
        Self {
            waits: RwSignal::new(Vec::new()),
            refused: StoredValue::new(Vec::new()),
            held: StoredValue::new(Vec::new()),
        }
    }

    /// Who waits, as far as it is worth telling.
    pub fn waits(self) -> Signal<Vec<Wait>> {
        self.waits.into()
    }

    /// Notes whether a call was too much; how many were so in a row.
    pub(super) fn note(self, connection: &str, refused: bool) -> u32 {
        let count = |all: &mut Vec<(String, u32)>| {
            let before = all.iter().position(|(id, _)| id == connection).map(|at| all.swap_remove(at).1);
            let now = if refused { before.unwrap_or_default().saturating_add(1) } else { 0 };
            all.push((connection.to_owned(), now));
            now
        };
        self.refused.try_update_value(count).unwrap_or_default()
    }

    /// Lets the next calls of a connection wait so many milliseconds.
    pub(super) fn slow_down(self, connection: &str, millis: u64, again: Option<(u32, u32)>) {
        let until = clock::running().saturating_add(millis);
        if millis < WORTH_TELLING || self.until(connection).is_some_and(|other| other >= until) {
            return;
        }
        self.waits.update(|waits| {
            waits.retain(|wait| wait.connection != connection);
            waits.push(Wait { connection: connection.to_owned(), until, again });
        });
        timer::after(millis.saturating_add(50), move || {
            self.waits.update(|waits| waits.retain(|wait| wait.until > clock::running()));
        });
    }

    /// Waits until a connection may be called again. Of those that waited together one goes first.
    pub(super) async fn turn(self, connection: &str) {
        loop {
            let next = self.until(connection).max(self.held.with_value(|held| find(held, connection)));
            match next.map(|next| next.saturating_sub(clock::running())) {
                Some(left @ 1..) => timer::sleep(left).await,
                _ => break,
            }
        }
        if self.until(connection).is_some() {
            self.forget(connection);
            let until = clock::running().saturating_add(AFTER_THE_FIRST);
            self.held.update_value(|held| {
                held.retain(|(id, _)| id != connection);
                held.push((connection.to_owned(), until));
            });
        }
    }

    /// Forgets what a connection waits for.
    pub(super) fn forget(self, connection: &str) {
        self.waits.update(|waits| waits.retain(|wait| wait.connection != connection));
    }

    fn until(self, connection: &str) -> Option<u64> {
        let ours = |wait: &&Wait| wait.connection == connection;
        self.waits.with_untracked(|waits| waits.iter().find(ours).map(|wait| wait.until))
    }
}

fn find(held: &[(String, u64)], connection: &str) -> Option<u64> {
    held.iter().find(|(id, _)| id == connection).map(|(_, until)| *until)
}
