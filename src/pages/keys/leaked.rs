//! A secret that is pasted where one looks for keys is not searched for: its key is.

use super::View;
use crate::domain::secret::Secret;
use crate::pages::leaked;
use leptos::prelude::*;

/// Takes a secret out of the search box and looks for its key; false where it is none.
pub(super) fn took(view: View, event: &leptos::ev::Event) -> bool {
    let (state, place) = (view.state, view.place.get_value());
    let taken = leaked::took(state, &place.connection, Some(&place.holder), event);
    if taken && view.query.with_untracked(|query| !query.text.is_empty()) {
        view.query.update(|query| {
            query.text.clear();
            query.page = 1;
        });
    }
    taken
}

/// The same for a text that was to become a filter.
pub(super) fn is_one(view: View, text: String) -> bool {
    let place = view.place.get_value();
    view.state.leaked.take(&place.connection, Some(&place.holder), &Secret::new(text))
}
