//! Search, status and order of the holders, and how many that leaves.

use super::managed::View;
use crate::components::icon::Icon;
use crate::domain::holder_query::{HolderQuery, HolderSort, state_from_slug, state_slug};
use crate::domain::words::count;
use crate::erase::view;
use crate::pages::leaked;
use leptos::prelude::*;

/// The name of a state for people.
pub(super) fn state_label(enabled: bool) -> &'static str {
    if enabled { "Active" } else { "Deactivated" }
}

pub(super) fn tools(view: View) -> AnyView {
    let query = view.query;
    let text = Memo::new(move |_| query.with(|query| query.text.clone()));
    view! {
        <div class="tools" role="search">
            <div class="input search">
                <Icon name="find"/>
                <input id="search" type="search" aria-label=format!("Search {}", view.can.holder.1) placeholder="Search names"
                    autocomplete="off" spellcheck="false" on:change=move |_| view.typing.set_value(false) prop:value=move || text.get()
                    on:input=move |event| {
                        let taken = view.connection.with_value(|id| leaked::took(view.state, id, None, &event));
                        let text = if taken { String::new() } else { event_target_value(&event) };
                        ask(view, move |query| query.text = text);
                    }/>
            </div>
            {status(view)}
            {order(view)}
            <span role="status">{move || found(view)}</span>
        </div>
    }
}

/// Asks for something else, from its first page.
pub(super) fn ask(view: View, change: impl FnOnce(&mut HolderQuery)) {
    view.query.update(|query| {
        change(query);
        query.page = 1;
    });
}

fn status(view: View) -> AnyView {
    let chosen = Memo::new(move |_| view.query.with(|query| query.enabled));
    let option = move |one: bool| {
        view! { <option value=state_slug(one) selected=move || chosen.get() == Some(one)>{state_label(one)}</option> }
    };
    view! {
        <select class="input auto" aria-label="Status" prop:value=move || chosen.get().map_or("", state_slug)
            on:change=move |event| ask(view, move |query| query.enabled = state_from_slug(&event_target_value(&event)))>
            <option value="">"Any status"</option>
            {[true, false].map(option).collect_view()}
        </select>
    }
}

fn order(view: View) -> AnyView {
    let chosen = Memo::new(move |_| view.query.with(|query| query.sort));
    let option = move |one: HolderSort| {
        view! { <option value=one.slug() selected=move || chosen.get() == one>{one.label()}</option> }
    };
    let choose = move |event: leptos::ev::Event| {
        if let Some(sort) = HolderSort::from_slug(&event_target_value(&event)) {
            ask(view, move |query| query.sort = sort);
        }
    };
    view! {
        <select class="input auto" aria-label="Order" prop:value=move || chosen.get().slug() on:change=choose>
            {HolderSort::all().map(option).collect_view()}
        </select>
    }
}

fn found(view: View) -> String {
    let (one, many) = view.can.holder;
    view.list.with(|list| {
        if list.page.pages == 0 { "Reading…".to_owned() } else { count(list.page.total, one, many) }
    })
}
