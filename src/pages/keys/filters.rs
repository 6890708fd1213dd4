//! What the list is narrowed to: a chip for each part, and a menu that adds one.

mod chips;
mod editor;
mod value;

use super::View;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::erase::view;
use leptos::prelude::*;

lazy_page!(chips_in in manage(view: super::super::View) => super::chips::shown(view));
lazy_page!(editor_in in manage(view: super::super::View) => super::editor::form(view));

/// The menu that adds a filter.
const MENU: &str = "filter-menu";

/// The button and its menu, where the backend filters.
pub(super) fn menu(view: View) -> Option<AnyView> {
    (!view.can.filters.is_empty()).then(|| {
        let opened = RwSignal::new(false);
        view! {
            <button type="button" class="button" popovertarget=MENU><Icon name="filter"/>"Filter"</button>
            <div id=MENU class="menu wide" popover="auto" role="group" aria-label="Add a filter" on:toggle=move |_| opened.set(true)>
                {move || opened.get().then(|| editor_in::page(view))}
            </div>
        }
        .into_any()
    })
}

/// The chips, once there is a filter.
pub(super) fn chips(view: View) -> AnyView {
    let any = Memo::new(move |_| view.query.with(|query| query.any || !query.filters.is_empty()));
    view! {
        {move || view.unread.get().map(|names| unread(view, &names))}
        {move || any.get().then(|| chips_in::page(view))}
    }
}

/// What the address asks for and nobody understands, until the owner knows it.
fn unread(view: View, names: &str) -> AnyView {
    let text = format!(
        "Latchkey can't read this part of the address: {names}. More keys may be shown than you want."
    );
    view! {
        <div class="note" role="status">
            <Icon name="warn"/>
            <div><p>{text}</p></div>
            <button type="button" class="button quiet" aria-label="Dismiss" on:click=move |_| view.unread.set(None)><Icon name="close"/></button>
        </div>
    }
}
