//! Where in the app one is, and the ways to elsewhere.

use crate::browser::{history, page};
use crate::routes::{self, Route};
use leptos::prelude::*;

/// The address that is shown.
#[derive(Clone, Copy)]
pub struct Address {
    path: RwSignal<String>,
    search: RwSignal<String>,
}

impl Address {
    /// Follows the tab's history and the links of the app from now on.
    pub(super) fn new() -> Self {
        let (path, search) = history::current();
        let address = Self { path: RwSignal::new(path), search: RwSignal::new(search) };
        let _ = window_event_listener(leptos::ev::popstate, move |_| address.read());
        let _ = window_event_listener(leptos::ev::click, move |event| {
            // What lies beside the app on its host is for the browser.
            if let Some(to) = history::followed(&event).filter(|to| routes::is_within(to)) {
                event.prevent_default();
                address.go(&to, false);
            }
        });
        address
    }

    /// The route that the path leads to; none when it leads nowhere.
    pub fn route(self) -> Memo<Option<Route>> {
        Memo::new(move |_| self.path.with(|path| Route::parse(path)))
    }

    /// The path alone.
    pub fn path(self) -> Signal<String> {
        self.path.into()
    }

    /// The query part.
    pub fn search(self) -> Signal<String> {
        self.search.into()
    }

    /// Goes to another page: in place of this one, or as a step that can be taken back.
    /// A link to the page that is shown makes no step.
    pub fn go(self, to: &str, replace: bool) {
        let (path, search) = history::current();
        self.show(to, replace || to == path + &search);
        history::scroll_up();
        page::focus("main");
    }

    /// Shows another address of the page that is shown.
    pub fn show(self, to: &str, replace: bool) {
        history::show(to, replace);
        self.read();
    }

    fn read(self) {
        let (path, search) = history::current();
        if self.search.with_untracked(|before| *before != search) {
            self.search.set(search);
        }
        if self.path.with_untracked(|before| *before != path) {
            self.path.set(path);
        }
    }
}
