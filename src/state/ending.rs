//! A key that is ended, and what the list says of that.

use super::inventory::Inventory;
use super::shelf::Reading;
use crate::api::error::Error;
use crate::domain::capability::Paging;
use crate::domain::key::{KeyId, Revoked};
use crate::domain::query::Query;
use crate::routes::Place;
use leptos::prelude::*;

impl Inventory {
    /// Reads again after the answer to a revocation was lost; whether the key is gone.
    pub async fn is_gone_after_all(&self, place: &Place, id: &KeyId, query: &Query) -> bool {
        let shelf = self.shelf(place);
        let gone = if self.paging(place) == Some(Paging::Server) {
            self.look_after(place, id, |_| false).await.is_err_and(|error| error.says_gone())
        } else {
            let read = self.read(place, query).await.is_ok();
            read && shelf.with_untracked(|shelf| !shelf.live().any(|key| key.id == *id))
        };
        if gone {
            shelf.update(|shelf| shelf.remove(id));
        }
        gone
    }

    /// Ends a key and takes it off its shelf.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn revoke(&self, place: &Place, id: &KeyId) -> Result<Revoked, Error> {
        let Some(session) = self.sessions.current(&place.connection) else { return Err(Error::Stopped) };
        let desk = session.connection.kind.key_desk();
        let revoked =
            self.sessions.run(&place.connection, |session| desk.revoke(session, &place.holder, id)).await?;
        if revoked == Revoked::Already && session.connection.kind.backend().capabilities().tells_secrets {
            self.doubt(place, id).await?;
        }
        let shelf = self.shelf(place);
        shelf.update(|shelf| shelf.remove(id));
        let whole = self.paging(place) == Some(Paging::Whole);
        if whole && matches!(shelf.with_untracked(|shelf| shelf.reading.clone()), Reading::Done(_)) {
            shelf.with_untracked(|shelf| self.settle(place, shelf, false));
        }
        Ok(revoked)
    }

    /// A service that can't read a key in an address says that there is none; its list knows better.
    async fn doubt(&self, place: &Place, id: &KeyId) -> Result<(), Error> {
        let read = self.read(place, &Query::default()).await.is_ok();
        let shelf = self.shelf(place);
        if read && shelf.with_untracked(|shelf| shelf.live().any(|key| key.id == *id)) {
            return Err(Error::Known {
                gone: false,
                sentence: "The service says that there is no such key, and lists it all the same",
                next: "It may not take keys with a slash in an address. Ask who runs it.",
                message: String::new(),
            });
        }
        Ok(())
    }
}
