//! A key's status as text, icon and color.

use super::icon::Icon;
use crate::domain::status::Status;
use crate::erase::view;
use leptos::prelude::*;

/// The badge of a status.
#[component]
pub fn StatusBadge(
    /// The status.
    status: Status,
) -> impl IntoView {
    let (look, icon) = match status {
        Status::Expired => ("badge bad", "off"),
        Status::ExpiresSoon => ("badge warn", "clock"),
        Status::NeverExpires => ("badge warn", "endless"),
        Status::Active => ("badge good", "ok"),
        Status::Disabled | Status::Gone => ("badge", "off"),
    };
    view! {
        <span class=look>
            <Icon name=icon/>
            {status.label()}
        </span>
    }
}

/// The badge of a key that would work if what it belongs to were not switched off.
#[component]
pub fn HolderOffBadge() -> impl IntoView {
    view! { <span class="badge" title="What it belongs to is deactivated"><Icon name="off"/>"Doesn't work"</span> }
}

/// A mark for something that deserves a second look.
#[component]
pub fn Caution(
    /// Why.
    #[prop(into)]
    text: String,
    /// Whether it is grave.
    #[prop(optional)]
    bad: bool,
) -> impl IntoView {
    view! {
        <span class=if bad { "badge bad" } else { "badge warn" }>
            <Icon name="warn"/>
            {text}
        </span>
    }
}
