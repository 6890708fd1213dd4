//! Holds the tab open while something would be lost.

use leptos::prelude::*;

/// While `held` is true, closing or reloading the tab asks first.
pub fn guard(held: Signal<bool>) {
    let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
        if held.get_untracked() {
            event.prevent_default();
            event.set_return_value("unsaved");
        }
    });
    on_cleanup(move || handle.remove());
}
