//! Search, status, order and filters of the holders, and how many that leaves.

use super::managed::View;
use crate::domain::query::{Column, Sort};
use crate::domain::status::Status;
use crate::domain::words::count;
use crate::erase::view;
use crate::pages::filters;
use crate::state::shelf::Reading;
use leptos::prelude::*;

/// What they can be ordered by.
pub(super) const COLUMNS: [Column; 7] = [
    Column::Name,
    Column::Description,
    Column::Status,
    Column::Created,
    Column::Updated,
    Column::Id,
    Column::ExternalId,
];

/// The name of a state for people.
pub(super) fn state_label(enabled: bool) -> &'static str {
    if enabled { "Active" } else { "Deactivated" }
}

pub(super) fn tools(view: View) -> AnyView {
    view! {
        <div class="tools" role="search">
            {filters::search(view.asked, "Search names")}
            {status(view)}
            {order(view)}
            {filters::menu(view.asked)}
            <span role="status">{move || found(view)}</span>
        </div>
    }
}

fn status(view: View) -> AnyView {
    let chosen = Memo::new(move |_| view.query.with(|query| query.status));
    let option = move |one: Status| {
        let label = state_label(one == Status::Active);
        view! { <option value=one.slug() selected=move || chosen.get() == Some(one)>{label}</option> }
    };
    let choose = move |event| {
        let status = Status::from_slug(&event_target_value(&event));
        view.asked.change(|query| query.status = status);
    };
    view! {
        <select class="input auto" aria-label="Status" prop:value=move || chosen.get().map_or("", Status::slug) on:change=choose>
            <option value="">"Any status"</option>
            {[Status::Active, Status::Disabled].map(option).collect_view()}
        </select>
    }
}

fn order(view: View) -> AnyView {
    let chosen = Memo::new(move |_| view.query.with(|query| query.sort));
    let option = move |one: Sort| {
        view! { <option value=one.slug() selected=move || chosen.get() == one>{label(one)}</option> }
    };
    let choose = move |event| {
        if let Some(sort) = Sort::from_slug(&event_target_value(&event)) {
            view.asked.change(|query| query.sort = sort);
        }
    };
    let all =
        COLUMNS.into_iter().flat_map(|column| [false, true].map(|descending| Sort { column, descending }));
    view! {
        <select class="input auto" aria-label="Order" prop:value=move || chosen.get().slug() on:change=choose>
            {all.map(option).collect_view()}
        </select>
    }
}

/// What an order does, in words.
fn label(sort: Sort) -> &'static str {
    match (sort.column, sort.descending) {
        (Column::Name, false) => "Name, A to Z",
        (Column::Name, true) => "Name, Z to A",
        (Column::Description, false) => "Description, A to Z",
        (Column::Description, true) => "Description, Z to A",
        (Column::Status, false) => "Active first",
        (Column::Status, true) => "Deactivated first",
        (Column::Updated, false) => "Updated longest ago",
        (Column::Updated, true) => "Updated last",
        (Column::Id, false) => "Id, 0 to f",
        (Column::Id, true) => "Id, f to 0",
        (Column::ExternalId, false) => "Managed elsewhere last",
        (Column::ExternalId, true) => "Managed elsewhere first",
        (_, false) => "Oldest first",
        (_, true) => "Newest first",
    }
}

fn found(view: View) -> String {
    let (one, many) = view.can.holder;
    view.list.with(|list| match list.reading {
        Reading::Failed(_) if list.page.pages == 0 => String::new(),
        _ if list.page.pages == 0 => "Reading…".to_owned(),
        _ => count(list.page.total, one, many),
    })
}
