//! The same thing done to many keys: a few at a time, each with what came of it, until done or stopped.

mod lost;
mod work;

pub use work::Work;

use super::address::Address;
use super::batches::Batches;
use super::inventory::Inventory;
use super::notices::Notices;
use crate::api::error::Error;
use crate::browser::clock;
use crate::domain::batch::{Batch, NewSecret};
use crate::domain::bulk::{AT_ONCE, Deed, Item, Outcome, Tally};
use crate::domain::key::{KeyId, Revoked};
use crate::domain::time::MINUTE;
use crate::routes::{Place, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is done to many keys now, if anything is. It goes on when one looks at another page.
#[derive(Clone, Copy)]
pub struct Bulk {
    work: RwSignal<Option<Work>>,
    /// The new secrets that came of it.
    secrets: StoredValue<Vec<NewSecret>>,
    batches: Batches,
    inventory: Inventory,
    notices: Notices,
    address: Address,
}

impl Bulk {
    pub(super) fn new(inventory: Inventory, notices: Notices, address: Address, batches: Batches) -> Self {
        let (work, secrets) = (RwSignal::new(None), StoredValue::new(Vec::new()));
        Self { work, secrets, batches, inventory, notices, address }
    }

    /// What `look` sees of the work of a place.
    pub fn with_at<T>(self, place: &Place, look: impl FnOnce(&Work) -> T) -> Option<T> {
        let who = self.inventory.sessions.identity(&place.connection)?;
        self.work.with(|work| work.as_ref().filter(|work| work.place == *place && work.who == who).map(look))
    }

    /// Whether leaving now would cut it short.
    pub fn under_way(self) -> Signal<bool> {
        let work = self.work;
        Signal::derive(move || work.with(|work| work.as_ref().is_some_and(|work| !work.finished)))
    }

    /// Does something to keys, in this order. While other work is under way it says so and does
    /// nothing.
    pub fn begin(self, place: &Place, deed: Deed, items: Vec<Item<Error>>) {
        if self.under_way().get_untracked() {
            self.notices.failed("Other keys are still being dealt with. Nothing was begun.");
            return;
        }
        self.work.set(Some(Work {
            place: place.clone(),
            deed,
            tally: Tally { all: items.len(), ..Tally::default() },
            items,
            began: clock::now(),
            who: self.inventory.sessions.identity(&place.connection).unwrap_or_default(),
            next: 0,
            silent: 0,
            looking: 0,
            hands: AT_ONCE,
            stopping: false,
            finished: false,
        }));
        for _ in 0..AT_ONCE {
            let place = place.clone();
            spawn_local(async move {
                self.one_after_the_other(&place, deed).await;
                if self.is_last_hand() {
                    self.finish(&place, deed).await;
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

    async fn one_after_the_other(self, place: &Place, deed: Deed) {
        while let Some((at, id)) = self.take() {
            let outcome = match self.deal_with(place, deed, at, &id).await {
                Ok(outcome) => outcome,
                Err(Error::Stopped) => Outcome::Stopped,
                // Who declined to sign in again is not asked once more for each key.
                Err(error @ Error::Unauthorized { .. }) => {
                    self.stop();
                    Outcome::Failed(error)
                }
                Err(error) if error.says_gone() => Outcome::Gone,
                Err(error) if error.leaves_outcome_unknown() => Outcome::Unknown(error),
                Err(error) => Outcome::Failed(error),
            };
            self.change(|work| {
                work.note_silence(&outcome);
                work.tally.count(&outcome);
                if let Some(item) = work.items.get_mut(at) {
                    item.outcome = outcome;
                }
            });
        }
    }

    async fn deal_with(
        self,
        place: &Place,
        deed: Deed,
        at: usize,
        id: &KeyId,
    ) -> Result<Outcome<Error>, Error> {
        match deed {
            Deed::Revoke => {
                if self.inventory.revoke(place, id).await? == Revoked::Already {
                    return Ok(Outcome::Already);
                }
            }
            Deed::Disable | Deed::Enable | Deed::Permit(_) => {
                let key = self.inventory.shelf(place).with_untracked(|shelf| shelf.key(id).cloned());
                let Some(change) = deed.change(key.as_ref()) else { return Ok(Outcome::Gone) };
                self.inventory.change(place, id, &change).await?;
            }
            Deed::Rotate { retain_minutes } => self.give_new_secret(place, at, id, retain_minutes).await?,
        }
        Ok(Outcome::Done)
    }

    async fn give_new_secret(
        self,
        place: &Place,
        at: usize,
        id: &KeyId,
        retain_minutes: u32,
    ) -> Result<(), Error> {
        self.know_rotation(place, at, id).await;
        let secret = self.inventory.rotate(place, id, retain_minutes).await?;
        let name = self.work.with_untracked(|work| Some(work.as_ref()?.items.get(at)?.name.clone()));
        let name = name.unwrap_or_default();
        self.secrets.update_value(|secrets| secrets.push(NewSecret { id: id.clone(), name, secret }));
        Ok(())
    }

    /// Notes when a key last got a new secret: only so it can be told later whether it got another.
    async fn know_rotation(self, place: &Place, at: usize, id: &KeyId) {
        let rotated = self.inventory.look_at(place, id).await.map(|key| key.last_rotated);
        self.change(|work| {
            if let Some(item) = work.items.get_mut(at) {
                item.rotated = rotated;
            }
        });
    }

    /// The next that waits, marked as under way.
    fn take(self) -> Option<(usize, KeyId)> {
        let mut taken = None;
        self.change(|work| {
            if work.stopping {
                return;
            }
            if let Some(item) = work.items.get_mut(work.next) {
                item.outcome = Outcome::Running;
                taken = Some((work.next, item.id.clone()));
                work.next += 1;
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

    /// Looks what became of those whose answer was lost, then ends.
    async fn finish(self, place: &Place, deed: Deed) {
        self.hand_over(place);
        self.settle_lost(place, deed).await;
        self.change(|work| {
            for item in &mut work.items {
                if matches!(item.outcome, Outcome::Waiting | Outcome::Running) {
                    item.outcome = Outcome::Stopped;
                }
            }
            work.tally = Tally::of(&work.items);
            work.finished = true;
        });
        self.tell_elsewhere(place);
    }

    /// Shows the new secrets that are there until they are saved.
    pub fn hand_over(self, place: &Place) {
        let secrets = self.secrets.try_update_value(std::mem::take).unwrap_or_default();
        let told = self.work.with_untracked(|work| work.as_ref().map(|work| (work.deed, work.began)));
        let Some((Deed::Rotate { retain_minutes }, began)) = told else { return };
        let retained = Some(began).filter(|_| retain_minutes > 0);
        self.batches.hold(Batch {
            connection: place.connection.clone(),
            // Those that came first end first.
            old_until: retained.map(|began| began.plus(i64::from(retain_minutes) * MINUTE)),
            secrets,
        });
    }

    /// Who looks at another page is told there.
    fn tell_elsewhere(self, place: &Place) {
        let here = self.address.path().get_untracked() == Route::Keys(place.clone()).path();
        if here && self.inventory.sessions.current(&place.connection).is_some() {
            return;
        }
        let told = self.work.with_untracked(|work| work.as_ref().map(|work| (work.tally, work.deed)));
        let Some((tally, deed)) = told else { return };
        let text = tally.sentence(deed);
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
