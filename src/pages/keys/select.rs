//! Which keys are selected.

use super::View;
use crate::domain::bulk::Deed;
use crate::domain::capability::Paging;
use crate::domain::key::{Key, KeyId};
use crate::erase::view;
use crate::state::looks::Selected;
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Why a key could not be dealt with.
#[derive(Clone, PartialEq)]
pub(super) struct Reason {
    /// In two or three words.
    pub short: String,
    /// In whole sentences.
    pub why: String,
}

/// The selected keys.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    /// Each as it was when it was selected: where the backend pages, it may stand on another page.
    pub keys: RwSignal<HashMap<KeyId, Key>>,
    /// The key that was ticked last: where a range begins.
    anchor: StoredValue<Option<KeyId>>,
    /// Why some could not be dealt with.
    reasons: RwSignal<HashMap<KeyId, Reason>>,
    /// What it is asked to do with them.
    pub asking: RwSignal<Option<Deed>>,
}

impl Selection {
    /// What was selected when one looked last.
    pub fn new(keys: Selected) -> Self {
        Self {
            keys: RwSignal::from(keys),
            anchor: StoredValue::new(None),
            reasons: RwSignal::new(HashMap::new()),
            asking: RwSignal::new(None),
        }
    }

    /// Selects no key any more.
    pub fn clear(self) {
        self.keep(HashMap::new());
    }

    /// Leaves only what is left of many keys selected, each with why it is.
    pub fn keep(self, left: HashMap<KeyId, Reason>) {
        self.anchor.set_value(None);
        self.keys.update(|keys| keys.retain(|id, _| left.contains_key(id)));
        self.reasons.set(left);
    }

    /// Selects these, too.
    pub fn add(self, keys: Vec<Key>) {
        self.keys.update(|selected| selected.extend(keys.into_iter().map(|key| (key.id.clone(), key))));
    }

    /// Why a selected key could not be dealt with.
    pub fn reason(self, id: &KeyId) -> Option<Reason> {
        let reason = self.reasons.with(|reasons| reasons.get(id).cloned());
        reason.filter(|_| self.has(id))
    }

    pub fn has(self, id: &KeyId) -> bool {
        self.keys.with(|keys| keys.contains_key(id))
    }
}

impl View {
    /// The selected keys as last read: in the order of the list, then those of other pages by name.
    pub(super) fn selected(self) -> Vec<Key> {
        self.selection.keys.with(|selected| {
            self.shelf.with(|shelf| {
                let mut all: Vec<Key> =
                    shelf.live().filter(|key| selected.contains_key(&key.id)).cloned().collect();
                if self.can.paging == Paging::Server {
                    let here: HashSet<&KeyId> = shelf.live().map(|key| &key.id).chain(shelf.gone()).collect();
                    let elsewhere = selected.values().filter(|key| !here.contains(&key.id));
                    let mut elsewhere: Vec<Key> = elsewhere.cloned().collect();
                    elsewhere.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
                    all.extend(elsewhere);
                }
                all
            })
        })
    }

    /// How many are selected: all of them, and those that are not shown.
    pub(super) fn selected_count(self) -> (usize, usize) {
        self.selection.keys.with(|selected| {
            let (all, shown) = self.shelf.with(|shelf| {
                let all = match self.can.paging {
                    Paging::Server => {
                        let gone: HashSet<_> = shelf.gone().filter(|id| selected.contains_key(id)).collect();
                        selected.len() - gone.len()
                    }
                    Paging::Whole => shelf.live().filter(|key| selected.contains_key(&key.id)).count(),
                };
                let keys = |at: &usize| shelf.entries.get(*at).map(|entry| &entry.key);
                let is_on = |key: &&Key| key.vanished.is_none() && selected.contains_key(&key.id);
                (all, self.shown.with(|shown| shown.iter().filter_map(keys).filter(is_on).count()))
            });
            (all, all.saturating_sub(shown))
        })
    }

    /// The shown keys of a range of the list, without those that vanished.
    fn keys_in(self, range: Range<usize>) -> Vec<Key> {
        self.shown.with_untracked(|shown| {
            self.shelf.with_untracked(|shelf| {
                let places = shown.get(range).unwrap_or_default();
                let keys = places.iter().filter_map(|at| shelf.entries.get(*at)).map(|entry| &entry.key);
                keys.filter(|key| key.vanished.is_none()).cloned().collect()
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
        let keys = self.keys_in(from.min(place)..from.max(place) + 1);
        self.selection.anchor.set_value(self.keys_in(place..place + 1).pop().map(|key| key.id));
        self.turn(keys, on);
    }

    fn turn(self, keys: Vec<Key>, on: bool) {
        if on {
            return self.selection.add(keys);
        }
        self.selection.keys.update(|selected| {
            for key in keys {
                selected.remove(&key.id);
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
        view.selection.keys.with(|selected| {
            view.shown.with(|shown| {
                view.shelf.with(|shelf| {
                    for entry in shown.iter().filter_map(|at| shelf.entries.get(*at)) {
                        let live = entry.key.vanished.is_none();
                        all += usize::from(live);
                        on += usize::from(live && selected.contains_key(&entry.key.id));
                    }
                });
            });
        });
        (on > 0 && on == all, on > 0 && on < all)
    });
    let press = move |event: leptos::ev::Event| {
        let keys = view.keys_in(0..view.shown.with_untracked(|shown| shown.len()));
        view.turn(keys, event_target_checked(&event));
    };
    view! {
        <input type="checkbox" aria-label="Select all keys shown" prop:checked=move || state.get().0
            prop:indeterminate=move || state.get().1 on:change=press/>
    }
}
