//! Contexts, layout, and which page a path leads to.

mod ask_again;
mod idle_lock;
mod own_key;
mod secret_dialog;
mod side;
mod slow;

use crate::browser::{clock, unload, violation};
use crate::components::failure::Failure;
use crate::components::gate::gate;
use crate::components::now::provide_now;
use crate::components::toasts::Toasts;
use crate::erase::view;
use crate::pages;
use crate::routes::Route;
use crate::state::State;
use crate::state::connections::Reading;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Takes the loading shell away and mounts the app.
pub fn start() {
    violation::listen();
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(App);
    clock::prepare();
}

/// The whole app.
#[component]
fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    provide_now();
    spawn_local(state.connections.read());
    let (at_risk, under_way) = (state.reveal.at_risk(), state.bulk.under_way());
    unload::guard(Signal::derive(move || at_risk.get() || under_way.get()));
    idle_lock::watch(state);
    view! {
        <a class="skip button" href="#main">"Skip to content"</a>
        <div class="frame">
            <side::Side/>
            <main class="main" id="main" tabindex="-1">
                {config_failure(state)}
                {slow::slow(state)}
                {own_key::own_key(state)}
                {page(state)}
            </main>
        </div>
        <Toasts/>
        {ask_again::ask_again(state)}
        {secret_dialog::secret_dialog(state)}
    }
}

/// The page that the path leads to.
fn page(state: State) -> AnyView {
    let route = state.address.route();
    view! {
        {move || match route.get() {
            None => pages::not_found::page(),
            Some(Route::Home) => pages::home::page(state),
            Some(Route::Connections) => pages::connections::page(),
            Some(Route::Holders { connection }) => {
                gate(connection.clone(), move || pages::holders::page(&connection))
            }
            Some(Route::Keys(place)) => {
                gate(place.connection.clone(), move || pages::keys::page(place.clone()))
            }
            Some(Route::NewKey(place)) => {
                gate(place.connection.clone(), move || pages::new_key::page(place.clone()))
            }
            Some(Route::Key(place, key)) => {
                gate(place.connection.clone(), move || pages::key::page(place.clone(), key.clone()))
            }
            Some(Route::Replace(place, key)) => {
                gate(place.connection.clone(), move || pages::replace::page(place.clone(), key.clone()))
            }
            Some(Route::Terms(place)) => {
                gate(place.connection.clone(), move || pages::terms::page(place.clone()))
            }
        }}
    }
}

fn config_failure(state: State) -> AnyView {
    let again = Callback::new(move |()| spawn_local(state.connections.read()));
    view! {
        {move || match state.connections.reading() {
            Reading::Failed(error) => {
                view! { <Failure what="config.json could not be read." error=error retry=again/> }
            }
            Reading::Waiting | Reading::Done => ().into_any(),
        }}
    }
}
