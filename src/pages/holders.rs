//! What keys belong to on a connection: organizations, service accounts. One is chosen; where there
//! is only one and nothing to choose, the page leads on.

use crate::api::backend::Part;
use crate::api::error::Error;
use crate::browser::page;
use crate::components::badge::Caution;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::domain::holder::Holder;
use crate::domain::words::count;
use crate::routes::{Place, Route};
use crate::state::address::connection_id;
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn HoldersPage() -> impl IntoView {
    let id = connection_id();
    move || view! { <Chooser connection=id.get()/> }
}

#[component]
fn Chooser(connection: String) -> impl IntoView {
    let state = state();
    let holders = RwSignal::new(None::<Result<Vec<Holder>, Error>>);
    let id = StoredValue::new(connection.clone());
    let read = Callback::new(move |()| {
        holders.set(None);
        spawn_local(async move { holders.set(Some(read_all(state, &id.get_value()).await)) });
    });
    read.run(());
    lead_on(&connection, holders);
    let current = state.connections.current(&connection);
    let name = current.as_ref().map(|current| current.name.clone()).unwrap_or_default();
    let words = current.map_or(("", ""), |current| current.kind.backend().capabilities().holder);
    let title = format!("{} on {name}", capitalized(words.1));
    page::set_title(&title);
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
                view! { <Failure what=what error=error retry=read/> }.into_any()
            }
        })}
    }
}

async fn read_all(state: State, connection: &str) -> Result<Vec<Holder>, Error> {
    let session = state.sessions.current(connection).ok_or(Error::Stopped)?;
    if let Some(holders) = session.holders {
        return Ok(holders);
    }
    let backend = session.connection.kind.backend();
    let (mut all, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let make = |session: &_| backend.holders(session, cursor.as_deref());
        let Part { items, next } = state.sessions.run(connection, make).await?;
        all.extend(items);
        cursor = next;
        if cursor.is_none() {
            return Ok(all);
        }
    }
}

/// Goes on to the keys where there is nothing to choose.
fn lead_on(connection: &str, holders: RwSignal<Option<Result<Vec<Holder>, Error>>>) {
    let navigate = use_navigate();
    let connection = connection.to_owned();
    let state = state();
    Effect::new(move |_| {
        let Some(current) = state.connections.get(&connection) else { return };
        let chooses = current.kind.backend().capabilities().choose_holder;
        if let (false, Some(Ok([only]))) = (chooses, holders.get().as_ref().map(|all| all.as_deref())) {
            let place = Place { connection: connection.clone(), holder: only.id.clone() };
            navigate(
                &Route::Keys(place).path(),
                NavigateOptions { replace: true, ..NavigateOptions::default() },
            );
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

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
