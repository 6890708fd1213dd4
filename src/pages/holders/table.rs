//! The table of holders and its pages.

use super::dialogs::Ask;
use super::managed::View;
use super::switch;
use super::tools::state_label;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::pager::pager;
use crate::components::when::When;
use crate::domain::holder::Holder;
use crate::domain::query::{Column, PAGE_SIZE, PAGE_SIZES};
use crate::domain::time::Timestamp;
use crate::domain::words::grouped;
use crate::erase::view;
use crate::routes::{Place, Route};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

pub(super) fn table(view: View) -> AnyView {
    let label = format!("List of {}", view.can.holder.1);
    let heading = move |column| heading(view, column);
    view! {
        <div class="sheet" id="holders" tabindex="0" role="region" aria-label=label>
            <table class="keys holders">
                <thead>
                    <tr>
                        {heading(Column::Name)}
                        <th scope="col" class="col-full-name">"Full name"</th>
                        {heading(Column::Status)}
                        {heading(Column::Created)}
                        {heading(Column::Updated)}
                        <th scope="col" class="col-actions"><span class="out-of-sight">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>{keyed(move || names(view), move |name| drawn(view, &name))}</tbody>
            </table>
        </div>
        {pages(view)}
    }
}

/// The id of the link in a holder's row.
pub(super) fn link_id(holder: &str) -> String {
    format!("holder-{holder}")
}

/// A name for each row: what one may do, what is to be seen of the holder, and which it is.
fn names(view: View) -> Vec<String> {
    let may = if view.may_write() { "rw" } else { "r" };
    let name = |holder: &Holder| {
        let mut seen = DefaultHasher::new();
        holder.hash(&mut seen);
        format!("{may} {} {}", seen.finish(), holder.id)
    };
    view.list.with(|list| list.page.items.iter().map(name).collect())
}

fn drawn(view: View, name: &str) -> AnyView {
    let holder = name.splitn(3, ' ').nth(2).and_then(|id| view.holder(id));
    holder.map_or_else(|| ().into_any(), |holder| row(view, holder))
}

fn row(view: View, holder: Holder) -> AnyView {
    let may = untrack(|| view.may_write()) && !holder.is_managed_elsewhere();
    view! {
        <tr>
            {name(view, &holder)}
            <td class="wide-only"><span class="cut" dir="auto" title=holder.full_name.clone()>{holder.full_name.clone()}</span></td>
            <td class="status">{state(&holder)}</td>
            <td class="wide-only">{moment(holder.created)}</td>
            <td class="wide-only">{moment(holder.updated)}</td>
            <td class="end">{may.then(|| acts(view, &holder))}</td>
        </tr>
    }
}

fn name(view: View, holder: &Holder) -> AnyView {
    let place = Place { connection: view.connection.get_value(), holder: holder.id.clone() };
    let below = if holder.description.is_empty() { holder.id.clone() } else { holder.description.clone() };
    view! {
        <td>
            <span class="named">
                <a href=Route::Keys(place).path() id=link_id(&holder.id) dir="auto" title=holder.name.clone()>{holder.shown_name().to_owned()}</a>
            </span>
            <small class:mono=holder.description.is_empty() dir="auto" title=below.clone()>
                {holder.is_managed_elsewhere().then(|| view! { <span class="part">"managed by another service · "</span> })}
                {below.clone()}
            </small>
        </td>
    }
}

fn state(holder: &Holder) -> AnyView {
    if holder.enabled {
        return view! { <span class="badge good"><Icon name="ok"/>{state_label(true)}</span> };
    }
    view! {
        <span class="badge" title="Its keys don't work">
            <Icon name="off"/>{state_label(false)}<span class="out-of-sight">": its keys don't work"</span>
        </span>
    }
}

fn moment(time: Option<Timestamp>) -> AnyView {
    match time {
        Some(time) => view! { <When time=time past=true short=true/> }.into_any(),
        None => view! { <span class="soft">"not reported"</span> },
    }
}

fn acts(view: View, holder: &Holder) -> AnyView {
    let act = |verb: &str, icon: &'static str, ask: Ask| {
        let label = format!("{verb} {}", holder.shown_name());
        view! {
            <button type="button" class="button quiet" aria-label=label.clone() title=label
                on:click=move |_| view.ask.set(Some(ask.clone()))>
                <Icon name=icon/>
            </button>
        }
    };
    view! {
        {act("Edit", "pen", Ask::Edit(holder.clone()))}
        {if holder.enabled {
            act("Deactivate", "off", Ask::Deactivate(holder.clone()))
        } else {
            switch::activate_button(view, holder.clone())
        }}
        {act("Delete", "bin", Ask::Delete(holder.clone()))}
    }
}

fn heading(view: View, column: Column) -> AnyView {
    let sort = Memo::new(move |_| view.query.with(|query| query.sort));
    let by_this = move || sort.get().column == column;
    let order = move || by_this().then(|| if sort.get().descending { "descending" } else { "ascending" });
    let turn = move |_| view.asked.change(|query| query.sort = query.sort.clicked(column));
    view! {
        <th scope="col" class=format!("col-{}", column.slug()) aria-sort=order>
            <button type="button" on:click=turn>
                {if column == Column::Updated { "Updated" } else { column.label() }}
                {move || by_this().then(|| view! { <Icon name=if sort.get().descending { "downward" } else { "up" }/> })}
            </button>
        </th>
    }
}

fn pages(view: View) -> AnyView {
    let pages = Memo::new(move |_| view.list.with(|list| list.page.pages));
    view! { <div class="acts">{pager(view.query, pages)}{page_size(view)}</div> }
}

/// How many a page shows, where that could matter.
fn page_size(view: View) -> AnyView {
    let chosen = Memo::new(move |_| view.query.with(|query| query.size));
    let few =
        move || view.list.with(|list| list.page.total <= PAGE_SIZES[0] as usize) && chosen.get() == PAGE_SIZE;
    let option = move |one: u32| {
        view! { <option value=one.to_string() selected=move || chosen.get() == one>{format!("{} a page", grouped(one as usize))}</option> }
    };
    let choose = move |event: leptos::ev::Event| {
        if let Ok(size) = event_target_value(&event).parse() {
            view.asked.change(|query| query.size = size);
        }
    };
    view! {
        <select class="input auto" aria-label="Page size" prop:value=move || chosen.get().to_string()
            on:change=choose hidden=few>
            {PAGE_SIZES.map(option).collect_view()}
        </select>
    }
}
