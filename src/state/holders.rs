//! What keys belong to on each connection: read once, then known by name everywhere.

use super::parts::Parts;
use super::sessions::Sessions;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::domain::holder::Holder;
use crate::routes::Place;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;

impl Sessions {
    /// Reads all holders of a connection anew.
    ///
    /// # Errors
    /// Those of the calls.
    pub async fn read_holders(&self, connection: &str) -> Result<Vec<Holder>, Error> {
        let session = self.current(connection).ok_or(Error::Stopped)?;
        let backend = session.connection.kind.backend();
        let (mut all, mut cursor) = (Vec::new(), None::<String>);
        let mut parts = Parts::default();
        loop {
            let make = |session: &_| backend.holders(session, cursor.as_deref());
            let Part { items, next } = self.run(connection, make).await?;
            all.extend(items);
            let Some(next) = next else {
                // One that moved to the next page while they were read came twice.
                let mut seen = HashSet::new();
                all.retain(|holder: &Holder| seen.insert(holder.id.clone()));
                self.learn_holders(connection, &all);
                return Ok(all);
            };
            parts.go_on_at(&next, all.len())?;
            cursor = Some(next);
        }
    }

    /// The name of a holder, or its id until the name is known; then it is found out.
    pub fn holder_name(&self, place: &Place) -> String {
        let holders = self.get(&place.connection).and_then(|session| session.holders).unwrap_or_default();
        let found = holders.iter().find(|holder| holder.id == place.holder);
        if found.is_none() {
            self.find_out(place);
        }
        found.map_or_else(|| place.holder.clone(), |holder| holder.name.clone())
    }

    /// Finds out a name that is not known, as far as it was not asked for yet.
    fn find_out(self, place: &Place) {
        if !self.asked.try_update_value(|asked| asked.insert(place.clone())).unwrap_or_default() {
            return;
        }
        let place = place.clone();
        spawn_local(async move {
            // Without the name its id stands there: worth no message of its own.
            if self.read_holders(&place.connection).await.is_err() {
                self.asked.update_value(|asked| asked.retain(|one| *one != place));
            }
        });
    }

    /// Learns what keys belong to on a connection.
    pub fn learn_holders(&self, connection: &str, holders: &[Holder]) {
        self.of(connection, |known| *known = Some(holders.to_vec()));
    }

    /// Learns what became of some holders, where all are known.
    pub fn learn_some(&self, connection: &str, some: &[Holder]) {
        let Some(known) = self.current(connection).and_then(|session| session.holders) else { return };
        let is_news = |holder: &&Holder| {
            !known
                .iter()
                .any(|one| one.id == holder.id && one.name == holder.name && one.enabled == holder.enabled)
        };
        let news: Vec<&Holder> = some.iter().filter(is_news).collect();
        if news.is_empty() {
            return;
        }
        self.of(connection, |known| {
            if let Some(known) = known {
                known.retain(|one| news.iter().all(|holder| holder.id != one.id));
                known.extend(news.into_iter().cloned());
            }
        });
    }

    /// Learns that a holder is gone.
    pub fn forget_holder(&self, connection: &str, id: &str) {
        self.of(connection, |known| {
            if let Some(known) = known {
                known.retain(|holder| holder.id != id);
            }
        });
    }

    fn of(&self, connection: &str, change: impl FnOnce(&mut Option<Vec<Holder>>)) {
        self.open.update(|open| {
            if let Some(session) = open.iter_mut().find(|session| session.connection.id == connection) {
                let mut known = session.holders.as_deref().map(<[Holder]>::to_vec);
                change(&mut known);
                session.holders = known.map(Into::into);
            }
        });
    }
}
