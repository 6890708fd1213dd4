//! Whether a secret was copied a minute ago, so that clearing the clipboard is to be offered.

use crate::browser::timer;
use leptos::prelude::*;

/// So long after the last copy, in milliseconds.
const AFTER: u64 = 60_000;

/// The last copy of a secret.
#[derive(Clone, Copy)]
pub struct Copied {
    due: RwSignal<bool>,
    /// Counts the copies, so that the minute of an earlier one is told apart.
    turn: StoredValue<u32>,
}

impl Copied {
    pub(super) fn new() -> Self {
        Self { due: RwSignal::new(false), turn: StoredValue::new(0) }
    }

    /// Notes that a secret is in the clipboard now.
    pub fn note(self) {
        self.close();
        let turn = self.turn.get_value();
        timer::after(AFTER, move || {
            if self.turn.get_value() == turn {
                self.due.set(true);
            }
        });
    }

    /// Whether the clipboard is to be cleared.
    pub fn is_due(self) -> bool {
        self.due.get()
    }

    /// Ends the offer, taken or not.
    pub fn close(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.due.set(false);
    }
}
