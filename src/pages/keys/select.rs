//! Which keys are selected, and what can be done with them.

use super::View;
use crate::components::icon::Icon;
use crate::domain::key::{Key, KeyId};
use crate::domain::words::{count, grouped};
use crate::erase::view;
use crate::state::looks::Selected;
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};

/// The selected keys.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    ids: RwSignal<HashSet<KeyId>>,
    /// The key that was ticked last: where a range begins.
    anchor: StoredValue<Option<KeyId>>,
    /// Why some could not be revoked.
    reasons: RwSignal<HashMap<KeyId, String>>,
    /// Whether it is asked what to do with them.
    pub asking: RwSignal<bool>,
}

impl Selection {
    /// What was selected when one looked last.
    pub fn new(ids: Selected) -> Self {
        Self {
            ids: RwSignal::from(ids),
            anchor: StoredValue::new(None),
            reasons: RwSignal::new(HashMap::new()),
            asking: RwSignal::new(false),
        }
    }

    /// Selects no key any more.
    pub fn clear(self) {
        self.keep(HashMap::new());
    }

    /// Selects what is left of many keys, each with why it is.
    pub fn keep(self, left: HashMap<KeyId, String>) {
        self.anchor.set_value(None);
        self.ids.set(left.keys().cloned().collect());
        self.reasons.set(left);
    }

    /// Why a selected key could not be revoked.
    pub fn reason(self, id: &KeyId) -> Option<String> {
        let reason = self.reasons.with(|reasons| reasons.get(id).cloned());
        reason.filter(|_| self.has(id))
    }

    pub fn has(self, id: &KeyId) -> bool {
        self.ids.with(|ids| ids.contains(id))
    }
}

impl View {
    /// The selected keys that are there, in the order of the list.
    pub(super) fn selected(self) -> Vec<Key> {
        self.selection.ids.with(|ids| {
            self.shelf.with(|shelf| shelf.live().filter(|key| ids.contains(&key.id)).cloned().collect())
        })
    }

    /// The ids of the shown keys of a range of the list, without those that vanished.
    fn ids_in(self, range: std::ops::Range<usize>) -> Vec<KeyId> {
        self.shown.with_untracked(|shown| {
            self.shelf.with_untracked(|shelf| {
                let keys =
                    shown.get(range).unwrap_or_default().iter().filter_map(|at| shelf.entries.get(*at));
                keys.map(|entry| &entry.key)
                    .filter(|key| key.vanished.is_none())
                    .map(|key| key.id.clone())
                    .collect()
            })
        })
    }

    /// Where a key stands among those that are shown.
    fn place_of(self, id: &KeyId) -> Option<usize> {
        self.shown.with_untracked(|shown| {
            self.shelf.with_untracked(|shelf| {
                shown.iter().position(|at| shelf.entries.get(*at).is_some_and(|entry| entry.key.id == *id))
            })
        })
    }

    /// Selects a key or takes it out, with all up to the one before when a range is asked for.
    fn tick(self, place: usize, on: bool, range: bool) {
        let anchor = self.selection.anchor.get_value().filter(|_| range);
        let from = anchor.and_then(|id| self.place_of(&id)).unwrap_or(place);
        let ids = self.ids_in(from.min(place)..from.max(place) + 1);
        self.selection.anchor.set_value(self.ids_in(place..place + 1).pop());
        self.selection.ids.update(|selected| {
            for id in ids {
                if on {
                    selected.insert(id);
                } else {
                    selected.remove(&id);
                }
            }
        });
    }
}

/// The box in a row; with Shift it reaches to the one that was ticked before.
pub(super) fn tick(view: View, place: usize, id: KeyId, label: String) -> AnyView {
    let id = StoredValue::new(id);
    let on = move || id.with_value(|id| view.selection.has(id));
    let press = move |event: leptos::ev::MouseEvent| {
        view.tick(place, event_target_checked(&event), event.shift_key());
    };
    view! { <input type="checkbox" aria-label=label prop:checked=on on:click=press/> }
}

/// The box in the heading: all keys that are shown, or none.
pub(super) fn tick_all(view: View) -> AnyView {
    let state = Memo::new(move |_| {
        let (mut on, mut all) = (0, 0);
        view.selection.ids.with(|ids| {
            view.shown.with(|shown| {
                view.shelf.with(|shelf| {
                    for entry in shown.iter().filter_map(|at| shelf.entries.get(*at)) {
                        let live = entry.key.vanished.is_none();
                        all += usize::from(live);
                        on += usize::from(live && ids.contains(&entry.key.id));
                    }
                });
            });
        });
        (on > 0 && on == all, on > 0 && on < all)
    });
    let press = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        let ids = view.ids_in(0..view.shown.with_untracked(|shown| shown.len()));
        view.selection.ids.update(|selected| {
            if on {
                selected.extend(ids);
            } else {
                let gone: HashSet<KeyId> = ids.into_iter().collect();
                selected.retain(|id| !gone.contains(id));
            }
        });
    };
    view! {
        <input type="checkbox" aria-label="Select all keys shown" prop:checked=move || state.get().0
            prop:indeterminate=move || state.get().1 on:change=press/>
    }
}

/// How many are selected and what can be done with them. It stands there before it says something.
pub(super) fn bar(view: View) -> AnyView {
    let selected = Memo::new(move |_| {
        view.selection
            .ids
            .with(|ids| view.shelf.with(|shelf| shelf.live().filter(|key| ids.contains(&key.id)).count()))
    });
    let hidden = move || {
        let shown = view.shown.with(|shown| {
            view.shelf.with(|shelf| {
                let keys = shown.iter().filter_map(|at| shelf.entries.get(*at)).map(|entry| &entry.key);
                view.selection
                    .ids
                    .with(|ids| keys.filter(|key| key.vanished.is_none() && ids.contains(&key.id)).count())
            })
        });
        let hidden = selected.get().saturating_sub(shown);
        (hidden > 0).then(|| format!(", {} of them hidden by search and filters", grouped(hidden)))
    };
    view! {
        <div class="selection" hidden=move || selected.get() == 0>
            <span role="status">{move || (selected.get() > 0).then(|| view! {
                {count(selected.get(), "key selected", "keys selected")}
                {hidden}
            })}</span>
            <div class="acts">
                <button type="button" class="button" on:click=move |_| view.selection.clear()>"Clear selection"</button>
                <button type="button" class="button danger" on:click=move |_| view.selection.asking.set(true)>
                    <Icon name="bin"/>
                    {move || format!("Revoke {}", count(selected.get(), "key", "keys"))}
                </button>
            </div>
        </div>
    }
}
