//! What the owner calls keys that their service calls nothing: kept in this browser, under a hash of the key.

use crate::browser::{random, storage};
use crate::domain::key::{Key, KeyId};
use crate::domain::names::{Imported, Name, Names};
use crate::domain::ring::{Ring, Salt};
use leptos::prelude::*;

const KEPT: &str = "latchkey.names";

/// The names of all keys.
#[derive(Clone, Copy)]
pub struct LocalNames(RwSignal<Option<Names>>);

impl LocalNames {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The salt under which keys are hashed here. With it, what is kept is taken up, and what other tabs do
    /// is followed from then on. It is made when it is first needed; where the browser keeps nothing, it
    /// lasts until the page is reloaded.
    pub(super) fn salt(self) -> Salt {
        if self.0.with_untracked(Option::is_none) {
            let names = kept().unwrap_or_else(|| {
                let names = Names::new(Salt(random::bytes()));
                storage::write(KEPT, &names.write());
                names
            });
            self.0.set(Some(names));
            let _ = window_event_listener(leptos::ev::storage, move |_| {
                if let Some(names) = kept() {
                    self.0.set(Some(names));
                }
            });
        }
        self.0.with_untracked(|names| names.as_ref().map(|names| names.salt).unwrap_or_default())
    }

    /// Gives a key its name.
    pub(super) fn name(self, key: &mut Key) {
        self.0.with_untracked(|names| {
            if let Some(names) = names {
                names.name(key);
            }
        });
    }

    /// What a key is called.
    pub fn get(self, id: &KeyId) -> Name {
        self.0.with(|names| names.as_ref().map(|names| names.get(id)).unwrap_or_default())
    }

    /// How many keys have a name.
    pub fn count(self) -> usize {
        self.0.with(|names| names.as_ref().map_or(0, Names::count))
    }

    /// The file to take elsewhere.
    pub fn file(self) -> String {
        self.0.with_untracked(|names| names.as_ref().map(Names::write).unwrap_or_default())
    }

    /// Calls a key so. False where this browser doesn't keep it.
    pub(super) fn set(self, id: &KeyId, name: Name) -> bool {
        self.change(|names| names.set(id, name)).1
    }

    /// Takes the names of a file; what is known of the keys tells which are whose. None where it is no
    /// such file. The second says whether this browser keeps them.
    pub(super) fn take(self, text: &str, ring: &Ring) -> Option<(Imported, bool)> {
        let file = Names::read(text)?;
        Some(self.change(|names| names.take(file, |salt| ring.ids_under(salt))))
    }

    /// Another tab may have changed what is kept meanwhile, so that is changed.
    fn change<T>(self, change: impl FnOnce(&mut Names) -> T) -> (T, bool) {
        let salt = self.salt();
        let mut names = kept().or_else(|| self.0.get_untracked()).unwrap_or_else(|| Names::new(salt));
        let told = change(&mut names);
        let is_kept = storage::write(KEPT, &names.write());
        self.0.set(Some(names));
        (told, is_kept)
    }
}

fn kept() -> Option<Names> {
    storage::read(KEPT).and_then(|text| Names::read(&text))
}
