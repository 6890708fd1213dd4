//! A secret that is pasted into the search is not searched for: its key is.

use super::View;
use crate::domain::secret::Secret;
use crate::pages::leaked;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Takes a secret out of the search box and looks for its key; false where it is none.
pub(super) fn took(view: View, event: &leptos::ev::Event) -> bool {
    let pasted = Secret::new(event_target_value(event));
    let taken = view
        .place
        .with_value(|place| view.state.leaked.take(&place.connection, Some(&place.holder), &pasted));
    if taken {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value("");
        }
        if view.query.with_untracked(|query| !query.text.is_empty()) {
            view.query.update(|query| {
                query.text.clear();
                query.page = 1;
            });
        }
    }
    taken
}

/// The dialog, while a key is looked for.
pub(super) fn dialog(view: View) -> AnyView {
    leaked::dialog(view.state)
}
