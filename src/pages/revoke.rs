//! Asks before a key is revoked, and tells how that ended.

use crate::api::error::Error;
use crate::browser::{clock, page};
use crate::components::busy::BusyButton;
use crate::components::confirm::Confirm;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::key::{Key, LastUsed, Revoked};
use crate::domain::own_key::IsOwn;
use crate::domain::query::Query;
use crate::domain::words;
use crate::erase::view;
use crate::routes::Place;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_page!(asking in manage(of: (super::Revoking, super::Key)) => super::dialog(of.0, of.1));

/// A key that is about to be revoked.
#[derive(Clone, Copy)]
pub struct Revoking {
    /// The key, while it is asked for.
    pub key: RwSignal<Option<Key>>,
    state: State,
    place: StoredValue<Place>,
    /// What the list asks for that is read again when an answer was lost.
    query: Signal<Query>,
    done: Callback<()>,
}

/// What has to be known of the key, whatever becomes of the page.
#[derive(Clone)]
struct Target {
    place: Place,
    key: Key,
    own: IsOwn,
    query: Query,
}

impl Revoking {
    /// `done` runs when a key was revoked and the page is still there.
    pub fn new(state: State, place: Place, query: Signal<Query>, done: Callback<()>) -> Self {
        Self { key: RwSignal::new(None), state, place: StoredValue::new(place), query, done }
    }

    /// The dialog, while it asks.
    pub fn dialog(self) -> AnyView {
        view! { {move || self.key.get().map(|key| asking::page((self, key)))} }
    }
}

/// How sure it is that the owner is signed in with this key.
pub fn is_own(state: State, place: &Place, key: &Key) -> IsOwn {
    let Some(session) = state.sessions.current(&place.connection) else { return IsOwn::No };
    let shelf = state.inventory.shelf(place);
    shelf.with_untracked(|shelf| session.own_key.is_among(key, shelf.live()))
}

/// A key without a name still needs something to call it by.
pub fn shown_name(key: &Key) -> &str {
    if key.name.is_empty() { "(no name)" } else { &key.name }
}

fn dialog(revoking: Revoking, key: Key) -> AnyView {
    let name = shown_name(&key).to_owned();
    let place = revoking.place.get_value();
    let own = is_own(revoking.state, &place, &key);
    let confirm = Confirm::new(key.access.is_owner().then(|| name.clone()));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let cancel = Callback::new(move |()| {
        if !busy.get_untracked() {
            revoking.key.set(None);
        }
    });
    page::focus("revoke-cancel");
    let target =
        StoredValue::new(Target { place, key: key.clone(), own, query: revoking.query.get_untracked() });
    let revoke = Callback::new(move |()| {
        busy.set(true);
        failed.set(None);
        let (state, target) = (revoking.state, target.get_value());
        spawn_local(async move {
            let outcome = revoke(state, &target).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    if revoking.key.try_set(None).is_none() {
                        revoking.done.try_run(());
                    }
                }
                Err(error) => {
                    let text = format!("{}: {} {}", shown_name(&target.key), what(&error), error.whole());
                    if failed.try_set(Some(error)).is_some() {
                        state.notices.failed(text);
                    }
                }
            }
        });
    });
    view! {
        <Modal id="revoke-title" title=format!("Revoke {}", words::isolated(&name)) cancel=cancel alert=true>
            <div class="body">
                {own_key_warning(own)}
                <div class="stack tight">
                    <p>"It can do this, and no longer will:"</p>
                    <ul>{key.access.phrases().into_iter().map(|phrase| view! { <li>{phrase}</li> }).collect_view()}</ul>
                </div>
                <p>{used(key.last_used)}"Everything that uses it stops working at once. This can't be undone."</p>
                <p class="soft mono">{key.mask.clone().unwrap_or_else(|| key.id.0.clone())}</p>
                {confirm.field()}
                {move || failed.get().map(|error| failure(&error))}
            </div>
            <div class="foot">
                <button type="button" id="revoke-cancel" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                <BusyButton class="button danger" busy=busy off=confirm.is_open() press=revoke><Icon name="bin"/>"Revoke key"</BusyButton>
            </div>
        </Modal>
    }
}

/// Revokes, and where the answer was lost looks what became of the key.
async fn revoke(state: State, target: &Target) -> Result<(), Error> {
    let Target { place, key, own, query } = target;
    let name = words::isolated(shown_name(key));
    match state.inventory.revoke(place, &key.id).await {
        Ok(Revoked::Now) => state.notices.done(format!("{name} is revoked.")),
        Ok(Revoked::Already) => state.notices.done(format!("{name} was gone already.")),
        Err(error) if error.leaves_outcome_unknown() => {
            if !state.inventory.is_gone_after_all(place, &key.id, query).await {
                return Err(error);
            }
            state
                .notices
                .done(format!("{name} is revoked. The answer was lost, but the key is gone from the list."));
        }
        Err(error) => return Err(error),
    }
    // One may have gone on with another key meanwhile.
    let still =
        state.sessions.current(&place.connection).is_some_and(|one| one.own_key.is(key) == IsOwn::Yes);
    if *own == IsOwn::Yes && still {
        state.forget(&place.connection);
    }
    Ok(())
}

fn failure(error: &Error) -> impl IntoView + use<> {
    view! { <Failure what=what(error) error=error.clone()/> }
}

fn what(error: &Error) -> &'static str {
    if error.leaves_outcome_unknown() {
        "It is not known whether the key was revoked; it was still listed when last read."
    } else {
        "The key was not revoked."
    }
}

/// When a key was last used, as a sentence before others.
pub fn used(used: LastUsed) -> String {
    match used {
        LastUsed::At(time) => format!("It was last used {}. ", words::relative(time, clock::now())),
        LastUsed::Never => "It was never used. ".to_owned(),
        LastUsed::NotReported => "This service doesn't tell when a key was last used. ".to_owned(),
    }
}

fn own_key_warning(own: IsOwn) -> Option<impl IntoView> {
    let text = match own {
        IsOwn::No => return None,
        IsOwn::Yes => {
            "You are signed in with this key. Revoking it signs you out here, and you need another owner's key to come back. Replace it instead to stay signed in."
        }
        IsOwn::Maybe => {
            "This may be the key you are signed in with. If it is, revoking it signs you out here, and you need another owner's key to come back."
        }
    };
    Some(view! {
        <div class="note bad"><Icon name="warn"/><div><p><b>{text}</b></p></div></div>
    })
}
