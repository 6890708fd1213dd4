//! How one looked at the keys of a place last: what was selected, and the address of the list.

use crate::domain::key::{Key, KeyId};
use crate::routes::{Place, Route};
use leptos::prelude::*;
use std::collections::HashMap;

/// The selected keys of one place, each as it was when it was selected.
pub type Selected = ArcRwSignal<HashMap<KeyId, Key>>;

/// One look.
struct Look {
    place: Place,
    selected: Selected,
    address: String,
}

/// The looks at all places.
#[derive(Clone, Copy)]
pub struct Looks(StoredValue<Vec<Look>>);

impl Looks {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// What is selected at a place.
    pub fn selected(self, place: &Place) -> Selected {
        self.with(place, |look| look.selected.clone())
    }

    /// The address of the list as it was seen last.
    pub fn address(self, place: &Place) -> String {
        self.with(place, |look| look.address.clone())
    }

    /// Notes the address of the list.
    pub fn seen_at(self, place: &Place, address: String) {
        self.with(place, |look| look.address = address);
    }

    /// Forgets those at the places of a connection.
    pub(super) fn forget(self, connection: &str) {
        self.0.update_value(|looks| looks.retain(|look| look.place.connection != connection));
    }

    /// Forgets them all.
    pub(super) fn forget_all(self) {
        self.0.set_value(Vec::new());
    }

    fn with<T>(self, place: &Place, act: impl FnOnce(&mut Look) -> T) -> T {
        let mut looks = self.0.write_value();
        let at = looks.iter().position(|look| look.place == *place).unwrap_or_else(|| {
            let address = Route::Keys(place.clone()).path();
            looks.push(Look { place: place.clone(), selected: ArcRwSignal::new(HashMap::new()), address });
            looks.len() - 1
        });
        act(&mut looks[at])
    }
}
