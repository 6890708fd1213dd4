//! What keys belong to on a connection: organizations, service accounts. One is chosen; where there
//! is only one and nothing to choose, the page leads on. Some backends let one manage them, too.

mod delete;
mod dialogs;
mod edit;
mod fields;
mod managed;
mod reading;
mod switch;
mod table;
mod tools;

use crate::api::error::Error;
use crate::browser::page as document;
use crate::components::badge::Caution;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::domain::holder::Holder;
use crate::domain::words::{capitalized, count};
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::desk::Desk;
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page.
pub fn page(connection: &str) -> AnyView {
    let state = state();
    let Some(current) = state.connections.current(connection) else { return ().into_any() };
    if let Some(desk) = Desk::at(state, connection) {
        return managed::page(state, connection, current.kind.backend().capabilities(), desk);
    }
    let holders = RwSignal::new(None::<Result<Vec<Holder>, Error>>);
    let id = StoredValue::new(connection.to_owned());
    let can = current.kind.backend().capabilities();
    let read_again = Callback::new(move |()| {
        holders.set(None);
        spawn_local(async move { holders.set(Some(read(state, &id.get_value(), can.choose_holder).await)) });
    });
    read_again.run(());
    if !can.choose_holder {
        lead_on(state, connection, holders);
    }
    let (name, words) = (current.name, can.holder);
    let title = format!("{} on {name}", capitalized(words.1));
    document::set_title(&title);
    view! {
        <header class="head">
            <div>
                <h1>{title}</h1>
                <p role="status">{move || match holders.get() {
                    Some(Ok(all)) => count(all.len(), words.0, words.1),
                    Some(Err(_)) => String::new(),
                    None => "Reading…".to_owned(),
                }}</p>
            </div>
        </header>
        {move || holders.get().map(|outcome| match outcome {
            Ok(all) if all.is_empty() => empty(words).into_any(),
            Ok(all) => list(&id.get_value(), all).into_any(),
            Err(error) => {
                let what = format!("The {} could not be read.", words.1);
                view! { <Failure what=what error=error retry=read_again/> }.into_any()
            }
        })}
    }
}

/// Where there is nothing to choose, what signing in told is enough.
async fn read(state: State, connection: &str, chooses: bool) -> Result<Vec<Holder>, Error> {
    match state.sessions.current(connection).and_then(|session| session.holders) {
        Some(known) if !chooses => Ok(known.to_vec()),
        _ => state.sessions.read_holders(connection).await,
    }
}

/// Goes on to the keys where there is only one holder.
fn lead_on(state: State, connection: &str, holders: RwSignal<Option<Result<Vec<Holder>, Error>>>) {
    let connection = connection.to_owned();
    Effect::new(move |_| {
        if let Some(Ok([only])) = holders.get().as_ref().map(|all| all.as_deref()) {
            let place = Place { connection: connection.clone(), holder: only.id.clone() };
            state.address.go(&Route::Keys(place).path(), true);
        }
    });
}

fn list(connection: &str, holders: Vec<Holder>) -> impl IntoView + use<> {
    let item = |holder: Holder| {
        let place = Place { connection: connection.to_owned(), holder: holder.id };
        view! {
            <li>
                <a href=Route::Keys(place).path()>
                    <Icon name="user"/>
                    <span>
                        <b>{holder.name}</b>
                        {(!holder.description.is_empty()).then(|| view! { <small>{holder.description}</small> })}
                    </span>
                    {(!holder.enabled).then(|| view! { <Caution text="Deactivated: its keys don't work"/> })}
                </a>
            </li>
        }
    };
    view! { <ul class="holder-list narrow">{holders.into_iter().map(item).collect_view()}</ul> }
}

fn empty((one, many): (&'static str, &'static str)) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="user"/>
            <h2>{format!("No {many} yet")}</h2>
            <p>{format!("Keys belong to a {one}. Create one in the service first, then read the list again.")}</p>
        </div>
    }
}
