//! New secrets of many keys that must be saved. They outlive pages, errors and the lock.

use crate::domain::batch::Batch;
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;

/// The batches that are to be saved, the first one shown.
#[derive(Clone, Copy)]
pub struct Batches {
    held: RwSignal<VecDeque<Arc<Batch>>>,
    saved: RwSignal<bool>,
}

impl Batches {
    pub(super) fn new() -> Self {
        Self { held: RwSignal::new(VecDeque::new()), saved: RwSignal::new(false) }
    }

    /// Holds secrets until they are saved.
    pub fn hold(self, batch: Batch) {
        if batch.secrets.is_empty() {
            return;
        }
        if self.held.with_untracked(VecDeque::is_empty) {
            self.saved.set(false);
        }
        self.held.update(|held| held.push_back(Arc::new(batch)));
    }

    /// Notes that a batch was saved, if it is still the one that is shown.
    pub fn note_saved(self, batch: &Arc<Batch>) {
        if self.held.with_untracked(|held| held.front().is_some_and(|first| Arc::ptr_eq(first, batch))) {
            self.saved.set(true);
        }
    }

    /// What is held and to be saved first.
    pub fn first(self) -> Option<Arc<Batch>> {
        self.held.with(|held| held.front().cloned())
    }

    /// Whether a copy succeeded, a download started, or the owner says it is saved.
    pub fn saved(self) -> RwSignal<bool> {
        self.saved
    }

    /// Whether leaving now would lose secrets.
    pub fn at_risk(self) -> Signal<bool> {
        Signal::derive(move || self.held.with(VecDeque::len) > usize::from(self.saved.get()))
    }

    /// Forgets the first, if it is saved.
    pub fn let_go(self) {
        if self.saved.get_untracked() {
            self.saved.set(false);
            self.held.update(|held| {
                held.pop_front();
            });
        }
    }
}
