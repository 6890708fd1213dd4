//! The navigation beside every page.

use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::now::now;
use crate::domain::holder::Holder;
use crate::domain::words::{self, grouped};
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::{State, state};
use leptos::prelude::*;

/// Brand, connections, what belongs to them, and the lock.
#[component]
pub fn Side() -> impl IntoView {
    let state = state();
    let open = RwSignal::new(false);
    let here = state.address.route();
    Effect::new(move |_| {
        here.track();
        open.set(false);
    });
    let lock = move |_| {
        state.forget_all();
        state.notices.done("You are signed out everywhere.");
    };
    view! {
        <nav class="side" class:open=open aria-label="Main">
            <div class="side-top">
                <a href=Route::Home.path() class="brand"><Icon name="key"/>"Latchkey"</a>
                <button type="button" class="button quiet menu-toggle" aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)>
                    <Icon name="menu"/>"Menu"
                </button>
            </div>
            <div class="side-parts">
                <div class="nav">
                    <h2 id="nav-keys">"Keys"</h2>
                    <ul aria-labelledby="nav-keys">
                        {keyed(move || state.connections.ids(), move |id| connection_link(state, here, id))}
                    </ul>
                </div>
                {organization(state, here)}
                <div class="nav last">
                    <ul>
                        <li>
                            <a href=Route::Connections.path() aria-current=mark(here, Route::Connections)>
                                <Icon name="plug"/><span>"Connections"</span>
                            </a>
                        </li>
                    </ul>
                    {move || state.sessions.any().then(|| view! {
                        <button type="button" class="button" on:click=lock><Icon name="lock"/>"Sign out everywhere"</button>
                    })}
                </div>
            </div>
        </nav>
    }
}

fn connection_link(state: State, here: Memo<Option<Route>>, id: String) -> AnyView {
    let name = state.connections.current(&id).map(|connection| connection.name);
    let href = Route::Holders { connection: id.clone() }.path();
    let id = StoredValue::new(id);
    let signed_in = Memo::new(move |_| id.with_value(|id| state.sessions.is_open(id)));
    let session = Memo::new(move |_| {
        let session = id.with_value(|id| state.sessions.get(id))?;
        Some((session.identity, session.may_write == Some(false)))
    });
    let who = move || session.get().map(|(identity, _)| format!("Signed in as {identity}"));
    let line = move || {
        session.get().map(|(identity, looks)| {
            view! { <small dir="auto">{if looks { format!("{identity}, read only") } else { identity }}</small> }
        })
    };
    let current = move || {
        here.with(|here| match here {
            Some(here) if !here.is_of_organization() => {
                (here.connection() == Some(&id.get_value())).then_some("page")
            }
            Some(_) | None => None,
        })
    };
    view! {
        <li>
            <a href=href aria-current=current title=who>
                <i class=move || if signed_in.get() { "dot" } else { "dot off" }></i>
                <span>{name}{line}</span>
                <span class="count">
                    {move || if signed_in.get() { known_count(state, &id.get_value()) } else { "sign in".to_owned() }}
                </span>
            </a>
        </li>
    }
}

/// Marks a link as the one to the page that is shown, or to the one that it lies below.
fn mark(here: Memo<Option<Route>>, route: Route) -> impl Fn() -> Option<&'static str> + Send {
    move || match here.get()? {
        here if here == route => Some("page"),
        here => (here.above()? == route).then_some("true"),
    }
}

/// How many keys the connection's only holder has, once they were read.
fn known_count(state: State, connection: &str) -> String {
    let Some(session) = state.sessions.get(connection) else { return String::new() };
    let Some([holder]) = session.holders.as_deref() else { return String::new() };
    let place = Place { connection: connection.to_owned(), holder: holder.id.clone() };
    let shelf = state.inventory.shelf(&place);
    shelf.with(|shelf| if shelf.was_read() { grouped(shelf.live().count()) } else { String::new() })
}

/// What belongs to the organizations that are signed in to, and the rotations under way.
fn organization(state: State, here: Memo<Option<Route>>) -> AnyView {
    let now = now();
    let rotates = Memo::new(move |_| state.rotations.open(now.get()).is_some());
    let links = move || {
        let links = organization_links(state, here);
        (rotates.get() || !links.is_empty()).then(|| {
            view! {
                <div class="nav">
                    <h2 id="nav-organization">"Organization"</h2>
                    <ul aria-labelledby="nav-organization">
                        {links}
                        {move || rotates.get().then(|| rotations_link(state, here))}
                    </ul>
                </div>
            }
        })
    };
    view! { {links} }
}

fn organization_links(state: State, here: Memo<Option<Route>>) -> Vec<AnyView> {
    let mut links = Vec::new();
    for connection in state.connections.all() {
        let can = connection.kind.backend().capabilities();
        let holders =
            state.sessions.get(&connection.id).and_then(|session| session.holders).unwrap_or_default();
        for holder in holders.iter() {
            let place = Place { connection: connection.id.clone(), holder: holder.id.clone() };
            let clusters =
                can.clusters.then(|| (Route::Clusters(place.clone()), "cluster", "Connected clusters"));
            let terms = can.terms.then_some((Route::Terms(place), "page", "Terms and subscription"));
            links.extend(clusters.into_iter().chain(terms).map(|link| organization_link(here, link, holder)));
        }
    }
    links
}

fn organization_link(
    here: Memo<Option<Route>>,
    (route, icon, text): (Route, &'static str, &'static str),
    holder: &Holder,
) -> AnyView {
    view! {
        <li>
            <a href=route.path() aria-current=mark(here, route)>
                <Icon name=icon/><span title=holder.name.clone()>{text}</span>
            </a>
        </li>
    }
}

/// How many old keys of clusters still work, and for how long the first of them does.
fn rotations_link(state: State, here: Memo<Option<Route>>) -> AnyView {
    let now = now();
    let open = move || state.rotations.open(now.get());
    let left = move || open().map(|(_, end)| words::duration(end.since(now.get())));
    let count = move || open().map(|(count, _)| grouped(count));
    view! {
        <li>
            <a href=Route::Rotations.path() aria-current=mark(here, Route::Rotations)>
                <Icon name="turn"/>
                <span>"Key rotations"{move || left().map(|left| view! { <small>{left}" left"</small> })}</span>
                <span class="count">{count}</span>
            </a>
        </li>
    }
}
