//! Where the app begins: it leads on to keys, or to signing in.

use crate::erase::view;
use crate::routes::Route;
use crate::state::connections::Reading;
use crate::state::state;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Leads on as soon as it is known where to.
pub fn page() -> AnyView {
    let state = state();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if state.connections.reading.get() == Reading::Waiting {
            return;
        }
        let first = state.connections.all.get().into_iter().find(|one| state.sessions.is_open(&one.id));
        let to = first.map_or(Route::Connections, |one| Route::Holders { connection: one.id });
        navigate(&to.path(), NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    view! { <p class="soft">"Loading…"</p> }
}
