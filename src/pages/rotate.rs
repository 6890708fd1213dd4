//! Gives a key a new secret: asks how long the old one is to work, and loses nothing of what comes of it.

mod choice;
mod lost;
mod notes;
mod send;

use crate::api::error::Error;
use crate::browser::{clock, page};
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::key::Key;
use crate::domain::rotation::{self, Retention, USUAL};
use crate::domain::time::Timestamp;
use crate::domain::words;
use crate::erase::view;
use crate::pages::revoke::shown_name;
use crate::routes::Place;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send::{Outcome, Target};

lazy_page!(asking in manage(of: (super::Rotating, super::Asked)) => super::dialog(of.0, of.1));

/// A key that is about to get a new secret.
#[derive(Clone, Copy)]
pub struct Rotating {
    asked: RwSignal<Option<Asked>>,
    state: State,
    place: StoredValue<Place>,
}

/// Which key, and why.
#[derive(Clone, PartialEq)]
struct Asked {
    key: Key,
    /// Whether the old secret that still works is to be ended.
    ends_old: bool,
}

/// What the dialog shares with its parts.
#[derive(Clone, Copy)]
struct Dialog {
    rotating: Rotating,
    ends_old: bool,
    /// The key as last read.
    key: RwSignal<Key>,
    /// Whether it was read by itself: a list may not tell when it was rotated last.
    read: StoredValue<bool>,
    retention: RwSignal<Retention>,
    /// What is wrong with the retention, once it was to be sent.
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<(String, Error)>>,
    /// What was found after an answer was lost.
    lost: RwSignal<Option<lost::Lost>>,
    /// Whether nobody saw the secret that is to be replaced.
    unseen: RwSignal<bool>,
}

impl Rotating {
    /// For the keys of a place.
    pub fn new(state: State, place: Place) -> Self {
        Self { asked: RwSignal::new(None), state, place: StoredValue::new(place) }
    }

    /// Asks how to rotate a key.
    pub fn ask(self, key: Key) {
        self.asked.set(Some(Asked { key, ends_old: false }));
    }

    /// Asks the same to end the secret that was retained at the last rotation.
    pub fn end_old(self, key: Key) {
        self.asked.set(Some(Asked { key, ends_old: true }));
    }

    /// The dialog, while it asks.
    pub fn dialog(self) -> AnyView {
        view! { {move || self.asked.get().map(|asked| asking::page((self, asked)))} }
    }
}

/// Until when a secret works, in a sentence.
pub fn until(end: Timestamp) -> String {
    if rotation::is_endless(end, clock::now()) {
        "for more than 100 years".to_owned()
    } else {
        format!("until {}", clock::local_and_utc(end))
    }
}

/// The end of the old secret while it still works.
pub fn old_alive(key: &Key, now: Timestamp) -> Option<Timestamp> {
    key.retained_until.filter(|end| *end > now)
}

fn dialog(rotating: Rotating, asked: Asked) -> AnyView {
    let dialog = Dialog {
        rotating,
        ends_old: asked.ends_old,
        key: RwSignal::new(asked.key),
        read: StoredValue::new(false),
        retention: RwSignal::new(Retention::Offered(USUAL)),
        wrong: RwSignal::new(None),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
        lost: RwSignal::new(None),
        unseen: RwSignal::new(false),
    };
    dialog.look();
    page::focus("rotate-cancel");
    let title = Signal::derive(move || {
        let name = dialog.key.with(|key| words::isolated(shown_name(key)));
        if dialog.ends_old { format!("End the old secret of {name}") } else { format!("Rotate {name}") }
    });
    let cancel = Callback::new(move |()| dialog.close());
    let is_lost = Memo::new(move |_| dialog.lost.with(Option::is_some));
    view! {
        <Modal id="rotate-title" title=title cancel=cancel>
            {move || if is_lost.get() { lost::panel(dialog) } else { form(dialog) }}
        </Modal>
    }
}

impl Dialog {
    /// Reads the key as it is now: what it is asked about must not be old.
    fn look(self) {
        spawn_local(async move {
            let (place, id) =
                (self.rotating.place.get_value(), self.key.with_untracked(|key| key.id.clone()));
            let seen = self.rotating.state.inventory.look_at(&place, &id).await;
            // Once it is sent, the key as it was before tells whether it was rotated.
            if let (Some(key), Some(false)) = (seen, self.busy.try_get_untracked()) {
                self.know(key);
            }
        });
    }

    fn know(self, key: Key) {
        self.read.set_value(true);
        self.key.set(key);
    }

    fn close(self) {
        if !self.busy.get_untracked() {
            self.rotating.asked.set(None);
        }
    }

    fn send(self) {
        let minutes = match self.retention.with_untracked(Retention::minutes) {
            Ok(minutes) => minutes,
            Err(sentence) => {
                self.wrong.set(Some(sentence));
                page::focus("rotate-amount");
                return;
            }
        };
        let Some(mut target) = self.target(minutes) else { return };
        self.busy.set(true);
        self.failed.set(None);
        let read = self.read.get_value();
        spawn_local(async move {
            let outcome = match if read { Ok(()) } else { target.read().await } {
                Ok(()) => target.rotate().await,
                Err(error) => Outcome::Refused(error),
            };
            self.busy.try_set(false);
            self.tell(&target, outcome);
        });
    }

    /// What rotating needs; nothing once one has signed out.
    fn target(self, minutes: u32) -> Option<Target> {
        let (state, place) = (self.rotating.state, self.rotating.place.get_value());
        let connection = state.sessions.current(&place.connection)?.connection;
        Some(Target { state, place, connection, key: self.key.get_untracked(), minutes })
    }

    /// Tells what came of it here, or to all the app when the dialog is gone.
    fn tell(self, target: &Target, outcome: Outcome) {
        let name = words::isolated(shown_name(&target.key));
        match outcome {
            Outcome::Done => {
                self.rotating.asked.try_set(None);
            }
            Outcome::Refused(error) => {
                let text = format!("{name} was not rotated. {}", error.whole());
                let failed = ("The key was not rotated.".to_owned(), error);
                if self.failed.try_set(Some(failed)).is_some() {
                    target.state.notices.failed(text);
                }
            }
            Outcome::Lost(lost) => {
                let text = format!("{name}: {}", lost.sentence());
                self.key.try_set(target.key.clone());
                if self.lost.try_set(Some(lost)).is_some() {
                    target.state.notices.failed(text);
                }
            }
        }
    }
}

fn form(dialog: Dialog) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !dialog.busy.get_untracked() {
            dialog.send();
        }
    };
    view! {
        <form on:submit=submit novalidate>
            <div class="body">
                {move || dialog.key.with(|key| notes::purpose(dialog, key))}
                {move || notes::notes(dialog)}
                {choice::field(dialog)}
                {move || dialog.failed.get().map(|(what, error)| view! { <Failure what=what error=error/> })}
            </div>
            <div class="foot">
                <button type="button" id="rotate-cancel" class="button" on:click=move |_| dialog.close()>"Cancel"</button>
                <BusyButton class="button primary" busy=dialog.busy><Icon name="turn"/>{if dialog.ends_old { "End it and rotate" } else { "Rotate key" }}</BusyButton>
            </div>
        </form>
    }
}
