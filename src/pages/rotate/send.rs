//! Rotates once, and looks what became of it when the answer was lost.

use super::lost::Lost;
use crate::api::curl;
use crate::api::error::Error;
use crate::browser::clock;
use crate::config::Connection;
use crate::domain::key::Key;
use crate::domain::rotation;
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;
use crate::routes::Place;
use crate::state::State;
use crate::state::reveal::{Occasion, Told};

/// What rotating needs, whatever becomes of the dialog.
pub(super) struct Target {
    pub state: State,
    pub place: Place,
    pub connection: Connection,
    /// The key as it was before.
    pub key: Key,
    pub minutes: u32,
}

/// How it ended.
pub(super) enum Outcome {
    /// The new secret is held until it is saved.
    Done,
    /// Nothing was changed.
    Refused(Error),
    /// The answer was lost, and this was found.
    Lost(Lost),
}

impl Target {
    /// Reads the key as it is before.
    pub(super) async fn read(&mut self) -> Result<(), Error> {
        let told = self.state.inventory.read_one(&self.place, &self.key.id).await?;
        self.key = told.ok_or(Error::Stopped)?.key;
        Ok(())
    }

    /// Rotates. It is never sent again by itself: each time ends a secret.
    pub(super) async fn rotate(&self) -> Outcome {
        if let Err(error) = self.state.reveal.ready().await {
            return Outcome::Refused(error);
        }
        let _awaited = self.state.reveal.awaits();
        let sent = clock::now();
        match self.state.inventory.rotate(&self.place, &self.key.id, self.minutes).await {
            Ok(secret) => {
                self.hold(secret, sent);
                Outcome::Done
            }
            Err(error) if error.leaves_outcome_unknown() => Outcome::Lost(self.look().await),
            Err(error) => Outcome::Refused(error),
        }
    }

    /// Looks whether the key was rotated after all.
    pub(super) async fn look(&self) -> Lost {
        let before = self.key.last_rotated;
        let moved = move |key: &Key| key.last_rotated != before;
        match self.state.inventory.look_after(&self.place, &self.key.id, moved).await {
            Ok(key) if moved(&key) => Lost::Rotated(key),
            Ok(key) => Lost::Same(key),
            Err(error) => Lost::Unread(error),
        }
    }

    /// Holds the secret before anything else is done that could fail.
    fn hold(&self, secret: Secret, sent: Timestamp) {
        let old_until = rotation::end(sent, i64::from(self.minutes));
        let key = Key { last_rotated: Some(sent), retained_until: old_until, ..self.key.clone() };
        let connection = self.connection.clone();
        let curl = curl::command(&connection.kind.key_desk().proof(&connection, &secret));
        self.state.reveal.hold(Told {
            occasion: Occasion::Rotated { key: key.clone(), old_until },
            secret,
            connection,
            holder: self.place.holder.clone(),
            curl,
            differences: Vec::new(),
        });
        // What the service itself says of the key comes a little later.
        self.state.inventory.learn(&self.place, key);
        let (inventory, place, id) = (self.state.inventory, self.place.clone(), self.key.id.clone());
        leptos::task::spawn_local(async move {
            let _ = inventory.look_at(&place, &id).await;
        });
    }
}
