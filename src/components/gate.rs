//! What stands behind signing in on the connection that the path names.

use super::icon::Icon;
use super::sign_in::SignInForm;
use crate::browser::page;
use crate::config::Connection;
use crate::state::address::connection_id;
use crate::state::connections::Reading;
use crate::state::state;
use leptos::prelude::*;

/// Shows its children when the connection of this path is signed in, else the form to do so; the
/// path stays, so a link into the app works after signing in.
#[component]
pub fn Gate(children: ChildrenFn) -> impl IntoView {
    let state = state();
    let id = connection_id();
    let open = Memo::new(move |_| state.sessions.is_open(&id.get()));
    let children = StoredValue::new(children);
    let closed = move || {
        if state.connections.reading.get() == Reading::Waiting {
            return view! { <p class="soft">"Loading…"</p> }.into_any();
        }
        match state.connections.get(&id.get()) {
            Some(connection) => sign_in(connection).into_any(),
            None => unknown(&id.get()).into_any(),
        }
    };
    view! {
        <Show when=move || open.get() fallback=closed>
            {children.with_value(|children| children())}
        </Show>
    }
}

fn sign_in(connection: Connection) -> impl IntoView {
    let title = format!("Sign in to {}", connection.name);
    page::set_title(&title);
    view! {
        <header class="head"><div><h1>{title}</h1><p>"Then you go on to the page you asked for."</p></div></header>
        <div class="card narrow"><SignInForm connection=connection/></div>
    }
}

fn unknown(id: &str) -> impl IntoView + use<> {
    page::set_title("Unknown connection");
    view! {
        <header class="head"><div><h1>"There is no such connection"</h1></div></header>
        <div class="empty">
            <Icon name="plug"/>
            <p>{format!("Nothing called {id:?} is configured here. It may have been removed or renamed.")}</p>
            <a class="button" href=crate::routes::Route::Connections.path()>"See all connections"</a>
        </div>
    }
}
