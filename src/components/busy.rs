//! A button that works once at a time and stays focusable while it does.

use super::icon::Icon;
use crate::erase::view;
use leptos::prelude::*;

/// A button with a busy state. While busy, a press does nothing.
#[component]
pub fn BusyButton(
    /// How it looks, as CSS classes.
    #[prop(default = "button")]
    class: &'static str,
    /// Whether its work is under way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Whether it may not be pressed for another reason.
    #[prop(into, optional)]
    off: Signal<bool>,
    /// What it does; none when it submits its form.
    #[prop(into, optional)]
    press: Option<Callback<()>>,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let blocked = move || busy.get() || off.get();
    let pressed = move |event: leptos::ev::MouseEvent| {
        if blocked() {
            event.prevent_default();
        } else if let Some(press) = press {
            press.run(());
        }
    };
    view! {
        <button
            type=if press.is_some() { "button" } else { "submit" }
            class=class
            aria-disabled=move || blocked().then_some("true")
            on:click=pressed
        >
            {move || busy.get().then(|| view! { <span class="spinner spin"><Icon name="turn"/></span> })}
            {children()}
        </button>
    }
}
