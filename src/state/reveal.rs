//! The secret that was told just now and must be saved. It outlives pages, errors and the lock.

use crate::api::error::Error;
use crate::config::Connection;
use crate::domain::export::Kept;
use crate::domain::key::Key;
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;
use crate::domain::token::Token;
use leptos::prelude::*;
use std::collections::VecDeque;
use std::pin::Pin;

/// Why there is a secret to tell.
#[derive(Clone, PartialEq, Debug)]
pub enum Occasion {
    /// A key was made.
    Created(Key),
    /// A key got a new secret.
    Rotated {
        /// The key.
        key: Key,
        /// Until when the one before works; none where it ended at once.
        old_until: Option<Timestamp>,
    },
    /// A cluster or a service of it got a key.
    Issued(Issued),
    /// A token was made.
    Token(Token),
}

/// A key of a cluster or of a service of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Issued {
    /// What to call the key, with the id of its cluster.
    pub key: Key,
    /// What happened, as the title says it.
    pub title: String,
    /// What it means, a sentence a paragraph.
    pub about: Vec<String>,
    /// Whether a call to its connection proves it.
    pub provable: bool,
    /// The rotation that it comes of, as [`super::rotations`] calls it.
    pub rotation: Option<Timestamp>,
}

/// A secret and what belongs to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// Why it is told, and of what it is.
    pub occasion: Occasion,
    /// The secret.
    pub secret: Secret,
    /// The connection that it opens.
    pub connection: Connection,
    /// What its key belongs to there; empty for a token.
    pub holder: String,
    /// A request that shows how it is used, as a `curl` command with a variable.
    pub curl: String,
    /// Where the answer differs from what was asked.
    pub differences: Vec<String>,
}

impl Told {
    /// The key of a holder that it is the secret of.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        match &self.occasion {
            Occasion::Created(key) | Occasion::Rotated { key, .. } => Some(key),
            Occasion::Issued(_) | Occasion::Token(_) => None,
        }
    }

    /// What is to be kept.
    #[must_use]
    pub fn kept(&self) -> Kept<'_> {
        match &self.occasion {
            Occasion::Created(key) | Occasion::Rotated { key, .. } => Kept::key(key, &self.secret),
            Occasion::Issued(issued) => Kept::key(&issued.key, &self.secret),
            Occasion::Token(token) => Kept::token(token, &self.secret),
        }
    }
}

/// The secrets that are to be saved, the first one shown: a second answer must not take the first away.
#[derive(Clone, Copy)]
pub struct Reveal {
    told: RwSignal<VecDeque<Told>>,
    saved: RwSignal<bool>,
    shown: RwSignal<bool>,
    awaited: RwSignal<usize>,
    code: StoredValue<Option<Code>>,
}

/// An answer with a secret that is waited for, until this is dropped.
pub struct Awaited(RwSignal<usize>);

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.try_update(|count| *count = count.saturating_sub(1));
    }
}

/// Loads the code that shows a secret; whether it is there.
pub type Code = fn() -> Pin<Box<dyn Future<Output = bool>>>;

impl Reveal {
    pub(super) fn new() -> Self {
        Self {
            told: RwSignal::new(VecDeque::new()),
            saved: RwSignal::new(false),
            shown: RwSignal::new(false),
            awaited: RwSignal::new(0),
            code: StoredValue::new(None),
        }
    }

    /// Learns how the code is loaded that shows a secret.
    pub fn shown_by(&self, code: Code) {
        self.code.set_value(Some(code));
    }

    /// Makes sure that a secret can be shown, before one is asked for that is told only once.
    ///
    /// # Errors
    /// That the code for it can't be had.
    pub async fn ready(&self) -> Result<(), Error> {
        let is_there = match self.code.get_value() {
            Some(code) => code().await,
            None => true,
        };
        is_there.then_some(()).ok_or(Error::Known {
            gone: false,
            sentence: "Nothing was sent: the part of Latchkey that shows a new secret could not be loaded",
            next: "Check the network connection. If Latchkey was updated meanwhile, reload it, then try again.",
            message: String::new(),
        })
    }

    /// Notes that an answer with a secret is waited for: leaving meanwhile would lose it, too.
    pub fn awaits(&self) -> Awaited {
        self.awaited.update(|count| *count += 1);
        Awaited(self.awaited)
    }

    /// Holds a secret until it is saved.
    pub fn hold(&self, told: Told) {
        if self.told.with_untracked(VecDeque::is_empty) {
            self.saved.set(false);
            self.shown.set(false);
        }
        self.told.update(|all| all.push_back(told));
    }

    /// What is held and to be saved first.
    pub fn told(&self) -> Signal<Option<Told>> {
        let first = self.told;
        Memo::new(move |_| first.with(|all| all.front().cloned())).into()
    }

    /// Whether any is held.
    pub fn holds(&self) -> bool {
        self.told.with(|all| !all.is_empty())
    }

    /// Whether the secret stands in clear.
    pub fn shown(&self) -> RwSignal<bool> {
        self.shown
    }

    /// Whether a copy succeeded, a download started, or the owner says it is saved.
    pub fn saved(&self) -> RwSignal<bool> {
        self.saved
    }

    /// Notes that a secret was saved, if it is still the one that is shown.
    pub fn note_saved(&self, told: &Told) {
        if self.told.with_untracked(|all| all.front() == Some(told)) {
            self.saved.set(true);
        }
    }

    /// Whether leaving now would lose it.
    pub fn at_risk(&self) -> Signal<bool> {
        let (told, saved, awaited) = (self.told, self.saved, self.awaited);
        Signal::derive(move || awaited.get() > 0 || told.with(VecDeque::len) > usize::from(saved.get()))
    }

    /// Hides the secret from view, and keeps it.
    pub fn mask(&self) {
        self.shown.set(false);
    }

    /// Forgets it, if it is saved; the next one is shown then.
    pub fn let_go(&self) {
        if self.saved.get_untracked() {
            self.saved.set(false);
            self.shown.set(false);
            self.told.update(|all| {
                all.pop_front();
            });
        }
    }
}
