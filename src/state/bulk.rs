//! One thing done to many keys: a few at a time, with what came of each, until done or stopped.

use super::address::Address;
use super::inventory::Inventory;
use super::notices::Notices;
use crate::api::error::Error;
use crate::browser::clock;
use crate::domain::bulk::{AT_ONCE, Item, Outcome, Tally};
use crate::domain::key::{KeyId, Revoked};
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use crate::routes::{Place, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is done to many keys.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    /// Where they belong.
    pub place: Place,
    /// The keys and what came of each.
    pub items: Vec<Item<Error>>,
    /// When it began.
    pub began: Timestamp,
    /// How many still take keys from it.
    hands: usize,
    /// Whether nothing more is to be sent.
    pub stopping: bool,
    /// Whether nothing is under way any more.
    pub finished: bool,
}

/// What is done to many keys now, if anything is. It goes on when one looks at another page.
#[derive(Clone, Copy)]
pub struct Bulk {
    work: RwSignal<Option<Work>>,
    inventory: Inventory,
    notices: Notices,
    address: Address,
}

impl Bulk {
    pub(super) fn new(inventory: Inventory, notices: Notices, address: Address) -> Self {
        Self { work: RwSignal::new(None), inventory, notices, address }
    }

    /// The work of a place.
    pub fn at(self, place: &Place) -> Option<Work> {
        self.work.with(|work| work.clone().filter(|work| work.place == *place))
    }

    /// Whether leaving now would cut it short.
    pub fn under_way(self) -> Signal<bool> {
        let work = self.work;
        Signal::derive(move || work.with(|work| work.as_ref().is_some_and(|work| !work.finished)))
    }

    /// Revokes keys, given by id and name, in this order. While other work is under way it says so and
    /// does nothing.
    pub fn revoke(self, place: &Place, keys: Vec<(KeyId, String)>) {
        if self.under_way().get_untracked() {
            self.notices.failed("Other keys are still being revoked. Nothing was begun.");
            return;
        }
        let item = |(id, name)| Item { id, name, outcome: Outcome::Waiting };
        self.work.set(Some(Work {
            place: place.clone(),
            items: keys.into_iter().map(item).collect(),
            began: clock::now(),
            hands: AT_ONCE,
            stopping: false,
            finished: false,
        }));
        for _ in 0..AT_ONCE {
            let place = place.clone();
            spawn_local(async move {
                self.one_after_the_other(&place).await;
                if self.is_last_hand() {
                    self.finish(&place).await;
                }
            });
        }
    }

    /// Sends nothing more. What is under way ends.
    pub fn stop(self) {
        self.change(|work| work.stopping = true);
    }

    /// The same where one signs out: no other credential may go on with it.
    pub(super) fn stop_on(self, connection: Option<&str>) {
        self.change(|work| {
            work.stopping |= connection.is_none_or(|connection| work.place.connection == connection);
        });
    }

    /// Puts the finished work away.
    pub fn close(self) {
        if !self.under_way().get_untracked() {
            self.work.set(None);
        }
    }

    async fn one_after_the_other(self, place: &Place) {
        while let Some((at, id)) = self.take() {
            let outcome = match self.inventory.revoke(place, &id).await {
                Ok(Revoked::Now) => Outcome::Done,
                Ok(Revoked::Already) => Outcome::Already,
                Err(Error::Stopped) => Outcome::Stopped,
                // Who declined to sign in again is not asked once more for each key.
                Err(error @ Error::Unauthorized { .. }) => {
                    self.stop();
                    Outcome::Failed(error)
                }
                Err(error) if error.leaves_outcome_unknown() => Outcome::Unknown(error),
                Err(error) => Outcome::Failed(error),
            };
            self.set(at, outcome);
        }
    }

    /// The next that waits, marked as under way.
    fn take(self) -> Option<(usize, KeyId)> {
        let mut taken = None;
        self.change(|work| {
            let mut waiting = work.items.iter_mut().enumerate();
            let next = waiting.find(|(_, item)| item.outcome == Outcome::Waiting);
            if let (Some((at, item)), false) = (next, work.stopping) {
                item.outcome = Outcome::Running;
                taken = Some((at, item.id.clone()));
            }
        });
        taken
    }

    /// Lets one hand go; whether it was the last.
    fn is_last_hand(self) -> bool {
        let mut left = 0;
        self.change(|work| {
            work.hands = work.hands.saturating_sub(1);
            left = work.hands;
        });
        left == 0
    }

    fn set(self, at: usize, outcome: Outcome<Error>) {
        self.change(|work| {
            if let Some(item) = work.items.get_mut(at) {
                item.outcome = outcome;
            }
        });
    }

    /// Looks what became of those whose answer was lost, then ends.
    async fn finish(self, place: &Place) {
        let lost = self.work.with_untracked(|work| {
            let unknown = |item: &Item<Error>| matches!(item.outcome, Outcome::Unknown(_));
            work.as_ref().is_some_and(|work| work.items.iter().any(unknown))
        });
        let read = lost && self.inventory.read(place, &Query::default()).await.is_ok();
        let shelf = self.inventory.shelf(place);
        let listed = |id: &KeyId| shelf.with_untracked(|shelf| shelf.live().any(|key| key.id == *id));
        let mut found_gone = Vec::new();
        self.change(|work| {
            for item in &mut work.items {
                item.outcome = match std::mem::replace(&mut item.outcome, Outcome::Stopped) {
                    Outcome::Waiting | Outcome::Running => Outcome::Stopped,
                    Outcome::Unknown(_) if read && !listed(&item.id) => {
                        found_gone.push(item.id.clone());
                        Outcome::Done
                    }
                    Outcome::Unknown(error) if read => Outcome::Failed(error),
                    outcome => outcome,
                };
            }
            work.finished = true;
        });
        for id in found_gone {
            shelf.update(|shelf| shelf.remove(&id));
        }
        self.tell_elsewhere(place);
    }

    /// Who looks at another page is told there.
    fn tell_elsewhere(self, place: &Place) {
        if self.address.path().get_untracked() == Route::Keys(place.clone()).path() {
            return;
        }
        let tally = self.work.with_untracked(|work| work.as_ref().map(|work| Tally::of(&work.items)));
        let Some(tally) = tally else { return };
        let text = tally.sentence("revoked");
        if tally.done + tally.already == tally.all {
            self.notices.done(text);
        } else {
            self.notices.failed(format!("{text} The list of keys tells which."));
        }
    }

    fn change(self, change: impl FnOnce(&mut Work)) {
        self.work.update(|work| {
            if let Some(work) = work {
                change(work);
            }
        });
    }
}
