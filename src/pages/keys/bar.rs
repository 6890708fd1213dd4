//! How many keys are selected and what can be done with them.

use super::View;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::domain::bulk::Deed;
use crate::domain::capability::Paging;
use crate::domain::rotation::USUAL;
use crate::domain::settings::Permissions;
use crate::domain::words::{count, grouped};
use crate::erase::view;
use leptos::prelude::*;

lazy_page!(acts_in in manage(view: super::View) => super::acts(view));

/// The bar. Its count stands there before it says something.
pub(super) fn bar(view: View) -> AnyView {
    let counts = Memo::new(move |_| view.selected_count());
    let any = Memo::new(move |_| counts.get().0 > 0 && view.can_select());
    let text = move || {
        let (selected, hidden) = counts.get();
        let why =
            if view.can.paging == Paging::Server { "not shown here" } else { "hidden by search and filters" };
        let hidden = (hidden > 0).then(|| format!(", {} of them {why}", grouped(hidden)));
        (selected > 0).then(|| count(selected, "key selected", "keys selected") + &hidden.unwrap_or_default())
    };
    view! {
        <div class="selection" hidden=move || !any.get()>
            <span role="status">{text}</span>
            {move || any.get().then(|| acts_in::page(view))}
        </div>
    }
}

fn acts(view: View) -> AnyView {
    let selected = Memo::new(move |_| view.selected_count().0);
    view! {
        {move || all_that_match(view, selected.get())}
        <div class="acts">
            <button type="button" class="button" on:click=move |_| view.selection.clear()>"Clear selection"</button>
            {deeds(view, selected)}
        </div>
    }
}

/// Selects those of other pages, too.
fn all_that_match(view: View, selected: usize) -> Option<AnyView> {
    let all = view.shelf.with(|shelf| shelf.total)?;
    let more = view.can.paging == Paging::Server
        && selected < all
        && view.shelf.with(|shelf| shelf.entries.len()) < all;
    let narrowed = view.query.with(crate::domain::query::Query::narrows);
    let which = if narrowed { " that match" } else { "" };
    more.then(|| {
        let press = move |_| view.gather(move |keys| view.selection.add(keys));
        view! {
            <button type="button" class="button" on:click=press>{format!("Select all {}{which}", count(all, "key", "keys"))}</button>
        }
        .into_any()
    })
}

fn deeds(view: View, selected: Memo<usize>) -> AnyView {
    let ask = move |deed: Deed| view.selection.asking.set(Some(deed));
    let retain = Deed::Rotate { retain_minutes: USUAL };
    view! {
        {view.can.change.then(|| view! {
            <button type="button" class="button" on:click=move |_| ask(Deed::Disable)>"Disable"</button>
            <button type="button" class="button" on:click=move |_| ask(Deed::Enable)>"Enable"</button>
        })}
        {view.can.change_access.then(|| Permissions::ALL.map(|one| view! {
            <button type="button" class="button" on:click=move |_| ask(Deed::Permit(one))>{format!("Set to {}", one.slug())}</button>
        }).collect_view())}
        {view.can.rotate.then(|| view! {
            <button type="button" class="button" on:click=move |_| ask(retain)><Icon name="turn"/>"Rotate"</button>
        })}
        {view.can.revoke.then(|| view! {
            <button type="button" class="button danger" on:click=move |_| ask(Deed::Revoke)>
                <Icon name="bin"/>
                {move || format!("Revoke {}", count(selected.get(), "key", "keys"))}
            </button>
        })}
    }
}
