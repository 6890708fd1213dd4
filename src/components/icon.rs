//! Icons, drawn by the sprite in `index.html`.

use crate::erase::view;
use leptos::prelude::*;

/// The icon of that name. It says nothing by itself: a text or label stands beside it.
#[component]
pub fn Icon(
    /// Its name in the sprite, without `i-`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}
