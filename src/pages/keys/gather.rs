//! Reads all keys that match before something is done with them: how far it is, and a way to stop.

use super::View;
use crate::api::error::Error;
use crate::browser::page;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::bulk::Progress;
use crate::domain::key::Key;
use crate::domain::words::{count, grouped};
use crate::erase::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_page!(progress_in in manage(gathering: super::Gathering) => super::progress(gathering));

/// The reading of all keys that match.
#[derive(Clone, Copy)]
pub(super) struct Gathering {
    /// How far it is, while it is under way.
    at: RwSignal<Option<Progress>>,
    /// Counts the readings and the stops, so that one that was stopped is told apart.
    turn: StoredValue<u32>,
}

impl Gathering {
    pub fn new() -> Self {
        Self { at: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    /// Begins anew, or stops; the number of this turn.
    fn next_turn(self, at: Option<Progress>) -> u32 {
        self.at.set(at);
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.turn.get_value()
    }

    /// Whether it is still that turn, and the page still there.
    fn is(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    /// The dialog, while it is under way.
    pub fn dialog(self) -> AnyView {
        let under_way = Memo::new(move |_| self.at.get().is_some());
        view! { {move || under_way.get().then(|| progress_in::page(self))} }
    }
}

impl View {
    /// Reads all keys that match and goes on with them, unless it fails or is stopped.
    pub(super) fn gather(self, then: impl FnOnce(Vec<Key>) + 'static) {
        let gathering = self.gathering;
        let place = self.place.get_value();
        let query = self.query.get_untracked();
        let all = self.shelf.with_untracked(|shelf| shelf.total).unwrap_or_default();
        let turn = gathering.next_turn(Some(Progress { done: 0, all }));
        let tell = move |progress| gathering.is(turn) && gathering.at.try_set(Some(progress)).is_none();
        spawn_local(async move {
            let outcome = self.state.inventory.all(&place, &query, tell).await;
            if !gathering.is(turn) {
                return;
            }
            gathering.at.set(None);
            match outcome {
                Ok(keys) => then(keys),
                Err(Error::Stopped) => {}
                Err(error) => {
                    self.state.notices.failed(format!("The keys could not be read. {}", error.whole()));
                }
            }
        });
    }
}

fn progress(gathering: Gathering) -> AnyView {
    let at = move || gathering.at.get().unwrap_or_default();
    let stop = Callback::new(move |()| {
        gathering.next_turn(None);
    });
    page::focus("gather-stop");
    view! {
        <Modal id="gather-title" title="Reading all keys that match".to_owned() cancel=stop>
            <div class="body">
                <progress max=move || at().all.to_string() prop:value=move || at().done.to_string() aria-label="Keys read"></progress>
                <p role="status">{move || format!("{} of {}", grouped(at().done), count(at().all, "key", "keys"))}</p>
            </div>
            <div class="foot">
                <button type="button" id="gather-stop" class="button" on:click=move |_| stop.run(())>"Stop"</button>
            </div>
        </Modal>
    }
}
