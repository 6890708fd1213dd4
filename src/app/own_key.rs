//! Warns when the key ends that one is signed in with.

use crate::browser::clock;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::now::now;
use crate::domain::expiry::Expiry;
use crate::domain::key::Key;
use crate::domain::own_key::IsOwn;
use crate::domain::time::{DAY, Timestamp};
use crate::domain::words;
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::State;
use leptos::prelude::*;

lazy_page!(warning_in in keys(state: crate::state::State) => super::warning(state));

/// The warning for the connection that is shown, once its own key ends soon.
pub fn own_key(state: State) -> AnyView {
    let signed_in = Memo::new(move |_| state.sessions.any());
    view! { {move || signed_in.get().then(|| warning_in::aside(state))} }
}

fn warning(state: State) -> AnyView {
    let route = state.address.route();
    let connection = Memo::new(move |_| route.with(|route| route.as_ref()?.connection().map(str::to_owned)));
    let due = Memo::new(move |_| connection.get().and_then(|connection| due(state, &connection)));
    view! { {move || due.get().map(|due| banner(state, due))} }
}

/// A key of one's own that ends soon.
#[derive(Clone, PartialEq)]
struct Due {
    connection: String,
    end: Timestamp,
    /// Where it is listed, if it is known which one it is.
    key: Option<(Place, String)>,
}

fn due(state: State, connection: &str) -> Option<Due> {
    let session = state.sessions.get(connection)?;
    let place = match session.holders.as_deref() {
        Some([only]) => Some(Place { connection: connection.to_owned(), holder: only.id.clone() }),
        _ => None,
    };
    let listed = place.as_ref().and_then(|place| {
        state.inventory.shelf(place).with(|shelf| {
            shelf.live().find(|key| session.own_key.is_among(key, shelf.live()) == IsOwn::Yes).cloned()
        })
    });
    let end = session.own_key.expires.or(match &listed {
        Some(Key { expiry: Expiry::At(end), .. }) => Some(*end),
        _ => None,
    })?;
    let days = i64::from(state.connections.policy().warn_days);
    let soon = end.since(now().get()) <= days * DAY;
    let key = place.zip(listed.map(|key| key.id.0));
    soon.then_some(Due { connection: session.connection.name, end, key })
}

fn banner(state: State, due: Due) -> AnyView {
    let (now, end) = (now(), due.end);
    let replace = due.key.map(|(place, key)| Route::Replace(place, key));
    let route = state.address.route();
    let there = replace.clone();
    let on_the_way = move || route.with(|route| *route == there);
    let link = replace.map(|route| view! { <a href=route.path()>"Replace it now"</a> });
    view! {
        <div class="note" role="region" aria-label="Your own key" hidden=on_the_way>
            <Icon name="warn"/>
            <div><p>
                <b>{move || if end > now.get() {
                    format!("Your own key expires {}", words::relative(end, now.get()))
                } else {
                    "Your own key has expired".to_owned()
                }}</b>
                {format!(", on {}. After that you can't manage {} keys here. ", clock::local_and_utc(end), due.connection)}
                {link}
            </p></div>
        </div>
    }
}
