//! What a list is narrowed to: a search, a chip for each part, and a menu that adds one.

mod chips;
mod editor;
mod value;

use super::asked::Asked;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::erase::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

lazy_page!(chips_in in manage(asked: super::super::asked::Asked) => super::chips::shown(asked));
lazy_page!(editor_in in manage(asked: super::super::asked::Asked) => super::editor::form(asked));

/// The menu that adds a filter.
const MENU: &str = "filter-menu";

/// The search box. A secret that is pasted into it is not searched for: its key is.
pub(super) fn search(asked: Asked, placeholder: &'static str) -> AnyView {
    let text = Memo::new(move |_| asked.query.with(|query| query.text.clone()));
    let typed = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let taken = asked.is_secret(typed.clone());
        if let (true, Some(input)) = (taken, event_target_input(&event)) {
            input.set_value("");
        }
        asked.change(|query| query.text = if taken { String::new() } else { typed });
    };
    view! {
        <div class="input search">
            <Icon name="find"/>
            <input id="search" type="search" aria-label=format!("Search {}", asked.things) placeholder=placeholder
                autocomplete="off" spellcheck="false" on:change=move |_| asked.typing.set_value(false)
                prop:value=move || text.get() on:input=typed/>
        </div>
    }
}

fn event_target_input(event: &leptos::ev::Event) -> Option<HtmlInputElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The button and its menu, where the backend filters.
pub(super) fn menu(asked: Asked) -> Option<AnyView> {
    (!asked.offer.fields.is_empty()).then(|| {
        let opened = RwSignal::new(false);
        view! {
            <button type="button" class="button" popovertarget=MENU><Icon name="filter"/>"Filter"</button>
            <div id=MENU class="menu wide" popover="auto" role="group" aria-label="Add a filter" on:toggle=move |_| if !opened.get_untracked() { opened.set(true) }>
                {move || opened.get().then(|| editor_in::page(asked))}
            </div>
        }
        .into_any()
    })
}

/// The chips, once there is a filter.
pub(super) fn chips(asked: Asked) -> AnyView {
    let any = Memo::new(move |_| {
        asked.query.with(|query| query.any || query.status.is_some() || !query.filters.is_empty())
    });
    view! {
        {move || asked.unread.get().map(|names| unread(asked, &names))}
        {move || any.get().then(|| chips_in::page(asked))}
    }
}

/// What the address asks for and nobody understands, until the owner knows it.
fn unread(asked: Asked, names: &str) -> AnyView {
    let text = format!(
        "Latchkey can't read this part of the address: {names}. More {} may be shown than you want.",
        asked.things
    );
    view! {
        <div class="note" role="status">
            <Icon name="warn"/>
            <div><p>{text}</p></div>
            <button type="button" class="button quiet" aria-label="Dismiss" on:click=move |_| asked.unread.set(None)><Icon name="close"/></button>
        </div>
    }
}
