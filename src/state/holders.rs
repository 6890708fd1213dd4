//! What keys belong to on each connection: read once, then known by name everywhere.

use super::sessions::Sessions;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::domain::holder::Holder;
use crate::routes::Place;
use leptos::task::spawn_local;

impl Sessions {
    /// Reads all holders of a connection anew.
    ///
    /// # Errors
    /// Those of the calls.
    pub async fn read_holders(&self, connection: &str) -> Result<Vec<Holder>, Error> {
        let session = self.current(connection).ok_or(Error::Stopped)?;
        let backend = session.connection.kind.backend();
        let (mut all, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let make = |session: &_| backend.holders(session, cursor.as_deref());
            let Part { items, next } = self.run(connection, make).await?;
            all.extend(items);
            cursor = next;
            if cursor.is_none() {
                self.learn_holders(connection, &all);
                return Ok(all);
            }
        }
    }

    /// The name of a holder, or its id until the name is known; then it is found out.
    pub fn holder_name(&self, place: &Place) -> String {
        let Some(holders) = self.get(&place.connection).and_then(|session| session.holders) else {
            self.find_out(&place.connection);
            return place.holder.clone();
        };
        let found = holders.into_iter().find(|holder| holder.id == place.holder);
        found.map_or_else(|| place.holder.clone(), |holder| holder.name)
    }

    fn find_out(self, connection: &str) {
        let connection = connection.to_owned();
        spawn_local(async move {
            // Without the name its id stands there: worth no message of its own.
            let _ = self.read_holders(&connection).await;
        });
    }
}
