//! Disconnecting a cluster, which is scheduled and takes a while.
//!
//! Chosen where the reference is silent: the cluster's own keys end at once; it stays in the list,
//! unchanged to look at, until the disconnection has come to its end; meanwhile a second call gets 409
//! with `clusters.delete_cluster.invalid_state`, as it does while an earlier change runs.

use super::{Call, body, refusals};
use crate::elastic::Answer;
use crate::elastic::clusters::Clusters;
use crate::http::Response;

/// Schedules the disconnection.
pub fn disconnect(call: &Call<'_>, clusters: &mut Clusters, id: &str) -> Answer {
    let mut cluster = call.disconnectable(clusters, id)?;
    body::none(call.request)?;
    call.check_etag(&cluster)?;
    if cluster.is_changing(call.now) {
        let code = "clusters.delete_cluster.invalid_state";
        return Err(refusals::changing_elsewhere(code, &cluster));
    }
    cluster.gone_at = Some(call.now + call.behavior.disconnecting);
    cluster.keys.clear();
    let etag = clusters.put(cluster);
    Ok(Response::empty(200).with_header("etag", &etag))
}
