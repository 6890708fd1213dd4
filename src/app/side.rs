//! The navigation beside every page.

use crate::components::icon::Icon;
use crate::config::Connection;
use crate::domain::holder::Holder;
use crate::domain::words::grouped;
use crate::routes::{Place, Route};
use crate::state::{State, state};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// Brand, connections, what belongs to them, and the lock.
#[component]
pub fn Side() -> impl IntoView {
    let state = state();
    let open = RwSignal::new(false);
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        open.set(false);
    });
    let lock = move |_| {
        state.forget_all();
        state.notices.done("You are signed out everywhere.");
    };
    view! {
        <nav class="side" class:open=open aria-label="Main">
            <div class="side-top">
                <A href=Route::Home.path() attr:class="brand"><Icon name="key"/>"Latchkey"</A>
                <button type="button" class="button quiet menu-toggle" aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)>
                    <Icon name="menu"/>"Menu"
                </button>
            </div>
            <div class="side-parts">
                <div class="nav">
                    <h2 id="nav-keys">"Keys"</h2>
                    <ul aria-labelledby="nav-keys">
                        <For each=move || state.connections.all.get() key=|connection| connection.id.clone()
                            children=move |connection| connection_link(state, connection)/>
                    </ul>
                </div>
                {move || organization_links(state)}
                <div class="nav last">
                    <ul>
                        <li><A href=Route::Connections.path() exact=true><Icon name="plug"/><span>"Connections"</span></A></li>
                    </ul>
                    {move || state.sessions.any().then(|| view! {
                        <button type="button" class="button" on:click=lock><Icon name="lock"/>"Sign out everywhere"</button>
                    })}
                </div>
            </div>
        </nav>
    }
}

fn connection_link(state: State, connection: Connection) -> impl IntoView {
    let id = StoredValue::new(connection.id.clone());
    let signed_in = Memo::new(move |_| id.with_value(|id| state.sessions.is_open(id)));
    let count =
        move || if signed_in.get() { known_count(state, &id.get_value()) } else { "sign in".to_owned() };
    view! {
        <li>
            <A href=Route::Holders { connection: connection.id }.path()>
                <i class=move || if signed_in.get() { "dot" } else { "dot off" }></i>
                <span>{connection.name}</span>
                <span class="count">{count}</span>
            </A>
        </li>
    }
}

/// How many keys the connection's only holder has, once they were read.
fn known_count(state: State, connection: &str) -> String {
    let Some(session) = state.sessions.get(connection) else { return String::new() };
    let Some([holder]) = session.holders.as_deref() else { return String::new() };
    let place = Place { connection: connection.to_owned(), holder: holder.id.clone() };
    let shelf = state.inventory.shelf(&place);
    shelf.with(|shelf| if shelf.is_fresh() { String::new() } else { grouped(shelf.entries.len()) })
}

/// Links for each organization that has terms and is signed in to.
fn organization_links(state: State) -> Option<impl IntoView> {
    let mut links = Vec::new();
    for connection in state.connections.all.get() {
        if !connection.kind.backend().capabilities().terms {
            continue;
        }
        let holders =
            state.sessions.get(&connection.id).and_then(|session| session.holders).unwrap_or_default();
        links.extend(holders.into_iter().map(|holder| terms_link(&connection, holder)));
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

fn terms_link(connection: &Connection, holder: Holder) -> impl IntoView + use<> {
    let place = Place { connection: connection.id.clone(), holder: holder.id };
    view! {
        <li>
            <A href=Route::Terms(place).path()>
                <Icon name="page"/><span title=holder.name>"Terms and subscription"</span>
            </A>
        </li>
    }
}
