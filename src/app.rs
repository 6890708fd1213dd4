//! Contexts, layout and router.

mod ask_again;
mod idle_lock;
mod secret_dialog;
mod side;

use crate::browser::{unload, violation};
use crate::components::failure::Failure;
use crate::components::gate::Gate;
use crate::components::now::provide_now;
use crate::components::toasts::Toasts;
use crate::pages;
use crate::state::State;
use crate::state::connections::Reading;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{ParamSegment, StaticSegment};

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

#[component]
fn Pages() -> impl IntoView {
    let in_holder = (StaticSegment("connections"), ParamSegment("connection"), ParamSegment("holder"));
    view! {
        <Routes fallback=pages::not_found::NotFound>
            <Route path=StaticSegment("") view=pages::home::Home/>
            <Route path=StaticSegment("connections") view=pages::connections::ConnectionsPage/>
            <Route path=(StaticSegment("connections"), ParamSegment("connection"))
                view=|| view! { <Gate><pages::holders::HoldersPage/></Gate> }/>
            <ParentRoute path=in_holder view=pages::InHolder>
                <Route path=StaticSegment("keys") view=pages::keys::KeysPage/>
                <Route path=(StaticSegment("keys"), StaticSegment("new")) view=pages::new_key::NewKeyPage/>
                <Route path=StaticSegment("terms") view=pages::terms::TermsPage/>
            </ParentRoute>
        </Routes>
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
