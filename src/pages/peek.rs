//! A look at the secret of a key that was listed with it: one at a time, for half a minute, and no longer
//! than the page and its tab are looked at.

use crate::browser::{clipboard, page, timer};
use crate::components::icon::Icon;
use crate::domain::key::{Key, KeyId};
use crate::domain::secret::Secret;
use crate::domain::words;
use crate::erase::view;
use crate::pages::revoke::shown_name;
use crate::routes::Place;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// For so long a secret is shown, in milliseconds.
const SHOWN_FOR: u64 = 30_000;
/// The element that holds it.
const VALUE: &str = "shown-secret";

/// The secret that is shown on a page, if one is.
#[derive(Clone, Copy)]
pub struct Peek {
    state: State,
    connection: StoredValue<String>,
    shown: RwSignal<Option<(KeyId, Secret)>>,
    /// Counts the looks, so that the end of an earlier one is told apart.
    turn: StoredValue<u32>,
}

impl Peek {
    /// For the keys of a place, as long as its page is there.
    pub fn new(state: State, place: &Place) -> Self {
        let shown = RwSignal::new(None);
        let connection = StoredValue::new(place.connection.clone());
        let peek = Self { state, connection, shown, turn: StoredValue::new(0) };
        let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| peek.hide());
        let left = window_event_listener(leptos::ev::pagehide, move |_| peek.hide());
        on_cleanup(move || {
            hidden.remove();
            left.remove();
            peek.hide();
        });
        peek
    }

    fn hide(self) {
        if self.shown.try_with_untracked(Option::is_some) == Some(true) {
            self.shown.try_set(None);
        }
    }

    fn is_shown(self, id: &KeyId) -> bool {
        self.shown.with(|shown| shown.as_ref().is_some_and(|(one, _)| one == id))
    }

    fn secret(self, id: &KeyId) -> Option<Secret> {
        let secret = self.connection.with_value(|connection| self.state.sessions.secret(connection, id));
        if secret.is_none() {
            self.state.notices.failed("The key is not in the list any more. Read the list again.");
        }
        secret
    }

    fn turn_over(self, id: &KeyId) {
        if untrack(|| self.is_shown(id)) {
            return self.hide();
        }
        let Some(secret) = self.secret(id) else { return };
        self.shown.set(Some((id.clone(), secret)));
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        timer::after(SHOWN_FOR, move || {
            if self.turn.try_get_value() == Some(turn) {
                self.hide();
            }
        });
    }

    /// Copies a secret that stays hidden.
    fn copy(self, id: &KeyId, name: String) {
        let Some(secret) = self.secret(id) else { return };
        let (notices, copied) = (self.state.notices, self.state.copied);
        spawn_local(async move {
            if clipboard::copy(secret.expose()).await {
                copied.note();
                notices.done(format!("{name} is copied."));
            } else {
                notices.failed(format!(
                    "{name} is not copied: the browser didn't allow it. Show it and copy it by hand."
                ));
            }
        });
    }

    /// The buttons that show and copy a key's secret.
    pub fn buttons(self, key: &Key) -> AnyView {
        let (id, name) = (StoredValue::new(key.id.clone()), shown_name(key).to_owned());
        let on = move || id.with_value(|id| self.is_shown(id));
        let show = format!("Show {name}");
        let copy = format!("Copy {name}");
        let told = words::isolated(&name);
        view! {
            <button type="button" class="button quiet" aria-label=show.clone() title=show aria-pressed=move || on().to_string()
                on:click=move |_| id.with_value(|id| self.turn_over(id))>
                <Icon name="eye"/>
            </button>
            <button type="button" class="button quiet" aria-label=copy.clone() title=copy
                on:click=move |_| id.with_value(|id| self.copy(id, told.clone()))>
                <Icon name="copy"/>
            </button>
        }
        .into_any()
    }

    /// The secret that is shown now, above the page.
    pub fn panel(self, name: impl Fn(&KeyId) -> Option<String> + Copy + Send + Sync + 'static) -> AnyView {
        view! {
            <div class="live">
                {move || self.shown.get().map(|(id, secret)| {
                    page::focus(VALUE);
                    let name = untrack(|| name(&id)).unwrap_or_default();
                    view! {
                        <div class="note plain">
                            <Icon name="eye"/>
                            <div>
                                <p><b dir="auto">{name}</b>", shown for 30 seconds"</p>
                                <pre class="code whole" id=VALUE tabindex="0" aria-label="Key">{secret.expose().to_owned()}</pre>
                            </div>
                            <button type="button" class="button" on:click=move |_| self.hide()>"Hide"</button>
                        </div>
                    }
                })}
            </div>
        }
        .into_any()
    }
}
