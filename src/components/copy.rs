//! A button that copies a text which is no secret.

use super::icon::Icon;
use crate::browser::clipboard;
use crate::erase::view;
use crate::state::state;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Copies `text` and says whether that worked.
#[component]
pub fn CopyButton(
    /// What it copies, for the label: `Copy request`.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let notices = state().notices;
    let what = label.clone();
    let press = move |_| {
        let what = what.clone();
        spawn_local(async move {
            if clipboard::copy(&text.get_untracked()).await {
                notices.done(format!("{what}: copied."));
            } else {
                notices.failed(format!(
                    "{what}: the browser didn't allow it. Select the text and copy it by hand."
                ));
            }
        });
    };
    view! {
        <button type="button" class="button" on:click=press>
            <Icon name="copy"/>
            {label}
        </button>
    }
}
