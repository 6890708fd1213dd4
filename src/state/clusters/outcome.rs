//! How a change of a cluster ends, and how long a busy service is waited for.

use crate::api::error::Error;
use crate::browser::timer;
use crate::domain::cluster::Seen;
use crate::domain::cluster::change::{Differs, differences};
use leptos::prelude::*;

/// How long a busy service is left alone before it is asked again, in milliseconds.
const WAIT: u64 = 3_000;
/// How often it is asked at most. Elastic's own tools ask five times.
const MOST: u32 = 5;

/// Something that was done.
#[derive(Clone, PartialEq, Debug)]
pub struct Found<T> {
    /// What came of it.
    pub value: T,
    /// Whether the answer was lost, and reading again found it done.
    pub after_loss: bool,
}

/// Something that was not done, as far as is known.
#[derive(Clone, PartialEq, Debug)]
pub enum Trouble {
    /// The service refused it: nothing was changed.
    Refused(Error),
    /// The cluster is not as the owner saw it: nothing was changed.
    Differs {
        /// The cluster as it is now.
        now: Seen,
        /// What is different; nothing where the service only says so.
        how: Vec<Differs>,
    },
    /// The cluster is not there any more.
    Gone,
    /// The answer was lost, and it was not done when read again.
    NotDone(Error),
    /// The answer was lost, and nothing tells whether it was done.
    Unknown(Error),
}

impl<T> Found<T> {
    /// As the answer told.
    pub(super) fn told(value: T) -> Self {
        Self { value, after_loss: false }
    }

    /// As reading again showed.
    pub(super) fn after_loss(value: T) -> Self {
        Self { value, after_loss: true }
    }
}

impl Trouble {
    pub(super) fn differs(before: &Seen, now: Seen) -> Self {
        Self::Differs { how: differences(&before.cluster, &now.cluster), now }
    }

    /// Why, where an error tells.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Refused(error) | Self::NotDone(error) | Self::Unknown(error) => Some(error),
            Self::Differs { .. } | Self::Gone => None,
        }
    }
}

/// Waiting for a service that still carries out an earlier change: seen by the owner, who can stop it.
#[derive(Clone, Copy)]
pub struct Patience {
    state: RwSignal<Waiting>,
}

#[derive(Clone, Copy, PartialEq, Default)]
struct Waiting {
    tries: u32,
    stopped: bool,
}

impl Patience {
    /// One for a dialog or a card.
    #[must_use]
    pub fn new() -> Self {
        Self { state: RwSignal::new(Waiting::default()) }
    }

    /// Which try waits and how many there are at most, while it waits.
    pub fn shown(self) -> Option<(u32, u32)> {
        self.state.with(|it| (it.tries > 0 && !it.stopped).then_some((it.tries, MOST)))
    }

    /// Gives up waiting.
    pub fn stop(self) {
        self.state.update(|it| it.stopped = true);
    }

    pub(super) fn begin(self) {
        self.state.try_set(Waiting::default());
    }

    pub(super) fn end(self) {
        self.state.try_set(Waiting::default());
    }

    /// Waits before another try; whether there is to be one.
    pub(super) async fn wait(self) -> bool {
        let goes_on = self.state.try_update(|it| {
            it.tries += 1;
            it.tries < MOST && !it.stopped
        });
        if goes_on != Some(true) {
            return false;
        }
        timer::sleep(WAIT).await;
        self.state.try_with_untracked(|it| !it.stopped).unwrap_or(false)
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self::new()
    }
}
