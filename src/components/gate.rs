//! What stands behind signing in on a connection.

use super::icon::Icon;
use super::sign_in::SignInForm;
use crate::browser::page;
use crate::config::Connection;
use crate::erase::view;
use crate::state::connections::Reading;
use crate::state::state;
use leptos::prelude::*;

/// Shows a page when its connection is signed in, else the form to do so; the path stays, so a
/// link into the app works after signing in.
pub fn gate(connection: String, page: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    erased(connection, Box::new(page))
}

fn erased(id: String, page: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    let state = state();
    let here = id.clone();
    let open = Memo::new(move |_| state.sessions.is_open(&here));
    let shown = move || {
        if open.get() {
            return page();
        }
        if state.connections.reading() == Reading::Waiting {
            return view! { <p class="soft">"Loading…"</p> };
        }
        match state.connections.get(&id) {
            Some(connection) => sign_in(connection),
            None => unknown(&id),
        }
    };
    view! { {shown} }
}

fn sign_in(connection: Connection) -> AnyView {
    let title = format!("Sign in to {}", connection.name);
    page::set_title(&title);
    // The form that had the focus is gone then.
    let done = Callback::new(|()| page::focus("main"));
    view! {
        <header class="head"><div><h1>{title}</h1><p>"Then you go on to the page you asked for."</p></div></header>
        <div class="card narrow"><SignInForm connection=connection done=done/></div>
    }
}

fn unknown(id: &str) -> AnyView {
    page::set_title("Unknown connection");
    view! {
        <header class="head"><div><h1>"There is no such connection"</h1></div></header>
        <div class="empty">
            <Icon name="plug"/>
            <p>{format!("Nothing called “{id}” is configured here. It may have been removed or renamed.")}</p>
            <a class="button" href=crate::routes::Route::Connections.path()>"See all connections"</a>
        </div>
    }
}
