//! Label and note for a key that its service calls nothing.

use super::revoke::shown_name;
use crate::browser::page;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::draft::MAX_NAME;
use crate::domain::key::Key;
use crate::domain::names::Name;
use crate::domain::words;
use crate::erase::view;
use crate::routes::Place;
use crate::state::State;
use crate::state::leaked::NO_NAME;
use leptos::html;
use leptos::prelude::*;

lazy_page!(dialog_in in manage(of: (super::Naming, super::Key)) => super::dialog(of.0, of.1));

/// What is said wherever a label or a note can be given.
pub const LOCAL: &str =
    "Labels and notes are yours: they stay in this browser, and the service never sees them.";

/// A key that is about to get another label.
#[derive(Clone, Copy)]
pub struct Naming {
    asked: RwSignal<Option<Key>>,
    state: State,
    place: StoredValue<Place>,
}

impl Naming {
    /// For the keys of a place.
    pub fn new(state: State, place: Place) -> Self {
        Self { asked: RwSignal::new(None), state, place: StoredValue::new(place) }
    }

    /// Asks for a label and a note.
    pub fn ask(self, key: Key) {
        self.asked.set(Some(key));
    }

    /// The dialog, while it asks.
    pub fn dialog(self) -> AnyView {
        view! { {move || self.asked.get().map(|key| dialog_in::page((self, key)))} }
    }

    /// Why it can't be kept.
    fn objection(self, name: &Name) -> Option<String> {
        let connection = self.place.with_value(|place| place.connection.clone());
        let is_secret = |text| self.state.leaked.is_secret(&connection, text);
        if is_secret(&name.label) || is_secret(&name.note) {
            return Some(NO_NAME.to_owned());
        }
        (name.label.chars().count() > MAX_NAME)
            .then(|| format!("Shorten the label to {MAX_NAME} characters."))
    }

    fn save(self, key: &Key, name: Name) {
        let kept = self.place.with_value(|place| self.state.inventory.call(place, &key.id, name));
        self.asked.set(None);
        if kept {
            self.state.notices.done("Label and note are kept in this browser.");
        } else {
            self.state.notices.failed("This browser keeps nothing: label and note last until you reload.");
        }
    }
}

fn dialog(naming: Naming, key: Key) -> AnyView {
    let now = untrack(|| naming.state.names.get(&key.id));
    let title = format!("Label {}", words::isolated(key.mask.as_deref().unwrap_or(shown_name(&key))));
    let (label, note) = (NodeRef::<html::Input>::new(), NodeRef::<html::Textarea>::new());
    let wrong = RwSignal::new(None::<String>);
    let close = Callback::new(move |()| naming.asked.set(None));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(label), Some(note)) = (label.get_untracked(), note.get_untracked()) else { return };
        let name = Name::new(&label.value(), &note.value());
        if let Some(why) = naming.objection(&name) {
            wrong.set(Some(why));
            page::focus("naming-label");
        } else {
            naming.save(&key, name);
        }
    };
    page::focus("naming-label");
    view! {
        <Modal id="naming-title" title=title cancel=close>
            <form on:submit=submit novalidate>
                <div class="body">
                    <p class="soft">{LOCAL}</p>
                    <div class="field">
                        <label for="naming-label">"Label"</label>
                        <input id="naming-label" class="input" autocomplete="off" dir="auto" node_ref=label value=now.label
                            aria-describedby="naming-wrong" aria-invalid=move || wrong.with(Option::is_some).then_some("true")/>
                        <span id="naming-wrong" class="wrong" role="status">
                            {move || wrong.get().map(|why| view! { <Icon name="warn"/>{why} })}
                        </span>
                    </div>
                    <div class="field">
                        <label for="naming-note">"Note"</label>
                        <textarea id="naming-note" class="input" rows="3" dir="auto" node_ref=note prop:value=now.note></textarea>
                    </div>
                </div>
                <div class="foot">
                    <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
                    <button class="button primary">"Save label"</button>
                </div>
            </form>
        </Modal>
    }
}
