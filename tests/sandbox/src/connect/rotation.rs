//! Rotating the keys of a cluster and of its service, and ending the old ones early.
//!
//! Chosen where the reference is silent: a cluster without a key gets its first one by a rotation; a
//! service that is off has none to rotate, 404 with `clusters.service_key_not_found`; every rotation
//! leaves the old key pending for its own seven days, so that several may be; ending the pending keys
//! is fine when there are none, and leaves the `ETag` then.

use serde_json::json;

use super::{Call, body, refusals};
use crate::elastic::Answer;
use crate::elastic::clusters::{Clusters, Service};
use crate::http::Response;

/// Whose keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The cluster's own.
    Cluster,
    /// Those of the only service that has any.
    Eis,
}

/// What to do with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Make a new one.
    Rotate,
    /// End those that are pending.
    RevokePending,
}

/// What a path names after `apikey`.
pub fn read(segments: &[&str]) -> Option<(Target, Action)> {
    let (target, action) = match segments {
        [action] => (Target::Cluster, *action),
        [service, action] if *service == Service::Eis.name() => (Target::Eis, *action),
        _ => return None,
    };
    match action {
        "_rotate" => Some((target, Action::Rotate)),
        "_revoke-pending" => Some((target, Action::RevokePending)),
        _ => None,
    }
}

/// Makes a new key; the old one is pending from now on.
pub fn rotate(call: &Call<'_>, clusters: &mut Clusters, id: &str, target: Target) -> Answer {
    let mut cluster = call.changeable(clusters, id)?;
    body::empty_object(call.request)?;
    call.check_changeable(&cluster)?;
    let ring = match target {
        Target::Cluster => &mut cluster.keys,
        Target::Eis if cluster.eis => &mut cluster.eis_keys,
        Target::Eis => return Err(refusals::no_service_key(Service::Eis)),
    };
    let key = clusters.make_key();
    ring.rotate(key.clone(), call.now);
    clusters.put(cluster);
    Ok(Response::json(200, &json!({"key": key})))
}

/// Ends the pending keys at once.
pub fn revoke_pending(call: &Call<'_>, clusters: &mut Clusters, id: &str, target: Target) -> Answer {
    let mut cluster = call.changeable(clusters, id)?;
    body::empty_object(call.request)?;
    call.check_changeable(&cluster)?;
    match target {
        Target::Cluster => cluster.keys.revoke_pending(),
        Target::Eis => cluster.eis_keys.revoke_pending(),
    }
    clusters.put(cluster);
    Ok(Response::empty(200))
}
