//! The table of keys: only the rows in view stand in the document.

use super::View;
use super::row::row;
use super::select::tick_all;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::pager::pager;
use crate::components::sheet::Sheet;
use crate::domain::capability::{AccessForm, Capabilities, Paging};
use crate::domain::query::{Column, Query};
use crate::erase::view;
use leptos::prelude::*;
use std::ops::Range;

pub(super) fn table(view: View) -> AnyView {
    let sheet = Sheet::new();
    let total = Memo::new(move |_| view.shown.with(|shown| shown.len()));
    let (range, row_height) = (sheet.rows(total.into()), sheet.row_height());
    let columns = Memo::new(move |_| view.query.with(|query| columns(view.can, query)));
    let pages = Memo::new(move |_| view.shelf.with(|shelf| shelf.pages.unwrap_or(1)));
    let can_select = Memo::new(move |_| view.can_select());
    let headings = move || columns.get().into_iter().map(|column| heading(view, column)).collect_view();
    let gap = move |rows: Signal<usize>| {
        view! {
            <tr class="gap" aria-hidden="true" hidden=move || rows.get() == 0>
                <td colspan=move || (columns.with(Vec::len) + 1 + usize::from(can_select.get())).to_string() style:height=move || format!("{}px", rows.get() * row_height.get())></td>
            </tr>
        }
    };
    view! {
        <div class="sheet" id="keys" node_ref=sheet.node tabindex="0" role="region" aria-label="List of keys" on:scroll=move |_| sheet.measure()>
            <table class="keys" class:slim=view.can.access == AccessForm::Holder class:told=view.can.tells_secrets aria-rowcount=move || (total.get() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        {move || can_select.get().then(|| view! { <th scope="col" class="tick-cell">{tick_all(view)}</th> })}
                        {headings}
                        <th scope="col" class="col-actions"><span class="out-of-sight">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>
                    {gap(Signal::derive(move || range.get().start))}
                    {keyed(
                        move || in_view(view, &columns.get(), range.get()),
                        move |name| drawn(view, columns, &name).unwrap_or_else(|| ().into_any()),
                    )}
                    {gap(Signal::derive(move || total.get().saturating_sub(range.get().end)))}
                </tbody>
            </table>
        </div>
        {(view.can.paging == Paging::Server).then(|| pager(view.query, pages))}
    }
}

/// Names for the rows of that range: which reading, what one may do and which columns are shown, which
/// place in the list from 0, which key.
fn in_view(view: View, columns: &[Column], range: Range<usize>) -> Vec<String> {
    let described = view.query.with(|query| query.shows(Column::Description, true));
    let columns: Vec<_> = columns.iter().map(|column| column.slug()).collect();
    let form = format!("{}{}", columns.join(","), if described { "+" } else { "" });
    view.shown.with(|shown| {
        view.shelf.with(|shelf| {
            let may = if view.may_write() { "rw" } else { "r" };
            let name = |place: usize| {
                let entry = shelf.entries.get(*shown.get(place)?)?;
                let id = &entry.key.id;
                Some(format!("{}.{}{may}{form} {place} {}", shelf.version, shelf.stamp(id), id.0))
            };
            range.filter_map(name).collect()
        })
    })
}

/// The row of that name.
fn drawn(view: View, columns: Memo<Vec<Column>>, name: &str) -> Option<AnyView> {
    let place = name.split(' ').nth(1)?.parse().ok()?;
    let at: usize = view.shown.with_untracked(|shown| shown.get(place).copied())?;
    let key = view.shelf.with_untracked(|shelf| shelf.entries.get(at).map(|entry| entry.key.clone()))?;
    Some(columns.with_untracked(|columns| row(view, columns, place, key)))
}

/// The columns that make sense for a backend and are not hidden.
fn columns(can: &Capabilities, query: &Query) -> Vec<Column> {
    let fits = |column: &Column| match column {
        Column::Name | Column::Status => true,
        Column::Expires => can.expiry,
        Column::Access => can.access != AccessForm::Holder,
        Column::Created => !can.tells_secrets && query.shows(*column, true),
        Column::LastUsed | Column::LastRotated => can.usage && query.shows(*column, true),
        Column::Updated => can.usage && query.shows(*column, false),
        Column::Description | Column::Id | Column::ExternalId => false,
    };
    Column::ALL.into_iter().filter(fits).collect()
}

/// What can be hidden and shown, each with whether it usually is shown.
pub(super) fn offered(can: &'static Capabilities) -> impl Iterator<Item = (Column, bool)> {
    let all = [
        (Column::Description, can.description),
        (Column::Created, !can.tells_secrets),
        (Column::Updated, can.usage),
        (Column::LastUsed, can.usage),
        (Column::LastRotated, can.usage),
    ];
    all.into_iter().filter(|(_, told)| *told).map(|(column, _)| (column, column != Column::Updated))
}

fn sortable(can: &Capabilities, column: Column) -> bool {
    can.paging == Paging::Whole || can.sorts.contains(&column)
}

fn heading(view: View, column: Column) -> impl IntoView {
    let class = format!("col-{}", column.slug());
    if !sortable(view.can, column) {
        return view! { <th scope="col" class=class>{column.label()}</th> }.into_any();
    }
    let sort = Memo::new(move |_| view.query.with(|query| query.sort));
    let by_this = move || sort.get().column == column;
    let order = move || match sort.get() {
        sort if sort.column != column => None,
        sort if sort.descending => Some("descending"),
        _ => Some("ascending"),
    };
    let turn = move |_| {
        view.query.update(|query| {
            query.sort = query.sort.clicked(column);
            query.page = 1;
        });
    };
    view! {
        <th scope="col" class=class aria-sort=order>
            <button type="button" on:click=turn>
                {column.label()}
                {move || by_this().then(|| view! { <Icon name=if sort.get().descending { "downward" } else { "up" }/> })}
            </button>
        </th>
    }
    .into_any()
}
