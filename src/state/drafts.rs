//! What was typed into forms and not sent yet: kept while the app runs, so that signing in again
//! or a look elsewhere loses nothing.

use crate::domain::draft::Draft;
use crate::domain::expiry::{DEFAULT_DAYS, ExpiryChoice};
use crate::routes::Place;
use leptos::prelude::*;

/// The draft of a new key for each place.
#[derive(Clone, Copy)]
pub struct Drafts(StoredValue<Vec<(Place, Draft)>>);

impl Drafts {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// The draft of that place, or an empty form.
    pub fn get(&self, place: &Place) -> Draft {
        self.0
            .with_value(|drafts| drafts.iter().find(|(at, _)| at == place).map(|(_, draft)| draft.clone()))
            .unwrap_or_else(|| Draft::new(ExpiryChoice::Days(DEFAULT_DAYS)))
    }

    /// Keeps it.
    pub fn keep(&self, place: Place, draft: Draft) {
        self.0.update_value(|drafts| {
            drafts.retain(|(at, _)| *at != place);
            drafts.push((place, draft));
        });
    }

    /// Forgets it.
    pub fn clear(&self, place: &Place) {
        self.0.update_value(|drafts| drafts.retain(|(at, _)| at != place));
    }
}
