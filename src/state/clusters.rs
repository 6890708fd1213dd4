//! Manages the clusters of a place: changes only what is as the owner saw it, waits where the service is
//! busy, and where an answer was lost looks what became of it.

mod outcome;
mod write;

pub use outcome::{Found, Patience, Trouble};
pub use write::Target;

use super::State;
use crate::api::backend::Agreement;
use crate::api::call::Call;
use crate::api::cluster_desk::{Changed, ClusterDesk, Connected};
use crate::api::error::Error;
use crate::api::key_desk::Snippet;
use crate::api::session::Session;
use crate::browser::clock;
use crate::domain::agreement::{Subscription, Terms};
use crate::domain::cluster::change::ClusterChange;
use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::cluster::{Cluster, KeyOf, Seen};
use crate::domain::secret::Secret;
use crate::domain::time::CLOCKS_DIFFER;
use crate::domain::words;
use crate::routes::Place;
use leptos::prelude::untrack;

/// Manages the clusters of one place.
#[derive(Clone)]
pub struct Clusters {
    state: State,
    place: Place,
    at: &'static dyn ClusterDesk,
}

impl Clusters {
    /// The clusters of a place, where its backend has such.
    pub fn at(state: State, place: &Place) -> Option<Self> {
        let at = state.connections.current(&place.connection)?.kind.cluster_desk()?;
        Some(Self { state, place: place.clone(), at })
    }

