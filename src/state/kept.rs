//! A list that the browser keeps over a reload and all tabs share: ids, names and times, never a secret.

use crate::browser::storage;
use leptos::prelude::*;

/// The list, and how it becomes a text and back.
pub(super) struct Kept<T: Send + Sync + 'static> {
    name: &'static str,
    all: RwSignal<Vec<T>>,
    read: fn(&str) -> Vec<T>,
    write: fn(&[T]) -> String,
}

impl<T: Send + Sync> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Kept<T> {}

impl<T: Clone + Send + Sync + 'static> Kept<T> {
    /// Takes up what is kept under a name, and follows what other tabs do.
    pub fn new(name: &'static str, read: fn(&str) -> Vec<T>, write: fn(&[T]) -> String) -> Self {
        let kept = move || storage::read(name).map(|text| read(&text)).unwrap_or_default();
        let all = RwSignal::new(kept());
        let handle = window_event_listener(leptos::ev::storage, move |event| {
            // Without a name, all was cleared.
            if event.key().is_none_or(|key| key == name) {
                all.set(kept());
            }
        });
        on_cleanup(move || handle.remove());
        Self { name, all, read, write }
    }

    /// What is kept.
    pub fn all(self) -> RwSignal<Vec<T>> {
        self.all
    }

    /// Another tab may have changed what is kept meanwhile, so that is changed. Where the browser
    /// keeps nothing, it lasts until the page is reloaded.
    pub fn change(self, change: impl FnOnce(&mut Vec<T>)) {
        let mut all =
            storage::read(self.name).map_or_else(|| self.all.get_untracked(), |text| (self.read)(&text));
        change(&mut all);
        storage::write(self.name, &(self.write)(&all));
        self.all.set(all);
    }
}
