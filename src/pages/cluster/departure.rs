//! A cluster that is being disconnected: what is said of it, and looking whether it is gone.

use super::Page;
use crate::browser::timer;
use crate::components::icon::Icon;
use crate::domain::cluster::pending::Pending;
use crate::domain::words;
use crate::erase::view;
use leptos::prelude::*;

/// How long to wait before looking again whether the cluster is gone, in milliseconds.
const LOOK_AGAIN: u64 = 4_000;

impl Page {
    /// While it is being disconnected, it goes some time later, and nothing tells when.
    pub(super) fn look_again(self) {
        if untrack(|| self.is_leaving()) {
            timer::after(LOOK_AGAIN, move || {
                if self.reading.try_get_untracked() == Some(false) {
                    self.read();
                }
            });
        }
    }

    fn leaving(self) -> Option<Pending> {
        self.place.with_value(|place| self.id.with_value(|id| self.state.rotations.leaving(place, id)))
    }

    pub(super) fn is_leaving(self) -> bool {
        self.leaving().is_some()
    }

    /// Whether it is on its way out, so that nothing about it can be changed any more.
    pub(super) fn is_closed(self) -> bool {
        self.leaving().is_some_and(|one| !one.is_overdue(self.now.get()))
    }

    fn is_there(self) -> bool {
        self.standing.with(|it| it.seen().is_some())
    }

    pub(super) fn departure(self) -> Option<AnyView> {
        let leaving = self.leaving().filter(|_| self.is_there())?;
        let what = if self.is_closed() {
            view! { <p><b>"This cluster is being disconnected. "</b>"It is gone from the list when that is done; Latchkey looks every few seconds."</p> }
        } else {
            let began = words::relative(leaving.at, self.now.get());
            view! { <p><b>{format!("Disconnecting this cluster was begun {began}, and it is still connected. ")}</b>"Something may have stopped that. You can disconnect it again."</p> }
        };
        Some(view! { <div class="note" role="status"><Icon name="clock"/><div>{what}</div></div> })
    }
}
