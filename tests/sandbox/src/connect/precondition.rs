//! Whether a cluster may be changed now: `If-Match`, and earlier changes that still run.
//!
//! Chosen: a stale `If-Match` gets `clusters.etag_mismatch`, `*` fits every cluster, of a list one tag
//! must fit, and weak tags never do. A change of services runs as long as a reset says, a disconnection
//! to its end; meanwhile every call that changes the cluster is refused, whatever it would change.

use super::{Call, refusals};
use crate::elastic::clusters::Cluster;
use crate::http::Response;

impl Call<'_> {
    /// Refuses what was decided on an earlier revision of the cluster.
    pub fn check_etag(&self, cluster: &Cluster) -> Result<(), Response> {
        let etag = cluster.etag();
        let fits =
            |value: &str| value.split(',').map(str::trim).any(|wanted| wanted == "*" || wanted == etag);
        match self.request.header("if-match") {
            Some(value) if !fits(value) => Err(refusals::stale(self.behavior)),
            _ => Ok(()),
        }
    }

    /// The same, and waits for no change that still runs.
    pub fn check_changeable(&self, cluster: &Cluster) -> Result<(), Response> {
        self.check_etag(cluster)?;
        if cluster.is_changing(self.now) { Err(refusals::changing(self.behavior)) } else { Ok(()) }
    }
}
