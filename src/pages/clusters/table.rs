//! The table of clusters and the search in it.

use super::Page;
use crate::components::icon::Icon;
use crate::components::when::When;
use crate::domain::cluster::{Cluster, ServiceKind};
use crate::domain::words::count;
use crate::erase::view;
use crate::pages::cluster::services::badge;
use crate::routes::Route;
use leptos::prelude::*;

/// The clusters that match what is searched for.
pub(super) fn found(page: Page) -> AnyView {
    let matches = Memo::new(move |_| {
        let wanted = page.search.get().trim().to_lowercase();
        let all = page.listed.get().unwrap_or_default();
        let mut all: Vec<_> = all.into_iter().filter(|cluster| fits(cluster, &wanted)).collect();
        all.sort_by_cached_key(|cluster| cluster.shown_name().to_lowercase());
        all
    });
    let counted = move || {
        let number = matches.with(Vec::len);
        (!page.search.with(|search| search.trim().is_empty()))
            .then(|| format!("{} found", count(number, "cluster", "clusters")))
    };
    view! {
        <div class="tools">
            <label class="input search">
                <Icon name="find"/>
                <input id="search" type="search" aria-label="Search clusters" placeholder="Name, id, version or license"
                    prop:value=move || page.search.get()
                    on:input=move |event| page.search.set(event_target_value(&event))/>
            </label>
            <span role="status">{counted}</span>
        </div>
        {move || if matches.with(Vec::is_empty) { no_match(page) } else { table(page, matches) }}
    }
}

fn fits(cluster: &Cluster, wanted: &str) -> bool {
    let own = &cluster.own;
    [&cluster.name, &own.name, &cluster.id, &own.id, &own.version, &cluster.license.kind]
        .into_iter()
        .any(|text| text.to_lowercase().contains(wanted))
}

fn no_match(page: Page) -> AnyView {
    view! {
        <div class="empty">
            <Icon name="find"/>
            <h2>"No cluster matches"</h2>
            <p>"Other clusters are hidden by your search."</p>
            <button type="button" class="button" on:click=move |_| page.search.set(String::new())>"Clear search"</button>
        </div>
    }
}

fn table(page: Page, matches: Memo<Vec<Cluster>>) -> AnyView {
    view! {
        <div class="sheet" id="clusters" role="region" aria-label="Clusters" tabindex="0">
            <table class="keys holders clusters">
                <thead><tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Stack and license"</th>
                    {ServiceKind::ALL.map(|kind| view! { <th scope="col">{kind.label()}</th> }).collect_view()}
                    <th scope="col" class="col-created">"Connected"</th>
                </tr></thead>
                <tbody>{move || matches.get().iter().map(|cluster| row(page, cluster)).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(page: Page, cluster: &Cluster) -> AnyView {
    let place = page.place.get_value();
    let leaving = page.state.rotations.leaving(&place, &cluster.id).is_some();
    let href = Route::Cluster(place, cluster.id.clone()).path();
    let own = cluster.own.name.clone();
    let service = |kind: ServiceKind| {
        let badge = cluster.service(kind).map(|service| badge(cluster, service, None));
        view! { <td><span class="phone-only">{kind.label()}": "</span>{badge}</td> }
    };
    view! {
        <tr>
            <td>
                <span class="named">
                    <a href=href dir="auto">{cluster.shown_name().to_owned()}</a>
                    {leaving.then(|| view! { <span class="badge warn"><Icon name="clock"/>"Disconnecting"</span> })}
                </span>
                <small dir="auto">{own}</small>
            </td>
            <td><span class="cut">{cluster.own.version.clone()}</span><small>{cluster.license.kind.clone()}</small></td>
            {ServiceKind::ALL.map(service).collect_view()}
            <td>{cluster.connected.map(|time| view! { <When time=time past=true short=true/> })}</td>
        </tr>
    }
}
