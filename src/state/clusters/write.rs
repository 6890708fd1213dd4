//! Sends what changes a cluster: only if it is as the owner saw it, and as often as a busy service asks for.

use super::{Clusters, Patience, Trouble};
use crate::api::call::Call;
use crate::api::cluster_desk::ClusterDesk;
use crate::api::error::Error;
use crate::api::session::Session;
use crate::domain::cluster::change::differences;
use crate::domain::cluster::{Revision, Seen};

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
    pub(super) fn revision(&self) -> Option<&Revision> {
        self.seen.revision.as_ref().filter(|_| !self.blindly)
    }

    /// Whether nothing was done to the cluster up to another reading, as far as the revision tells: it moves
    /// with each change and each rotation.
    pub(super) fn is_untouched(&self, now: &Seen) -> bool {
        now.revision.is_some() && now.revision == self.seen.revision
    }

    pub(super) fn id(&self) -> &str {
        &self.seen.cluster.id
    }
}

impl Clusters {
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
    pub(super) async fn write<T: 'static>(
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
}
