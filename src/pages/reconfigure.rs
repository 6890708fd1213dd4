//! Another configuration for a key: edited, held against what is there now, then sent as a whole.

mod review;

use super::change::{Refusal, made};
use super::revoke::shown_name;
use super::settings::{self as editor, Editor};
use crate::api::error::Error;
use crate::browser::page;
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::change::KeyChange;
use crate::domain::draft::FieldError;
use crate::domain::key::Key;
use crate::domain::refusal;
use crate::domain::settings::{self, Change, Settings};
use crate::domain::words;
use crate::erase::view;
use crate::routes::Place;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_page!(dialog_in in manage(of: (super::Reconfiguring, super::Key)) => super::dialog(of.0, of.1));

/// The first field that is wrong, or the editor.
const WRONG: &str = "dialog [aria-invalid=true], #settings-json";

/// A key whose configuration is about to be changed.
#[derive(Clone, Copy)]
pub struct Reconfiguring {
    asked: RwSignal<Option<Key>>,
    state: State,
    place: StoredValue<Place>,
}

/// What is edited, and how far that is.
#[derive(Clone, Copy)]
struct Dialog {
    of: Reconfiguring,
    key: StoredValue<Key>,
    /// What the configuration was when it was last read.
    base: RwSignal<Settings>,
    text: RwSignal<String>,
    /// Whether the changes are looked at before they are sent.
    reviews: RwSignal<bool>,
    /// What someone else changed meanwhile.
    moved: RwSignal<Vec<Change>>,
    refused: RwSignal<Vec<FieldError>>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<Refusal>>,
}

impl Reconfiguring {
    /// For the keys of a place.
    pub fn new(state: State, place: Place) -> Self {
        Self { asked: RwSignal::new(None), state, place: StoredValue::new(place) }
    }

    /// Asks for another configuration.
    pub fn ask(self, key: Key) {
        self.asked.set(Some(key));
    }

    /// The dialog, while it asks.
    pub fn dialog(self) -> AnyView {
        view! { {move || self.asked.get().map(|key| dialog_in::page((self, key)))} }
    }
}

fn dialog(of: Reconfiguring, key: Key) -> AnyView {
    let base = key.access.settings().cloned().unwrap_or_default();
    let title = format!("Edit the config of {}", words::isolated(shown_name(&key)));
    let dialog = Dialog {
        of,
        key: StoredValue::new(key),
        text: RwSignal::new(settings::write(&base)),
        base: RwSignal::new(base),
        reviews: RwSignal::new(false),
        moved: RwSignal::new(Vec::new()),
        refused: RwSignal::new(Vec::new()),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    page::focus_first("dialog input:checked", "settings-json");
    view! {
        <Modal id="config-title" title=title cancel=Callback::new(move |()| dialog.close())>
            {move || if dialog.reviews.get() { review::shown(dialog) } else { dialog.form() }}
        </Modal>
    }
}

impl Dialog {
    fn close(self) {
        if !self.busy.get_untracked() {
            self.of.asked.set(None);
        }
    }

    fn failure(self) -> AnyView {
        view! { {move || self.failed.get().map(|failed| view! { {editor::way(&failed.error, WRONG)}<Failure what=failed.what error=failed.error/> })} }
    }

    fn form(self) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.review();
        };
        view! {
            <form on:submit=submit novalidate>
                <div class="body">
                    {editor::fields(Editor { text: self.text, refused: self.refused.into() })}
                    {self.failure()}
                </div>
                <div class="foot">
                    <button type="button" class="button" on:click=move |_| self.close()>"Cancel"</button>
                    <BusyButton class="button primary" busy=self.busy>"Review changes"</BusyButton>
                </div>
            </form>
        }
    }

    /// What the text differs from what was last read in; none where it can't be read.
    fn changes(self) -> Option<(Settings, Vec<Change>)> {
        let wanted = self.text.with(|text| settings::read(text)).ok()?;
        let changes = self.base.with(|base| settings::changes(base, &wanted));
        Some((wanted, changes))
    }

    fn review(self) {
        match untrack(|| self.changes()) {
            None => page::focus("settings-json"),
            Some((_, changes)) if changes.is_empty() => self.close(),
            Some(_) => {
                self.failed.set(None);
                self.refused.set(Vec::new());
                self.reviews.set(true);
                page::focus("config-title");
            }
        }
    }

    fn back(self) {
        self.moved.set(Vec::new());
        self.reviews.set(false);
        page::focus("settings-json");
    }

    /// Drops what was typed for what is there now.
    fn take_theirs(self) {
        self.text.set(self.base.with_untracked(settings::write));
        self.back();
    }

    fn save(self) {
        let Some((wanted, _)) = untrack(|| self.changes()) else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let (state, place) = (self.of.state, self.of.place.get_value());
        let (key, base) = (self.key.get_value(), self.base.get_untracked());
        spawn_local(async move {
            let outcome = save(state, &place, &key, &base, wanted).await;
            self.busy.try_set(false);
            self.told(state, &key, outcome);
        });
    }

    fn told(self, state: State, key: &Key, outcome: Result<Saved, Refusal>) {
        let name = words::isolated(shown_name(key));
        match outcome {
            Ok(Saved::Done) => {
                state.notices.done(format!("The config of {name} is changed."));
                self.of.asked.try_set(None);
            }
            Ok(Saved::Moved(now)) => {
                let moved = self.base.try_with_untracked(|base| settings::changes(base, &now));
                if self.base.try_set(now).is_some() {
                    state.notices.failed(format!(
                        "The config of {name} was not changed: someone else had changed it meanwhile."
                    ));
                    return;
                }
                self.moved.try_set(moved.unwrap_or_default());
                page::focus("config-title");
            }
            Err(refusal) => {
                let text = format!("{name}: {} {}", refusal.what, refusal.error);
                if let Error::Refused { refusals } = &refusal.error {
                    let text = self.text.try_get_untracked().unwrap_or_default();
                    self.refused.try_set(refusal::in_form(refusals, &text).0);
                    self.reviews.try_set(false);
                    page::focus_first(WRONG, "config-title");
                }
                if self.failed.try_set(Some(refusal)).is_some() {
                    state.notices.failed(text);
                }
            }
        }
    }
}

/// What came of saving.
enum Saved {
    Done,
    /// Nothing was sent: someone else changed it meanwhile, to this.
    Moved(Settings),
}

/// Reads the key again before it is changed: the whole object is sent, and would undo what someone else
/// changed.
async fn save(
    state: State,
    place: &Place,
    key: &Key,
    base: &Settings,
    wanted: Settings,
) -> Result<Saved, Refusal> {
    let told = state.inventory.read_one(place, &key.id).await;
    let now = told.and_then(|told| told.ok_or(Error::Stopped)).map_err(|error| Refusal {
        what: "The key was not changed: it could not be read again before.",
        error,
    })?;
    let now = now.key.access.settings().cloned().unwrap_or_default();
    if now == wanted {
        return Ok(Saved::Done);
    }
    if now != *base {
        return Ok(Saved::Moved(now));
    }
    made(state, place, key, &KeyChange::configured(wanted)).await?;
    Ok(Saved::Done)
}
