//! One connected cluster.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::key_ring::KeyRing;
use crate::elastic::{ORGANIZATION_ID, scramble};

const ETAG_SALT: u64 = 0xe7a6_0000;

/// A cluster as Cloud Connect keeps it. Two are equal if nothing was changed between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Cloud Connect's id, not the cluster's own.
    pub id: String,
    /// Its name in Cloud Connect.
    pub name: String,
    /// When it was connected, as it is told.
    pub created: String,
    /// The user who connected it.
    pub created_by: String,
    /// What the cluster says of itself.
    pub own: SelfManaged,
    /// Its license.
    pub license: License,
    /// Whether AutoOps is on.
    pub auto_ops: bool,
    /// Where AutoOps keeps its data; not known for all that never had it.
    pub region: Option<String>,
    /// Whether the inference service is on.
    pub eis: bool,
    /// Keys that call the APIs for this cluster.
    pub keys: KeyRing,
    /// Keys with which the cluster calls the inference service.
    pub eis_keys: KeyRing,
    /// Until when an earlier change still runs.
    pub busy_until: Option<DateTime<Utc>>,
    /// When it leaves the list, once it is being disconnected.
    pub gone_at: Option<DateTime<Utc>>,
    pub(super) revision: u64,
}

/// What a cluster says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfManaged {
    /// Its `cluster_uuid`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version of the stack.
    pub version: String,
}

/// A cluster's license.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// One of the license types.
    pub kind: String,
    /// The license's id.
    pub uid: String,
}

impl Cluster {
    /// A cluster with both services off and without any key.
    pub fn new(id: String, name: String, own: SelfManaged, license: License) -> Self {
        Self {
            id,
            name,
            created: String::new(),
            created_by: String::new(),
            own,
            license,
            auto_ops: false,
            region: None,
            eis: false,
            keys: KeyRing::default(),
            eis_keys: KeyRing::default(),
            busy_until: None,
            gone_at: None,
            revision: 0,
        }
    }

    /// The strong `ETag` of this revision.
    pub fn etag(&self) -> String {
        format!("\"{}\"", scramble::text(self.revision, ETAG_SALT, 22))
    }

    /// Whether an earlier change still runs, a disconnection among them.
    pub fn is_changing(&self, now: DateTime<Utc>) -> bool {
        self.gone_at.is_some() || self.busy_until.is_some_and(|instant| now < instant)
    }

    /// The cluster as Cloud Connect tells it; no member says that it is being disconnected.
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "metadata": {
                "created_at": self.created,
                "created_by": self.created_by,
                "organization_id": ORGANIZATION_ID,
            },
            "self_managed_cluster": {
                "id": self.own.id, "name": self.own.name, "version": self.own.version,
            },
            "license": {"type": self.license.kind, "uid": self.license.uid},
            "services": self.services(),
        })
    }

    /// Its working keys, for tests.
    pub fn keys_json(&self, now: DateTime<Utc>) -> Value {
        json!({"cluster": self.keys.to_json(now), "eis": self.eis_keys.to_json(now)})
    }
}
