//! The navigation beside every page.

use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::config::Connection;
use crate::domain::holder::Holder;
use crate::domain::words::grouped;
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
                {move || organization_links(state, here)}
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
            Some(Route::Terms(_)) | None => None,
            Some(here) => (here.connection() == Some(&id.get_value())).then_some("page"),
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

/// Marks a link as the one to the page that is shown.
fn mark(here: Memo<Option<Route>>, route: Route) -> impl Fn() -> Option<&'static str> + Send {
    move || here.with(|here| here.as_ref() == Some(&route)).then_some("page")
}

/// How many keys the connection's only holder has, once they were read.
fn known_count(state: State, connection: &str) -> String {
    let Some(session) = state.sessions.get(connection) else { return String::new() };
    let Some([holder]) = session.holders.as_deref() else { return String::new() };
    let place = Place { connection: connection.to_owned(), holder: holder.id.clone() };
    let shelf = state.inventory.shelf(&place);
    shelf.with(|shelf| if shelf.was_read() { grouped(shelf.live().count()) } else { String::new() })
}

/// Links for each organization that has terms and is signed in to.
fn organization_links(state: State, here: Memo<Option<Route>>) -> Option<AnyView> {
    let mut links = Vec::new();
    for connection in state.connections.all() {
        if !connection.kind.backend().capabilities().terms {
            continue;
        }
        let holders =
            state.sessions.get(&connection.id).and_then(|session| session.holders).unwrap_or_default();
        links.extend(holders.iter().map(|holder| terms_link(here, &connection, holder.clone())));
    }
    (!links.is_empty()).then(|| {
        view! {
            <div class="nav">
                <h2 id="nav-organization">"Organization"</h2>
                <ul aria-labelledby="nav-organization">{links}</ul>
            </div>
        }
    })
}

fn terms_link(here: Memo<Option<Route>>, connection: &Connection, holder: Holder) -> AnyView {
    let route = Route::Terms(Place { connection: connection.id.clone(), holder: holder.id });
    view! {
        <li>
            <a href=route.path() aria-current=mark(here, route)>
                <Icon name="page"/><span title=holder.name>"Terms and subscription"</span>
            </a>
        </li>
    }
}
