//! A create whose answer was lost: looks for the key it may have made, and offers a way on.

use super::Form;
use crate::api::error::Error;
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::when::When;
use crate::domain::key::Key;
use crate::domain::orphan::{self, LostCreate};
use crate::domain::query::Query;
use crate::erase::view;
use crate::routes::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What looking brought.
#[derive(Clone)]
enum Found {
    Looking,
    NotRead(Error),
    Orphans(Vec<Key>),
    NotRevoked(Vec<Key>, Error),
}

pub(super) fn panel(
    form: Form,
    lost: LostCreate,
    send: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let found = RwSignal::new(Found::Looking);
    let name = if lost.name.is_empty() { "the key".to_owned() } else { lost.name.clone() };
    let lost = StoredValue::new(lost);
    let look = Callback::new(move |()| {
        found.set(Found::Looking);
        spawn_local(async move { found.set(look(form, &lost.get_value()).await) });
    });
    look.run(());
    let send_again = Callback::new(move |()| {
        form.refuse(Vec::new());
        send();
    });
    let back = Callback::new(move |()| form.refuse(Vec::new()));
    view! {
        <section class="stack narrow" aria-label="Answer lost">
            <div class="note bad" role="alert">
                <Icon name="warn"/>
                <div>
                    <p><b>"The answer was lost after the request was sent."</b></p>
                    <p>{format!("Latchkey reads the list again to see whether {name} was made.")}</p>
                </div>
            </div>
            {move || match found.get() {
                Found::Looking => view! { <p class="soft" role="status">"Reading the keys…"</p> }.into_any(),
                Found::NotRead(error) => {
                    view! { <Failure what="The keys could not be read." error=error retry=look/> }.into_any()
                }
                Found::Orphans(keys) if keys.is_empty() => nothing(form, send_again).into_any(),
                Found::Orphans(keys) => orphans(form, found, keys, None, send_again, back),
                Found::NotRevoked(keys, error) => orphans(form, found, keys, Some(error), send_again, back),
            }}
        </section>
    }
}

async fn look(form: Form, lost: &LostCreate) -> Found {
    let place = form.place.get_value();
    if let Err(error) = form.state.inventory.read(&place, &Query::default()).await {
        return Found::NotRead(error);
    }
    let shelf = form.state.inventory.shelf(&place);
    Found::Orphans(shelf.with_untracked(|shelf| {
        orphan::find(lost, shelf.entries.iter().map(|entry| &entry.key)).into_iter().cloned().collect()
    }))
}

fn nothing(form: Form, send_again: Callback<()>) -> impl IntoView {
    view! {
        <p role="status">"No such key was made. You can send the form again as it is."</p>
        <div class="acts">
            <BusyButton class="button primary" busy=form.busy press=send_again>"Create key again"</BusyButton>
            <button type="button" class="button" on:click=move |_| form.refuse(Vec::new())>"Back to the form"</button>
        </div>
    }
}

fn orphans(
    form: Form,
    found: RwSignal<Found>,
    keys: Vec<Key>,
    error: Option<Error>,
    send_again: Callback<()>,
    back: Callback<()>,
) -> AnyView {
    if form.can.tells_secrets {
        return readable(form, keys, send_again, back);
    }
    let busy = RwSignal::new(false);
    let held = StoredValue::new(keys.clone());
    let revoke = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            let (left, error) = revoke_all(form, held.get_value()).await;
            busy.set(false);
            match error {
                None => {
                    send_again.try_run(());
                }
                Some(error) => found.set(Found::NotRevoked(left, error)),
            }
        });
    });
    view! {
        <p role="status">"The key was made, but its secret went with the answer and can't be read again."</p>
        <ul class="holder-list">{keys.into_iter().map(orphan_card).collect_view()}</ul>
        {error.map(|error| view! { <Failure what="It was not revoked." error=error/> })}
        <div class="acts">
            <BusyButton class="button danger" busy=busy press=revoke>"Revoke it and create again"</BusyButton>
            <button type="button" class="button" on:click=move |_| back.run(())>"Leave it and go back"</button>
        </div>
    }
    .into_any()
}

/// Keys that nothing but their config ties to the form: they are shown, and none is revoked for it.
fn readable(form: Form, keys: Vec<Key>, send_again: Callback<()>, back: Callback<()>) -> AnyView {
    let place = form.place.get_value();
    let card = |key: Key| {
        let way = Route::Key(place.clone(), key.id.0.clone()).path();
        view! { <li class="card"><a href=way class="mono" dir="auto">{key.name}</a></li> }
    };
    view! {
        <p role="status">"The list holds what was not there when it was read before, with the config that you asked for. It is most likely your new key, which can be read and labeled there."</p>
        <ul class="holder-list">{keys.into_iter().map(card).collect_view()}</ul>
        <div class="acts">
            <button type="button" class="button" on:click=move |_| back.run(())>"Back to the form"</button>
            <BusyButton class="button" busy=form.busy press=send_again>"Create another one"</BusyButton>
        </div>
    }
    .into_any()
}

fn orphan_card(key: Key) -> impl IntoView {
    view! {
        <li class="card">
            <b dir="auto">{key.name}</b>
            <span class="soft mono">{key.id.0}</span>
            {key.created.map(|created| view! { <span>"Created "<When time=created past=true/></span> })}
        </li>
    }
}

/// Revokes one after the other; tells which are left when one fails.
async fn revoke_all(form: Form, mut keys: Vec<Key>) -> (Vec<Key>, Option<Error>) {
    let place = form.place.get_value();
    while let Some(key) = keys.last() {
        if let Err(error) = form.state.inventory.revoke(&place, &key.id).await {
            return (keys, Some(error));
        }
        keys.pop();
    }
    (keys, None)
}
