//! One piece of work on many keys.

use crate::api::error::Error;
use crate::domain::bulk::{Deed, Item, Outcome, Tally};
use crate::domain::time::Timestamp;
use crate::routes::Place;

/// After so many calls in a row without an answer nothing more is sent: the rest is then known not to be.
const SILENT: usize = 8;

/// What is done to many keys.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    /// Where they belong.
    pub place: Place,
    /// What is done.
    pub deed: Deed,
    /// The keys and what came of each.
    pub items: Vec<Item<Error>>,
    /// What came of them in all.
    pub tally: Tally,
    /// When it began.
    pub began: Timestamp,
    /// Who does it; nobody else sees what comes of it.
    pub(super) who: String,
    /// Which is the next to be sent.
    pub(super) next: usize,
    /// How many in a row had no answer.
    pub(super) silent: usize,
    /// How many are looked at because their answer was lost.
    pub looking: usize,
    /// How many still take keys from it.
    pub(super) hands: usize,
    /// Whether nothing more is to be sent.
    pub stopping: bool,
    /// Whether nothing is under way any more.
    pub finished: bool,
}

impl Work {
    /// Notes whether an answer came.
    pub(super) fn note_silence(&mut self, outcome: &Outcome<Error>) {
        self.silent = match outcome {
            Outcome::Unknown(_) => self.silent + 1,
            _ => 0,
        };
        self.stopping |= self.silent >= SILENT;
    }
}
