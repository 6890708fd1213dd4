//! Changes a key: its name and description, or whether it is switched on. Where the answer is lost it
//! looks what became of it.

mod edit;
mod switch;

use crate::api::error::Error;
use crate::domain::change::KeyChange;
use crate::domain::key::Key;
use crate::domain::words;
use crate::erase::view;
use crate::pages::revoke::shown_name;
use crate::routes::Place;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A key that is about to be changed.
#[derive(Clone, Copy)]
pub struct Changing {
    asked: RwSignal<Option<(Key, What)>>,
    state: State,
    place: StoredValue<Place>,
}

/// What is to be changed.
#[derive(Clone, Copy, PartialEq)]
enum What {
    Words,
    Switch,
}

/// A dialog that changes a key, and how far that is.
#[derive(Clone, Copy)]
struct Dialog {
    changing: Changing,
    key: StoredValue<Key>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<Refusal>>,
}

/// Why a key is not as it was to be.
#[derive(Clone)]
pub(super) struct Refusal {
    /// What that means, as a sentence.
    pub what: &'static str,
    pub error: Error,
}

impl Changing {
    /// For the keys of a place.
    pub fn new(state: State, place: Place) -> Self {
        Self { asked: RwSignal::new(None), state, place: StoredValue::new(place) }
    }

    /// Asks for another name and description.
    pub fn edit(self, key: Key) {
        self.asked.set(Some((key, What::Words)));
    }

    /// Asks whether a key is to be switched off, or on again.
    pub fn switch(self, key: Key) {
        self.asked.set(Some((key, What::Switch)));
    }

    /// The dialog, while it asks.
    pub fn dialog(self) -> AnyView {
        view! { {move || self.asked.get().map(|(key, what)| {
            let dialog = Dialog {
                changing: self,
                key: StoredValue::new(key),
                busy: RwSignal::new(false),
                failed: RwSignal::new(None),
            };
            match what {
                What::Words => edit::dialog(dialog),
                What::Switch => switch::dialog(dialog),
            }
        })} }
    }
}

impl Dialog {
    fn close(self) {
        if !self.busy.get_untracked() {
            self.changing.asked.set(None);
        }
    }

    /// Sends a change; `done` says in words what it comes to.
    fn send(self, change: KeyChange, done: &'static str) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let (state, place) = (self.changing.state, self.changing.place.get_value());
        let key = self.key.get_value();
        spawn_local(async move {
            let outcome = made(state, &place, &key, &change).await;
            self.busy.try_set(false);
            match outcome {
                Ok(key) => {
                    let name = words::isolated(shown_name(&key));
                    state.notices.done(format!("{name} {done}."));
                    self.changing.asked.try_set(None);
                }
                Err(refusal) => {
                    let name = words::isolated(shown_name(&key));
                    let text = format!("{name}: {} {}", refusal.what, refusal.error);
                    if self.failed.try_set(Some(refusal)).is_some() {
                        state.notices.failed(text);
                    }
                }
            }
        });
    }
}

/// Changes a key, and looks what became of it where the answer was lost.
pub(super) async fn made(state: State, place: &Place, key: &Key, change: &KeyChange) -> Result<Key, Refusal> {
    let error = match state.inventory.change(place, &key.id, change).await {
        Ok(key) => return Ok(key),
        Err(error) => error,
    };
    if !error.leaves_outcome_unknown() {
        return Err(Refusal { what: "The key was not changed.", error });
    }
    match state.inventory.look_after(place, &key.id, |key| change.is_made(key)).await {
        Ok(key) if change.is_made(&key) => Ok(key),
        Ok(_) => Err(Refusal {
            what: "The key was not changed: it is still as it was when it was read again.",
            error,
        }),
        Err(error) => Err(Refusal {
            what: "It is not known whether the key was changed: it could not be read again.",
            error,
        }),
    }
}
