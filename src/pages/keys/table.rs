//! The table of keys: only the rows in view stand in the document.

use super::View;
use super::pager::pager;
use super::row::row;
use crate::components::icon::Icon;
use crate::domain::capability::{AccessForm, Capabilities, Paging};
use crate::domain::key::Key;
use crate::domain::query::Column;
use crate::domain::window;
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;

/// The height of a row in pixels until one was measured.
const ROW: f64 = 56.0;

pub(super) fn table(view: View) -> impl IntoView {
    let sheet = NodeRef::<html::Div>::new();
    let row_height = RwSignal::new(ROW);
    let (scrolled, height) = (RwSignal::new(0.0), RwSignal::new(900.0));
    let measure = move || {
        if let Some(sheet) = sheet.get_untracked() {
            scrolled.set(f64::from(sheet.scroll_top()));
            height.set(f64::from(sheet.client_height().max(200)));
            if let Ok(Some(row)) = sheet.query_selector("tbody tr:not(.gap)") {
                row_height.set(row.get_bounding_client_rect().height().max(24.0));
            }
        }
    };
    Effect::new(move |_| {
        sheet.track();
        measure();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let total = Memo::new(move |_| view.shown.with(|shown| shown.len()));
    let range =
        Memo::new(move |_| window::visible(total.get(), row_height.get(), scrolled.get(), height.get()));
    let columns = columns(view.can);
    let span = columns.len() + 1;
    let gap = move |rows: Memo<usize>| {
        #[allow(clippy::cast_precision_loss, reason = "a number of rows")]
        let pixels = move || format!("{}px", rows.get() as f64 * row_height.get());
        view! {
            <tr class="gap" aria-hidden="true" hidden=move || rows.get() == 0>
                <td colspan=span style:height=pixels></td>
            </tr>
        }
    };
    view! {
        <div class="sheet" id="keys" node_ref=sheet tabindex="0" role="region" aria-label="List of keys" on:scroll=move |_| measure()>
            <table class="keys" aria-rowcount=move || (total.get() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        {columns.iter().map(|column| heading(view, *column)).collect_view()}
                        <th scope="col" class="col-actions"><span class="out-of-sight">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>
                    {gap(Memo::new(move |_| range.get().start))}
                    <For each=move || in_view(view, range.get()) key=|(place, key)| (*place, key.clone().id)
                        children={let columns = columns.clone(); move |(place, key)| row(view, &columns, place, key)}/>
                    {gap(Memo::new(move |_| total.get() - range.get().end.min(total.get())))}
                </tbody>
            </table>
        </div>
        {(view.can.paging == Paging::Server).then(|| pager(view))}
    }
}

/// The rows of that range with their place in the list, from 0.
fn in_view(view: View, range: Range<usize>) -> Vec<(usize, Key)> {
    view.shown.with(|shown| {
        view.shelf.with(|shelf| {
            let places = range.filter_map(|place| Some((place, *shown.get(place)?)));
            places.filter_map(|(place, at)| Some((place, shelf.entries.get(at)?.key.clone()))).collect()
        })
    })
}

/// The columns that make sense for a backend.
fn columns(can: &Capabilities) -> Vec<Column> {
    Column::ALL
        .into_iter()
        .filter(|column| match column {
            Column::Name | Column::Status | Column::Created => true,
            Column::Expires => can.expiry,
            Column::LastUsed | Column::LastRotated => can.usage,
            Column::Access => can.access != AccessForm::Holder,
        })
        .collect()
}

fn sortable(can: &Capabilities, column: Column) -> bool {
    can.paging == Paging::Whole || !matches!(column, Column::Status | Column::Access | Column::Expires)
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
