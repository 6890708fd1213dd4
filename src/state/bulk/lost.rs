//! What became of keys whose answer was lost: each is looked at, or their list is.

use super::Bulk;
use crate::api::error::Error;
use crate::browser::timer;
use crate::domain::bulk::{Deed, Item, Outcome};
use crate::domain::capability::Paging;
use crate::domain::key::{Key, KeyId};
use crate::domain::query::Query;
use crate::routes::Place;
use leptos::prelude::*;

/// How long to wait before each round of looking, in milliseconds: a write may still be under way there.
const ROUNDS: [u64; 2] = [1_000, 2_000];
/// After so many looks that failed, the others are left unknown.
const MOST_FAILED: usize = 3;

/// A key whose answer was lost, where it stands in the work, and why.
type Lost = (usize, Item<Error>, Error);

impl Bulk {
    /// Looks at every key whose answer was lost and says what was found.
    pub(super) async fn settle_lost(self, place: &Place, deed: Deed) {
        let lost = self.lost();
        // Who signed out meanwhile may look at nothing any more.
        let Some(paging) = self.inventory.paging(place).filter(|_| !lost.is_empty()) else { return };
        self.change(|work| {
            work.looking = lost.len();
            work.stopping = false;
        });
        if paging == Paging::Whole {
            self.look_in_list(place, deed, lost).await;
        } else {
            self.look_at_each(place, deed, lost).await;
        }
    }

    fn lost(self) -> Vec<Lost> {
        self.work.with_untracked(|work| {
            let items = work.iter().flat_map(|work| work.items.iter().enumerate());
            let lost = items.filter_map(|(at, item)| match &item.outcome {
                Outcome::Unknown(error) => Some((at, item.clone(), error.clone())),
                _ => None,
            });
            lost.collect()
        })
    }

    /// Where all keys are listed.
    async fn look_in_list(self, place: &Place, deed: Deed, lost: Vec<Lost>) {
        if self.inventory.read(place, &Query::default()).await.is_err() {
            return;
        }
        let shelf = self.inventory.shelf(place);
        let listed =
            |id: &KeyId| shelf.with_untracked(|shelf| shelf.live().find(|key| key.id == *id).cloned());
        for (at, item, error) in lost {
            let outcome = match listed(&item.id) {
                Some(key) if is_made(deed, &key) => Outcome::Done,
                Some(_) => Outcome::Failed(error),
                None if deed == Deed::Revoke => {
                    shelf.update(|shelf| shelf.remove(&item.id));
                    Outcome::Done
                }
                None => Outcome::Gone,
            };
            self.found(at, outcome);
        }
    }

    /// Where each key can be looked at by itself: those that are not done yet once more, a little later.
    async fn look_at_each(self, place: &Place, deed: Deed, mut lost: Vec<Lost>) {
        let mut failed = 0;
        for (round, wait) in ROUNDS.into_iter().enumerate() {
            timer::sleep(wait).await;
            let mut later = Vec::new();
            for (at, item, error) in lost {
                if failed >= MOST_FAILED || self.is_stopping() || self.inventory.paging(place).is_none() {
                    return;
                }
                match (seen(self, place, deed, &item).await, round + 1 == ROUNDS.len()) {
                    (Seen::Settled(outcome), _) => self.found(at, outcome),
                    (Seen::NotDone, true) => self.found(at, Outcome::Failed(error)),
                    (Seen::NotDone, false) => later.push((at, item, error)),
                    (Seen::Nothing, _) => failed += 1,
                }
            }
            lost = later;
        }
    }

    fn is_stopping(self) -> bool {
        self.work.with_untracked(|work| work.as_ref().is_none_or(|work| work.stopping))
    }

    fn found(self, at: usize, outcome: Outcome<Error>) {
        self.change(|work| {
            if let Some(item) = work.items.get_mut(at) {
                item.outcome = outcome;
            }
        });
    }
}

/// What a look at a key told.
enum Seen {
    /// What became of it.
    Settled(Outcome<Error>),
    /// That it was not done, or not yet.
    NotDone,
    /// Nothing.
    Nothing,
}

async fn seen(bulk: Bulk, place: &Place, deed: Deed, item: &Item<Error>) -> Seen {
    match (bulk.inventory.read_one(place, &item.id).await, deed) {
        (Ok(Some(told)), Deed::Rotate { .. }) => match item.rotated {
            Some(before) if told.key.last_rotated != before => Seen::Settled(Outcome::Lost),
            Some(_) => Seen::NotDone,
            None => Seen::Nothing,
        },
        (Ok(Some(told)), _) if is_made(deed, &told.key) => Seen::Settled(Outcome::Done),
        (Ok(Some(_)), _) => Seen::NotDone,
        (Err(gone), Deed::Revoke) if gone.says_gone() => Seen::Settled(Outcome::Done),
        (Err(gone), _) if gone.says_gone() => Seen::Settled(Outcome::Gone),
        (Ok(None) | Err(_), _) => Seen::Nothing,
    }
}

fn is_made(deed: Deed, key: &Key) -> bool {
    deed.change(Some(key)).is_some_and(|change| change.is_made(key))
}
