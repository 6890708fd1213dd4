//! How a list that its backend pages is laid out: order, size of a page, columns.

use super::View;
use super::table::offered;
use crate::browser::page;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::domain::query::{Column, PAGE_SIZES, Query, Sort};
use crate::domain::words::grouped;
use crate::erase::view;
use leptos::prelude::*;

lazy_page!(form_in in manage(view: super::super::View) => super::form(view));

/// The button and its menu.
pub(super) fn menu(view: View) -> Option<AnyView> {
    (!view.can.sorts.is_empty()).then(|| {
        let opened = RwSignal::new(false);
        view! {
            <button type="button" class="button" popovertarget="view-menu"><Icon name="columns"/>"View"</button>
            <div id="view-menu" class="menu wide" popover="auto" role="group" aria-label="View" on:toggle=move |_| if !opened.get_untracked() { opened.set(true) }>
                {move || opened.get().then(|| form_in::page(view))}
            </div>
        }
        .into_any()
    })
}

fn form(view: View) -> AnyView {
    page::focus("view-sort");
    view! { <div class="stack">{order(view)}{size(view)}{columns(view)}</div> }
}

fn change(view: View, change: impl FnOnce(&mut Query)) {
    view.query.update(|query| {
        change(query);
        query.page = 1;
    });
}

fn order(view: View) -> AnyView {
    let sort = Memo::new(move |_| view.query.with(|query| query.sort));
    let by = move |event| {
        if let Some(column) = Column::from_slug(&event_target_value(&event)) {
            change(view, |query| query.sort.column = column);
        }
    };
    let way = move |event| {
        let descending = event_target_value(&event) == "descending";
        change(view, |query| query.sort = Sort { descending, ..query.sort });
    };
    let option = move |column: &Column| {
        let column = *column;
        view! { <option value=column.slug() selected=move || sort.get().column == column>{column.label()}</option> }
    };
    view! {
        <div class="field">
            <label for="view-sort">"Sort by"</label>
            <select id="view-sort" class="input" autofocus prop:value=move || sort.get().column.slug() on:change=by>
                {view.can.sorts.iter().map(option).collect_view()}
            </select>
        </div>
        <div class="field">
            <label for="view-way">"Order"</label>
            <select id="view-way" class="input" prop:value=move || if sort.get().descending { "descending" } else { "ascending" } on:change=way>
                <option value="ascending" selected=move || !sort.get().descending>"Ascending"</option>
                <option value="descending" selected=move || sort.get().descending>"Descending"</option>
            </select>
        </div>
    }
}

fn size(view: View) -> AnyView {
    let size = Memo::new(move |_| view.query.with(|query| query.size));
    let choose = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            change(view, |query| query.size = chosen);
        }
    };
    let sizes = move || {
        let mut sizes = PAGE_SIZES.to_vec();
        if !sizes.contains(&size.get()) {
            sizes.push(size.get());
        }
        sizes
    };
    let option = move |one: u32| {
        view! { <option value=one.to_string() selected=move || size.get() == one>{grouped(one as usize)}</option> }
    };
    view! {
        <div class="field">
            <label for="view-size">"Keys on a page"</label>
            <select id="view-size" class="input" prop:value=move || size.get().to_string() on:change=choose>
                {move || sizes().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// The columns that can be hidden.
fn columns(view: View) -> AnyView {
    let shown = move |(column, usual): (Column, bool)| view.query.with(|query| query.shows(column, usual));
    let turn = move |column: Column, on: bool| {
        view.query.update(|query| {
            let kept = offered(view.can)
                .filter(|(one, usual)| if *one == column { on } else { query.shows(*one, *usual) });
            let kept: Vec<_> = kept.map(|(one, _)| one).collect();
            let usual: Vec<_> = offered(view.can).filter(|(_, usual)| *usual).map(|(one, _)| one).collect();
            query.columns = (kept != usual).then_some(kept);
        });
    };
    let tick = move |one: (Column, bool)| {
        view! {
            <label class="tick">
                <input type="checkbox" prop:checked=move || shown(one) on:change=move |event| turn(one.0, event_target_checked(&event))/>
                {one.0.label()}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>"Columns"</legend>
            {offered(view.can).map(tick).collect_view()}
        </fieldset>
    }
}
