//! Search, status, and how many keys that leaves.

use super::{View, shape};
use crate::domain::bulk::Progress;
use crate::domain::capability::{AccessForm, Paging};
use crate::domain::mark::Mark;
use crate::domain::settings::Permitted;
use crate::domain::status::Status;
use crate::domain::words::{count, grouped};
use crate::erase::view;
use crate::pages::filters;
use crate::state::shelf::{Reading, Shelf};
use leptos::prelude::*;

pub(super) fn tools(view: View) -> impl IntoView {
    let query = view.query;
    let status = Memo::new(move |_| query.with(|query| query.status));
    let option = move |one: Status| {
        view! { <option value=one.slug() selected=move || status.get() == Some(one)>{one.label()}</option> }
    };
    view! {
        <div class="tools" role="search">
            {filters::search(view.asked, placeholder(view))}
            <select class="input auto" aria-label="Status" prop:value=move || status.get().map_or("", Status::slug)
                on:change=move |event| {
                    let status = Status::from_slug(&event_target_value(&event));
                    view.asked.change(|query| query.status = status);
                }>
                <option value="">"Any status"</option>
                {statuses(view).map(option).collect_view()}
            </select>
            {(view.can.access == AccessForm::Roles).then(|| marks(view))}
            {(view.can.access == AccessForm::Config).then(|| permissions(view))}
            {filters::menu(view.asked)}
            {shape::menu(view)}
            <span role="status">{move || found(view)}</span>
            {move || view.is_sifting().then(|| view! {
                <button type="button" class="button" on:click=move |_| view.stop_reading()>"Stop"</button>
            })}
        </div>
    }
}

/// What makes a key worth a second look.
fn marks(view: View) -> AnyView {
    let query = view.query;
    let mark = Memo::new(move |_| query.with(|query| query.mark));
    let option = move |one: Mark| {
        view! { <option value=one.slug() selected=move || mark.get() == Some(one)>{one.label()}</option> }
    };
    view! {
        <select class="input auto" aria-label="Worth a look" prop:value=move || mark.get().map_or("", Mark::slug)
            on:change=move |event| {
                let mark = Mark::from_slug(&event_target_value(&event));
                view.asked.change(|query| query.mark = mark);
            }>
            <option value="">"Any access and age"</option>
            {Mark::ALL.map(option).collect_view()}
        </select>
    }
}

/// What the configurations of keys permit.
fn permissions(view: View) -> AnyView {
    let query = view.query;
    let chosen = Memo::new(move |_| query.with(|query| query.permitted));
    let option = move |one: Permitted| {
        view! { <option value=one.slug() selected=move || chosen.get() == Some(one)>{one.label()}</option> }
    };
    view! {
        <select class="input auto" aria-label="Permissions" prop:value=move || chosen.get().map_or("", Permitted::slug)
            on:change=move |event| {
                let permitted = Permitted::from_slug(&event_target_value(&event));
                view.asked.change(|query| query.permitted = permitted);
            }>
            <option value="">"Any permissions"</option>
            {Permitted::ALL.map(option).collect_view()}
        </select>
    }
}

fn placeholder(view: View) -> &'static str {
    match view.can.paging {
        Paging::Whole if view.can.tells_secrets => "Search config and labels, or paste a key",
        Paging::Whole => "Search name, id, access, creator",
        Paging::Server if view.can.traceable => "Search names, or paste a leaked key",
        Paging::Server => "Search names",
    }
}

/// The states that a key of this backend can be in.
fn statuses(view: View) -> impl Iterator<Item = Status> {
    let ends = view.can.expiry;
    Status::ALL.into_iter().filter(move |status| match status {
        Status::Active => true,
        Status::Gone if view.can.tells_secrets => true,
        Status::Disabled => !ends && !view.can.tells_secrets,
        Status::Expired | Status::ExpiresSoon | Status::NeverExpires | Status::Gone => ends,
    })
}

/// How far it is, where all keys are looked at one by one.
fn reading(shelf: &Shelf) -> String {
    shelf.progress.map_or_else(
        || "Reading…".to_owned(),
        |Progress { done, all }| format!("Looking at {} of {}…", grouped(done), count(all, "key", "keys")),
    )
}

fn found(view: View) -> String {
    let shown = view.shown.with(|shown| shown.len());
    view.shelf.with(|shelf| match (view.can.paging, &shelf.reading) {
        (_, Reading::Waiting) if shelf.entries.is_empty() || shelf.progress.is_some() => reading(shelf),
        (Paging::Whole, _) => format!("{} of {}", grouped(shown), count(shelf.entries.len(), "key", "keys")),
        (Paging::Server, _) => count(shelf.total.unwrap_or(shown), "key", "keys"),
    })
}
