//! What became of keys whose answer was lost: each is looked at, or their list is.

use super::Bulk;
use crate::api::error::Error;
use crate::domain::bulk::{Deed, Item, Outcome};
use crate::domain::capability::Paging;
use crate::domain::key::{Key, KeyId};
use crate::domain::query::Query;
use crate::routes::Place;
use leptos::prelude::*;

impl Bulk {
    /// Looks at every key whose answer was lost and says what was found.
    pub(super) async fn settle_lost(self, place: &Place, deed: Deed) {
        let lost = self.lost();
        if lost.is_empty() {
            return;
        }
        // Who signed out meanwhile may look at nothing any more.
        let Some(paging) = self.inventory.paging(place) else { return };
        let whole = paging == Paging::Whole;
        let read = whole && self.inventory.read(place, &Query::default()).await.is_ok();
        for (at, item, error) in lost {
            let outcome = if whole {
                self.seen_in_list(place, &item.id, error, read)
            } else {
                self.seen_alone(place, deed, &item, error).await
            };
            self.change(|work| {
                if let Some(item) = work.items.get_mut(at) {
                    item.outcome = outcome;
                }
            });
        }
    }

    fn lost(self) -> Vec<(usize, Item<Error>, Error)> {
        self.work.with_untracked(|work| {
            let items = work.iter().flat_map(|work| work.items.iter().enumerate());
            let lost = items.filter_map(|(at, item)| match &item.outcome {
                Outcome::Unknown(error) => Some((at, item.clone(), error.clone())),
                _ => None,
            });
            lost.collect()
        })
    }

    /// Where all keys are listed and can only be revoked.
    fn seen_in_list(self, place: &Place, id: &KeyId, error: Error, read: bool) -> Outcome<Error> {
        let shelf = self.inventory.shelf(place);
        if !read {
            return Outcome::Unknown(error);
        }
        if shelf.with_untracked(|shelf| shelf.live().any(|key| key.id == *id)) {
            return Outcome::Failed(error);
        }
        shelf.update(|shelf| shelf.remove(id));
        Outcome::Done
    }

    /// Where each key can be looked at by itself.
    async fn seen_alone(self, place: &Place, deed: Deed, item: &Item<Error>, error: Error) -> Outcome<Error> {
        let is_made = |key: &Key| match deed.change() {
            Some(change) => change.is_made(key),
            None => {
                matches!(deed, Deed::Rotate { .. })
                    && item.rotated.is_none_or(|before| key.last_rotated != before)
            }
        };
        match (self.inventory.look_after(place, &item.id, is_made).await, deed) {
            (Ok(key), Deed::Rotate { .. }) if is_made(&key) => Outcome::Lost,
            (Ok(key), _) if is_made(&key) => Outcome::Done,
            (Ok(_), _) => Outcome::Failed(error),
            (Err(gone), Deed::Revoke) if gone.says_gone() => Outcome::Done,
            (Err(gone), _) if gone.says_gone() => Outcome::Gone,
            (Err(_), _) => Outcome::Unknown(error),
        }
    }
}
