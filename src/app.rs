//! Contexts, layout and router.

mod ask_again;
mod idle_lock;
mod secret_dialog;
mod side;

use crate::browser::{unload, violation};
use crate::components::failure::Failure;
use crate::components::gate::gate;
use crate::components::now::provide_now;
use crate::components::toasts::Toasts;
use crate::erase::view;
use crate::pages;
use crate::routes::Route;
use crate::state::State;
use crate::state::address::route;
use crate::state::connections::Reading;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as RouteDefinition, Router};

/// Takes the loading shell away and mounts the app.
pub fn start() {
    violation::listen();
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(App);
}

/// The whole app.
#[component]
fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    provide_now();
    spawn_local(state.connections.read());
    unload::guard(state.reveal.at_risk());
    idle_lock::watch(state);
    view! {
        <Router>
            <a class="skip button" href="#main">"Skip to content"</a>
            <div class="frame">
                <side::Side/>
                <main class="main" id="main" tabindex="-1">
                    <ConfigFailure/>
                    <Pages/>
                </main>
            </div>
            <Toasts/>
            <ask_again::AskAgain/>
            <secret_dialog::SecretDialog/>
        </Router>
    }
}

/// The page that the path leads to. The router knows one route: what a path means is said in one
/// place, natively tested, and not by the types of nested routes.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| ()>
            <RouteDefinition path=WildcardSegment("path") view=Page/>
        </FlatRoutes>
    }
}

#[component]
fn Page() -> impl IntoView {
    let route = route();
    move || match route.get() {
        None => pages::not_found::page(),
        Some(Route::Home) => pages::home::page(),
        Some(Route::Connections) => pages::connections::page(),
        Some(Route::Holders { connection }) => {
            gate(connection.clone(), move || pages::holders::page(&connection))
        }
        Some(Route::Keys(place)) => gate(place.connection.clone(), move || pages::keys::page(place.clone())),
        Some(Route::NewKey(place)) => {
            gate(place.connection.clone(), move || pages::new_key::page(place.clone()))
        }
        Some(Route::Terms(place)) => {
            gate(place.connection.clone(), move || pages::terms::page(place.clone()))
        }
    }
}

#[component]
fn ConfigFailure() -> impl IntoView {
    let connections = crate::state::state().connections;
    let again = Callback::new(move |()| spawn_local(connections.read()));
    move || match connections.reading.get() {
        Reading::Failed(error) => {
            Some(view! { <Failure what="config.json could not be read." error=error retry=again/> })
        }
        _ => None,
    }
}
