//! What a caller may do with connected clusters.
//!
//! An owner may do everything. An admin on all clusters connects and disconnects; an admin on chosen
//! ones connects, and changes these, but does not disconnect. A cluster's own key changes and
//! disconnects its cluster and, chosen, connects none. Every other role on clusters only reads.
//!
//! Chosen: a key without any role on clusters gets 403 with `root.unauthorized`; a cluster on which a
//! key has no role is as unknown to it as one that does not exist, 404.

use serde_json::Value;

use super::{Call, refusals};
use crate::elastic::clusters::{Cluster, Clusters};
use crate::elastic::{CLUSTER_ADMIN, CONNECTED_CLUSTERS};
use crate::http::Response;

impl Call<'_> {
    /// The clusters that the caller may see.
    pub fn seen<'c>(&self, clusters: &'c Clusters) -> Result<impl Iterator<Item = &'c Cluster>, Response> {
        self.require_role()?;
        Ok(clusters.iter().filter(|cluster| self.holds(&cluster.id, |_| true)))
    }

    /// One cluster that the caller may see.
    pub fn find<'c>(&self, clusters: &'c Clusters, id: &str) -> Result<&'c Cluster, Response> {
        self.require_role()?;
        let cluster = clusters.get(id).filter(|cluster| self.holds(&cluster.id, |_| true));
        cluster.ok_or_else(|| refusals::unknown_cluster(id))
    }

    /// A copy of one cluster that the caller may change.
    pub fn changeable(&self, clusters: &Clusters, id: &str) -> Result<Cluster, Response> {
        let cluster = self.find(clusters, id)?;
        if self.holds(id, is_admin) {
            return Ok(cluster.clone());
        }
        Err(refusals::no_right("the role of an admin on this cluster"))
    }

    /// A copy of one cluster that is connected already, and that the caller may connect again.
    pub fn reconnectable(&self, clusters: &Clusters, id: &str) -> Result<Cluster, Response> {
        let cluster = clusters.get(id).filter(|cluster| self.holds(&cluster.id, is_admin));
        cluster.cloned().ok_or_else(|| refusals::no_right("the role of an admin on this cluster"))
    }

    /// A copy of one cluster that the caller may disconnect.
    pub fn disconnectable(&self, clusters: &Clusters, id: &str) -> Result<Cluster, Response> {
        let cluster = self.find(clusters, id)?;
        if self.is_own(id) || self.holds(id, |role| is_admin(role) && is_on_all(role)) {
            return Ok(cluster.clone());
        }
        Err(refusals::no_right("the role of an admin on all connected clusters"))
    }

    /// Refuses callers who may not connect a cluster.
    pub fn require_connecting(&self) -> Result<(), Response> {
        let may = self.caller.is_owner() || self.roles().iter().any(is_admin);
        if may && self.caller.own_cluster.is_none() {
            return Ok(());
        }
        Err(refusals::no_right("an organization's key with the role of an admin on connected clusters"))
    }

    fn require_role(&self) -> Result<(), Response> {
        if self.caller.is_owner() || !self.roles().is_empty() {
            return Ok(());
        }
        Err(refusals::no_right("a role on connected clusters"))
    }

    fn is_own(&self, id: &str) -> bool {
        self.caller.own_cluster.as_deref() == Some(id)
    }

    /// Whether the caller is an owner, or has such a role on this cluster.
    fn holds(&self, id: &str, is_such: impl Fn(&Value) -> bool) -> bool {
        self.caller.is_owner() || self.roles().iter().any(|role| is_such(role) && is_on(role, id))
    }

    fn roles(&self) -> &[Value] {
        self.caller.roles[CONNECTED_CLUSTERS].as_array().map_or(&[], Vec::as_slice)
    }
}

fn is_admin(role: &Value) -> bool {
    role["role_id"] == CLUSTER_ADMIN
}

fn is_on_all(role: &Value) -> bool {
    role["all"] == true
}

fn is_on(role: &Value, id: &str) -> bool {
    is_on_all(role) || role["resource_ids"].as_array().is_some_and(|ids| ids.iter().any(|known| known == id))
}
