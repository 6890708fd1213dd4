//! Contexts, layout, and which page a path leads to.

mod ask_again;
mod batch_dialog;
mod idle_lock;
mod own_key;
mod secret_dialog;
mod side;
mod slow;

use crate::browser::{assets, clock, timer, unload, violation};
use crate::components::failure::Failure;
use crate::components::gate::gate;
use crate::components::lazy::lazy_page;
use crate::components::now::provide_now;
use crate::components::toasts::Toasts;
use crate::erase::view;
use crate::pages;
use crate::routes::{self, Route};
use crate::state::State;
use crate::state::connections::Reading;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_page!(holders in more(connection: String) => crate::pages::holders::page(&connection));
lazy_page!(keys in keys(place: crate::routes::Place) => crate::pages::keys::page(place));
lazy_page!(new_key in new_key(place: crate::routes::Place) => crate::pages::new_key::page(place));
lazy_page!(key in manage(of: (crate::routes::Place, String)) => crate::pages::key::page(of.0, of.1));
lazy_page!(replace in new_key(of: (crate::routes::Place, String)) => crate::pages::replace::page(of.0, of.1));
lazy_page!(clusters in clusters(place: crate::routes::Place) => crate::pages::clusters::page(place));
lazy_page!(connect in clusters(place: crate::routes::Place) => crate::pages::connect::page(place));
lazy_page!(cluster in clusters(of: (crate::routes::Place, String)) => crate::pages::cluster::page(of.0, of.1));
lazy_page!(rotations in clusters(_of: ()) => crate::pages::rotations::page());
lazy_page!(terms in more(place: crate::routes::Place) => crate::pages::terms::page(place));

/// Takes the loading shell away and mounts the app.
pub fn start() {
    violation::listen();
    routes::set_base(&assets::folder());
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
    let guarded = [state.reveal.at_risk(), state.batches.at_risk(), state.bulk.under_way()];
    unload::guard(Signal::derive(move || guarded.iter().any(Get::get)));
    idle_lock::watch(state);
    fetch_ahead(state);
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
        {batch_dialog::batch_dialog(state)}
    }
}

/// How long the first list has the network and the processor for itself, in milliseconds.
const SETTLING: u64 = 600;

/// The list of keys comes while one signs in. What one is likely to do with it is there before one asks
/// for it, and stays usable when the app is deployed anew meanwhile.
fn fetch_ahead(state: State) {
    request_idle_callback(keys::ahead);
    let route = state.address.route();
    Effect::new(move |fetched: Option<bool>| {
        let due = matches!(route.get(), Some(Route::Keys(_) | Route::Key(..))) && state.sessions.any();
        let fetched = fetched.unwrap_or_default();
        if due && !fetched {
            timer::after(SETTLING, || {
                request_idle_callback(|| {
                    key::ahead();
                    new_key::ahead();
                });
            });
        }
        due || fetched
    });
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
                gate(connection.clone(), move || holders::page(connection.clone()))
            }
            Some(Route::Keys(place)) => {
                gate(place.connection.clone(), move || keys::page(place.clone()))
            }
            Some(Route::NewKey(place)) => {
                gate(place.connection.clone(), move || new_key::page(place.clone()))
            }
            Some(Route::Key(place, key)) => {
                gate(place.connection.clone(), move || key::page((place.clone(), key.clone())))
            }
            Some(Route::Replace(place, key)) => {
                gate(place.connection.clone(), move || replace::page((place.clone(), key.clone())))
            }
            Some(Route::Terms(place)) => {
                gate(place.connection.clone(), move || terms::page(place.clone()))
            }
            Some(Route::Clusters(place)) => {
                gate(place.connection.clone(), move || clusters::page(place.clone()))
            }
            Some(Route::ConnectCluster(place)) => {
                gate(place.connection.clone(), move || connect::page(place.clone()))
            }
            Some(Route::Cluster(place, cluster)) => {
                gate(place.connection.clone(), move || self::cluster::page((place.clone(), cluster.clone())))
            }
            Some(Route::Rotations) => rotations::page(()),
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
