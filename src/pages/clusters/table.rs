//! The table of clusters and the search in it: only the rows in view stand in the document.

use super::Page;
use crate::browser::page as document;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::sheet::Sheet;
use crate::components::when::When;
use crate::domain::cluster::{Cluster, ServiceKind};
use crate::domain::query::Query;
use crate::domain::words::count;
use crate::erase::view;
use crate::pages::cluster::services::badge;
use crate::pages::filters;
use crate::routes::Route;
use leptos::prelude::*;

/// The columns: name, version and license, each service, when it was connected.
const COLUMNS: usize = 3 + ServiceKind::ALL.len();

/// Which clusters are shown, as places in the list, and which reading of the list that is of.
type Shown = (usize, Vec<usize>);

/// The clusters that match what is searched for.
pub(super) fn found(page: Page) -> AnyView {
    let readings = StoredValue::new(0_usize);
    let reading = Memo::new(move |_| {
        page.listed.track();
        readings.update_value(|count| *count += 1);
        readings.get_value()
    });
    let shown = Memo::new(move |_| {
        let wanted = page.asked.query.with(|query| query.text.trim().to_lowercase());
        let places: Vec<_> = page.listed.with(|listed| {
            let all = listed.iter().flatten().enumerate();
            all.filter(|(_, cluster)| fits(cluster, &wanted)).map(|(place, _)| place).collect()
        });
        (reading.get(), places)
    });
    let counted = move || {
        let number = shown.with(|(_, places)| places.len());
        page.asked
            .query
            .with(Query::narrows)
            .then(|| format!("{} found", count(number, "cluster", "clusters")))
    };
    let none = Memo::new(move |_| shown.with(|(_, places)| places.is_empty()));
    view! {
        <div class="tools">
            {filters::search(page.asked, "Name, id, version or license")}
            <span role="status">{counted}</span>
        </div>
        {move || if none.get() { no_match(page) } else { table(page, shown) }}
    }
}

fn fits(cluster: &Cluster, wanted: &str) -> bool {
    let own = &cluster.own;
    [&cluster.name, &own.name, &cluster.id, &own.id, &own.version, &cluster.license.kind]
        .into_iter()
        .any(|text| text.to_lowercase().contains(wanted))
}

fn no_match(page: Page) -> AnyView {
    let clear = move |_| {
        page.asked.change(Query::clear);
        document::focus("search");
    };
    view! {
        <div class="empty">
            <Icon name="find"/>
            <h2>"No cluster matches"</h2>
            <p>"Other clusters are hidden by your search."</p>
            <button type="button" class="button" on:click=clear>"Clear search"</button>
        </div>
    }
}

fn table(page: Page, shown: Memo<Shown>) -> AnyView {
    let sheet = Sheet::new();
    let total = Memo::new(move |_| shown.with(|(_, places)| places.len()));
    let (range, row_height) = (sheet.rows(total.into()), sheet.row_height());
    let names = move || {
        let rows = range.get();
        shown.with(|(reading, places)| {
            let row = |row: usize| Some(format!("{reading} {row} {}", places.get(row)?));
            rows.filter_map(row).collect()
        })
    };
    let gap = move |rows: Signal<usize>| {
        view! {
            <tr class="gap" aria-hidden="true" hidden=move || rows.get() == 0>
                <td colspan=COLUMNS.to_string() style:height=move || format!("{}px", rows.get() * row_height.get())></td>
            </tr>
        }
    };
    view! {
        <div class="sheet" id="clusters" node_ref=sheet.node role="region" aria-label="Clusters" tabindex="0" on:scroll=move |_| sheet.measure()>
            <table class="keys holders clusters" aria-rowcount=move || (total.get() + 1).to_string()>
                <thead><tr aria-rowindex="1">
                    <th scope="col">"Name"</th>
                    <th scope="col">"Stack and license"</th>
                    {ServiceKind::ALL.map(|kind| view! { <th scope="col">{kind.label()}</th> }).collect_view()}
                    <th scope="col" class="col-created">"Connected"</th>
                </tr></thead>
                <tbody>
                    {gap(Signal::derive(move || range.get().start))}
                    {keyed(names, move |name| drawn(page, &name).unwrap_or_else(|| ().into_any()))}
                    {gap(Signal::derive(move || total.get().saturating_sub(range.get().end)))}
                </tbody>
            </table>
        </div>
    }
}

/// The row of that name.
fn drawn(page: Page, name: &str) -> Option<AnyView> {
    let mut parts = name.split(' ').skip(1).map(str::parse);
    let (at, place): (usize, usize) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let cluster = page.listed.with_untracked(|listed| listed.as_ref()?.get(place).cloned())?;
    Some(row(page, at, &cluster))
}

fn row(page: Page, at: usize, cluster: &Cluster) -> AnyView {
    let place = page.place.get_value();
    let id = cluster.id.clone();
    let leaving = move || page.place.with_value(|place| page.state.rotations.leaving(place, &id).is_some());
    let href = Route::Cluster(place, cluster.id.clone()).path();
    let own = cluster.own.name.clone();
    let service = |kind: ServiceKind| {
        let cluster = cluster.clone();
        let badge = move || {
            let subscription = page.subscription.get();
            cluster.service(kind).map(|service| badge(&cluster, service, subscription.as_ref()))
        };
        view! { <td><span class="phone-only">{kind.label()}": "</span>{badge}</td> }
    };
    view! {
        <tr aria-rowindex=(at + 2).to_string()>
            <td>
                <span class="named">
                    <a href=href dir="auto">{cluster.shown_name().to_owned()}</a>
                    {move || leaving().then(|| view! { <span class="badge warn"><Icon name="clock"/>"Disconnecting"</span> })}
                </span>
                <small dir="auto">{own}</small>
            </td>
            <td><span class="cut" dir="auto">{cluster.own.version.clone()}</span><small>{cluster.license.kind.clone()}</small></td>
            {ServiceKind::ALL.map(service).collect_view()}
            <td>{cluster.connected.map(|time| view! { <When time=time past=true short=true/> })}</td>
        </tr>
    }
}
