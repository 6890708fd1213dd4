//! Where the app begins: it leads on to keys, or to signing in.

use crate::erase::view;
use crate::routes::Route;
use crate::state::State;
use crate::state::connections::Reading;
use leptos::prelude::*;

/// Leads on as soon as it is known where to.
pub fn page(state: State) -> AnyView {
    Effect::new(move |_| {
        if state.connections.reading() == Reading::Waiting {
            return;
        }
        let first = state.connections.all().into_iter().find(|one| state.sessions.is_open(&one.id));
        let to = first.map_or(Route::Connections, |one| Route::Holders { connection: one.id });
        state.address.go(&to.path(), true);
    });
    view! { <p class="soft">"Loading…"</p> }
}
