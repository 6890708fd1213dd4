//! Reads all keys that a query finds where the backend pages: for what no page can show, for a file,
//! for work on many.

use super::inventory::{Inventory, update_if};
use super::parts::Parts;
use super::shelf::Shelf;
use crate::api::backend::{KeyPage, ListAsk};
use crate::api::error::Error;
use crate::domain::bulk::Progress;
use crate::domain::key::{Key, KeyId};
use crate::domain::query::Query;
use crate::domain::select;
use crate::routes::Place;
use leptos::prelude::*;
use std::collections::HashSet;

impl Inventory {
    /// Reads all keys of a place that a query finds, part by part. What changes meanwhile neither
    /// hides one that was there all the time nor tells one twice. `tell` learns how far it is and
    /// says whether to go on.
    ///
    /// # Errors
    /// Those of the calls; stopped when `tell` says so.
    pub async fn all(
        &self,
        place: &Place,
        query: &Query,
        tell: impl Fn(Progress) -> bool,
    ) -> Result<Vec<Key>, Error> {
        let mut ask = ListAsk { query: query.clone(), all: true, cursor: None };
        let (mut keys, mut known): (Vec<Key>, HashSet<KeyId>) = (Vec::new(), HashSet::new());
        let (mut all, mut parts) = (None, Parts::default());
        loop {
            let KeyPage { keys: found, next, looked, left, .. } = self.page(place, &ask).await?;
            keys.extend(found.into_iter().filter(|key| known.insert(key.id.clone())));
            let all = *all.get_or_insert(looked + left);
            if next.is_none() {
                return Ok(keys);
            }
            parts.go_on(keys.len())?;
            if !tell(Progress { done: all.saturating_sub(left), all }) {
                return Err(Error::Stopped);
            }
            ask.cursor = next;
        }
    }

    /// All keys that a query finds, in its order, where the backend can't find exactly them.
    pub(super) async fn sift(
        &self,
        place: &Place,
        query: &Query,
        shelf: &ArcRwSignal<Shelf>,
        turn: u32,
    ) -> Result<KeyPage, Error> {
        let tell = |progress| update_if(shelf, turn, |shelf| shelf.progress = Some(progress)).is_some();
        let keys = self.all(place, query, tell).await?;
        let keys = select::sorted(keys, query.sort);
        Ok(KeyPage { total: Some(keys.len()), pages: Some(1), keys, ..KeyPage::default() })
    }
}
