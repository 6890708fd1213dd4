//! The configuration of the new key.

use super::Form;
use crate::erase::view;
use crate::pages::settings::{self, Editor};
use leptos::prelude::*;

/// The fields; made anew when the form is filled in.
pub(super) fn fields(form: Form) -> AnyView {
    view! {
        {move || {
            form.filled.track();
            let text = RwSignal::new(form.draft.with_untracked(|draft| draft.settings.clone()));
            Effect::watch(
                move || text.get(),
                move |text, _, _| form.draft.update(|draft| draft.settings.clone_from(text)),
                false,
            );
            let refused = Signal::derive(move || form.sent.with(|sent| sent.errors.clone()));
            untrack(|| settings::fields(Editor { text, refused }))
        }}
    }
}
