//! What a backend offers that lets one connect clusters, change them and rotate their keys.

use super::call::Call;
use super::key_desk::Snippet;
use super::session::Session;
use crate::config::Connection;
use crate::domain::cluster::change::ClusterChange;
use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::cluster::{Cluster, KeyOf, Revision, Seen};
use crate::domain::secret::Secret;

/// A cluster that was connected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Connected {
    /// The cluster.
    pub seen: Seen,
    /// Whether it was connected before.
    pub already: bool,
    /// Its key, which is told only now, if one was asked for.
    pub key: Option<Secret>,
}

/// A cluster that was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// The cluster as it is now.
    pub seen: Seen,
    /// The key of a service that was switched on, which is told only now.
    pub key: Option<Secret>,
}

/// Clusters connected, changed and disconnected, and their keys rotated. Methods only build requests and read
/// answers. Where a revision is given, the backend refuses the call when the cluster is another one by now.
pub trait ClusterDesk: Sync {
    /// Lists the clusters that one may see.
    fn list(&self, session: &Session) -> Call<Vec<Cluster>>;

    /// Reads one; none when there is none that one may see.
    fn one(&self, session: &Session, id: &str) -> Call<Option<Seen>>;

    /// Connects one. One that is connected already stays as it is, so sending it again does no harm, but for
    /// a key that is made each time.
    fn connect(&self, session: &Session, draft: &ClusterDraft) -> Call<Connected>;

    /// Changes one.
    fn change(
        &self,
        session: &Session,
        id: &str,
        change: &ClusterChange,
        revision: Option<&Revision>,
    ) -> Call<Changed>;

    /// Disconnects one for good, some time after the answer. That it is gone already counts as done.
    fn disconnect(&self, session: &Session, id: &str, revision: Option<&Revision>) -> Call<()>;

    /// Makes a new key, which is told only now, while the old one works for
    /// [`crate::domain::cluster::pending::OLD_KEY_LASTS`]. It must never be sent again by itself: each time
    /// makes another.
    fn rotate(&self, session: &Session, id: &str, of: KeyOf, revision: Option<&Revision>) -> Call<Secret>;

    /// Ends all old keys that still work. Sending it again does no harm.
    fn end_old(&self, session: &Session, id: &str, of: KeyOf, revision: Option<&Revision>) -> Call<()>;

    /// What has to be done with a new key, with a variable in its place.
    fn hand_over(&self, connection: &Connection, id: &str, of: KeyOf) -> Snippet;
}
