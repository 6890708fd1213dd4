//! What was typed into forms and not sent yet: kept while the app runs, so that signing in again
//! or a look elsewhere loses nothing.

use crate::domain::draft::Draft;
use crate::domain::expiry::{DEFAULT_DAYS, ExpiryChoice};
use crate::routes::Place;
use leptos::prelude::*;
use std::collections::HashMap;

/// The draft of a new key for each place.
#[derive(Clone, Copy)]
pub struct Drafts(StoredValue<HashMap<Place, Draft>>);

impl Drafts {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }

    /// The draft of that place, or an empty form.
    pub fn get(&self, place: &Place) -> Draft {
        self.0
            .with_value(|drafts| drafts.get(place).cloned())
            .unwrap_or_else(|| Draft::new(ExpiryChoice::Days(DEFAULT_DAYS)))
    }

    /// Keeps it.
    pub fn keep(&self, place: Place, draft: Draft) {
        self.0.update_value(|drafts| {
            drafts.insert(place, draft);
        });
    }

    /// Forgets it.
    pub fn clear(&self, place: &Place) {
        self.0.update_value(|drafts| {
            drafts.remove(place);
        });
    }
}
