//! Manages the clusters of a place: changes only what is as the owner saw it, waits where the service is
//! busy, and where an answer was lost looks what became of it.

mod outcome;

pub use outcome::{Found, Patience, Trouble};

use super::State;
use crate::api::backend::Agreement;
use crate::api::call::Call;
use crate::api::cluster_desk::{Changed, ClusterDesk, Connected};
use crate::api::error::Error;
use crate::api::key_desk::Snippet;
use crate::api::session::Session;
use crate::domain::agreement::{Subscription, Terms};
use crate::domain::cluster::change::{ClusterChange, differences};
use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::cluster::{Cluster, KeyOf, Revision, Seen};
use crate::domain::secret::Secret;
use crate::routes::Place;
use leptos::prelude::untrack;

/// Manages the clusters of one place.
#[derive(Clone)]
pub struct Clusters {
    state: State,
    place: Place,
    at: &'static dyn ClusterDesk,
}

/// What a change needs to know of the cluster that it changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// The cluster as the owner sees it.
    pub seen: Seen,
    /// Whether it is changed whatever happened to it since.
    pub blindly: bool,
}

impl Target {
    /// The revision that the cluster must still have.
    fn revision(&self) -> Option<&Revision> {
        self.seen.revision.as_ref().filter(|_| !self.blindly)
    }

    fn id(&self) -> &str {
        &self.seen.cluster.id
    }
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
        let error = match self.run(|desk, session| desk.connect(session, draft)).await {
            Ok(connected) => return Ok(Found::told(connected)),
            Err(error) if error.leaves_outcome_unknown() => error,
            Err(error) => return Err(Trouble::Refused(error)),
        };
        let listed = self.run(ClusterDesk::list).await;
        let found = listed.map(|all| all.into_iter().find(|cluster| cluster.own.id == draft.own_id));
        match found {
            Ok(Some(cluster)) => {
                let seen = Seen { cluster, revision: None };
                Ok(Found::after_loss(Connected { seen, already: false, key: None }))
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
                // The revision moves with each rotation, so one that stayed tells that there was none.
                Ok(Some(seen)) if seen.revision.is_some() && seen.revision == target.seen.revision => {
                    Err(Trouble::NotDone(error))
                }
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

    /// The target at the revision that the cluster has by now, if it still is as the owner saw it: a request
    /// whose answer was lost may have moved the revision.
    ///
    /// # Errors
    /// That it is not, or that it could not be read.
    pub async fn still(&self, target: &Target) -> Result<Target, Trouble> {
        let now = self.one(target.id()).await.map_err(Trouble::Refused)?.ok_or(Trouble::Gone)?;
        if differences(&target.seen.cluster, &now.cluster).is_empty() {
            Ok(Target { seen: now, blindly: false })
        } else {
            Err(Trouble::differs(&target.seen, now))
        }
    }

    /// Sends a change of a cluster that is as the owner saw it. A service that is busy is waited for: what it
    /// refuses so did nothing.
    async fn write<T: 'static>(
        &self,
        target: &Target,
        patience: Patience,
        make: impl Fn(&dyn ClusterDesk, &Session) -> Call<T>,
    ) -> Result<T, Trouble> {
        // Where no revision can be read, a look right before is the best there is.
        if target.seen.revision.is_none() && !target.blindly {
            self.still(target).await?;
        }
        patience.begin();
        loop {
            let outcome = self.run(|desk, session| make(desk, session)).await;
            match outcome {
                Err(Error::Busy { .. }) if patience.wait().await => {}
                outcome => {
                    patience.end();
                    return match outcome {
                        Ok(value) => Ok(value),
                        Err(error @ (Error::Conflict { .. } | Error::NotFound { .. })) => {
                            Err(self.look_why(target, error).await)
                        }
                        Err(error) if error.leaves_outcome_unknown() => Err(Trouble::Unknown(error)),
                        Err(error) => Err(Trouble::Refused(error)),
                    };
                }
            }
        }
    }

    /// What a cluster is by now that is not as the owner saw it.
    async fn look_why(&self, target: &Target, error: Error) -> Trouble {
        match self.one(target.id()).await {
            Ok(Some(now)) if matches!(error, Error::Conflict { .. }) => Trouble::differs(&target.seen, now),
            Ok(None) => Trouble::Gone,
            _ => Trouble::Refused(error),
        }
    }

    fn agreement(&self) -> Result<&'static dyn Agreement, Error> {
        let session = self.state.sessions.current(&self.place.connection).ok_or(Error::Stopped)?;
        session.connection.kind.agreement().ok_or(Error::Stopped)
    }

    fn gone(&self, id: &str) {
        self.state.rotations.gone(&self.place, id);
        self.state.notices.done("The cluster is disconnected.");
    }

    async fn run<T: 'static>(
        &self,
        make: impl Fn(&'static dyn ClusterDesk, &Session) -> Call<T>,
    ) -> Result<T, Error> {
        self.state.sessions.run(&self.place.connection, |session| make(self.at, session)).await
    }
}