    /// Lists them. What was to be disconnected and is gone from the list is done, and told.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn list(&self) -> Result<Vec<Cluster>, Error> {
        let listed = self.run(ClusterDesk::list).await?;
        for cluster in &listed {
            self.state.rotations.learn(cluster);
        }
        for leaving in untrack(|| self.state.rotations.all_leaving(&self.place)) {
            if listed.iter().all(|cluster| cluster.id != leaving.cluster) {
                self.gone(&leaving.cluster);
            }
        }
        Ok(listed)
    }

    /// Reads one; none when there is none that one may see.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn one(&self, id: &str) -> Result<Option<Seen>, Error> {
        let seen = self.run(|desk, session| desk.one(session, id)).await?;
        if let Some(seen) = &seen {
            self.state.rotations.learn(&seen.cluster);
        }
        if seen.is_none() && untrack(|| self.state.rotations.leaving(&self.place, id)).is_some() {
            self.gone(id);
        }
        Ok(seen)
    }

    /// Whether the terms are accepted, without which no cluster can be connected.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn terms(&self) -> Result<Terms, Error> {
        let agreement = self.agreement()?;
        self.run(|_, session| agreement.terms(session, &self.place.holder)).await
    }

    /// The state of the subscription, on which services depend.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn subscription(&self) -> Result<Subscription, Error> {
        let agreement = self.agreement()?;
        self.run(|_, session| agreement.subscription(session, &self.place.holder)).await
    }

    /// Connects a cluster. It is sent once; when the answer was lost, the list tells whether it is connected.
    ///
    /// # Errors
    /// That it is not connected, as far as is known.
    pub async fn connect(&self, draft: &ClusterDraft) -> Result<Found<Connected>, Trouble> {
        let before = clock::now().plus(-CLOCKS_DIFFER);
        let error = match self.run(|desk, session| desk.connect(session, draft)).await {
            Ok(connected) => return Ok(Found::told(connected)),
            Err(error) if error.leaves_outcome_unknown() => error,
            Err(error) => return Err(Trouble::Refused(error)),
        };
        let listed = self.run(ClusterDesk::list).await;
        let found = listed.map(|all| all.into_iter().find(|cluster| cluster.own.id == draft.own_id));
        match found {
            Ok(Some(cluster)) => {
                let already = cluster.connected.is_some_and(|time| time < before);
                let seen = Seen { cluster, revision: None };
                Ok(Found::after_loss(Connected { seen, already, key: None }))
            }
            Ok(None) => Err(Trouble::NotDone(error)),
            Err(_) => Err(Trouble::Unknown(error)),
        }
    }

    /// Changes a cluster.
    ///
    /// # Errors
    /// That it is not changed, as far as is known.
    pub async fn change(
        &self,
        target: &Target,
        change: &ClusterChange,
        patience: Patience,
    ) -> Result<Found<Changed>, Trouble> {
        let make = |desk: &dyn ClusterDesk, session: &Session| {
            desk.change(session, target.id(), change, target.revision())
        };
        let error = match self.write(target, patience, make).await {
            Err(Trouble::Unknown(error)) => error,
            outcome => return outcome.map(Found::told),
        };
        match self.one(target.id()).await {
            Ok(Some(seen)) if change.fits(&seen.cluster) => {
                Ok(Found::after_loss(Changed { seen, key: None }))
            }
            Ok(Some(_)) => Err(Trouble::NotDone(error)),
            Ok(None) => Err(Trouble::Gone),
            Err(_) => Err(Trouble::Unknown(error)),
        }
    }

    /// Tells the service to disconnect a cluster, and notes that. It is gone some time later.
    ///
    /// # Errors
    /// That nobody is known to have told it.
    pub async fn disconnect(&self, target: &Target, patience: Patience) -> Result<(), Trouble> {
        let make = |desk: &dyn ClusterDesk, session: &Session| {
            desk.disconnect(session, target.id(), target.revision())
        };
        match self.write(target, patience, make).await {
            Err(Trouble::Unknown(error)) => match self.one(target.id()).await {
                Ok(None) => Ok(()),
                Ok(Some(seen)) if target.is_untouched(&seen) => Err(Trouble::NotDone(error)),
                _ => Err(Trouble::Unknown(error)),
            },
            outcome => outcome,
        }
    }

    /// Gives a cluster or a service of it a new key. It is never sent again by itself.
    ///
    /// # Errors
    /// That there is no new key, as far as is known.
    pub async fn rotate(&self, target: &Target, of: KeyOf, patience: Patience) -> Result<Secret, Trouble> {
        let make = |desk: &dyn ClusterDesk, session: &Session| {
            desk.rotate(session, target.id(), of, target.revision())
        };
        match self.write(target, patience, make).await {
            Err(Trouble::Unknown(error)) => match self.one(target.id()).await {
                Ok(Some(seen)) if target.is_untouched(&seen) => Err(Trouble::NotDone(error)),
                Ok(None) => Err(Trouble::Gone),
                _ => Err(Trouble::Unknown(error)),
            },
            outcome => outcome,
        }
    }

    /// Ends the old keys that still work.
    ///
    /// # Errors
    /// That they may still work.
    pub async fn end_old(&self, target: &Target, of: KeyOf, patience: Patience) -> Result<(), Trouble> {
        let make = |desk: &dyn ClusterDesk, session: &Session| {
            desk.end_old(session, target.id(), of, target.revision())
        };
        self.write(target, patience, make).await?;
        self.state.rotations.ended(&self.place, target.id(), of);
        Ok(())
    }

    /// What has to be done with a new key.
    pub fn hand_over(&self, id: &str, of: KeyOf) -> Option<Snippet> {
        let connection = self.state.connections.current(&self.place.connection)?;
        Some(self.at.hand_over(&connection, id, of))
    }

    fn agreement(&self) -> Result<&'static dyn Agreement, Error> {
        let session = self.state.sessions.current(&self.place.connection).ok_or(Error::Stopped)?;
        session.connection.kind.agreement().ok_or(Error::Stopped)
    }

    fn gone(&self, id: &str) {
        self.state.rotations.gone(&self.place, id);
        let name = self.state.rotations.name(id).map(|name| words::isolated(&name));
        self.state.notices.done(format!("{} is disconnected.", name.as_deref().unwrap_or("The cluster")));
    }

    async fn run<T: 'static>(
        &self,
        make: impl Fn(&'static dyn ClusterDesk, &Session) -> Call<T>,
    ) -> Result<T, Error> {
        self.state.sessions.run(&self.place.connection, |session| make(self.at, session)).await
    }
}
