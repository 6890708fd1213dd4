//! What was typed into forms and not sent yet: kept while the app runs, so that signing in again
//! or a look elsewhere loses nothing.

use crate::domain::draft::Draft;
use crate::domain::key::KeyId;
use crate::routes::Place;
use leptos::prelude::*;

/// What a form is for: a new key at a place, or one that replaces another.
pub type Purpose = (Place, Option<KeyId>);

/// The draft for each purpose.
#[derive(Clone, Copy)]
pub struct Drafts(StoredValue<Vec<(Purpose, Draft)>>);

impl Drafts {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// The draft that is kept.
    pub fn get(&self, purpose: &Purpose) -> Option<Draft> {
        self.0
            .with_value(|drafts| drafts.iter().find(|(it, _)| it == purpose).map(|(_, draft)| draft.clone()))
    }

    /// Keeps it.
    pub fn keep(&self, purpose: Purpose, draft: Draft) {
        self.0.update_value(|drafts| {
            drafts.retain(|(it, _)| *it != purpose);
            drafts.push((purpose, draft));
        });
    }

    /// Forgets it.
    pub fn clear(&self, purpose: &Purpose) {
        self.0.update_value(|drafts| drafts.retain(|(it, _)| it != purpose));
    }
}
