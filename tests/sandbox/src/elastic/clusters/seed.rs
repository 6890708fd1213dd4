//! Demo clusters: a few that show every state of a service, then any number of similar ones.

use super::{Cluster, License, REGION, SelfManaged};
use crate::elastic::organizations::{FORMER_MEMBER, OTHER_OWNERS, OWNER};
use crate::elastic::{CLUSTER_SECRET, scramble};

/// One demo cluster.
struct Pattern {
    id: &'static str,
    name: &'static str,
    connected: &'static str,
    by: &'static str,
    own_id: &'static str,
    own_name: &'static str,
    version: &'static str,
    license: &'static str,
    license_uid: &'static str,
    auto_ops: bool,
    eis: bool,
    /// Whether it was connected with a key of its own.
    has_key: bool,
}

/// Clusters that are there unless more or fewer are asked for.
pub const USUAL: usize = PATTERNS.len();

/// The inference service is on; needs a later version; needs another license; is off, could be on.
const PATTERNS: [Pattern; 4] = [
    Pattern {
        id: "4c7f09e2b8d14a63b5f0e1d97a2c8b36",
        name: "Frankfurt data center",
        connected: "2026-03-17T09:41:00.000Z",
        by: OWNER,
        own_id: "Zq3kPX8vT1uWc5bYd7EhAg",
        own_name: "fra-prod",
        version: "9.3.1",
        license: "enterprise",
        license_uid: "5e0c2f7a-91b4-4d6e-8a3f-c7d215b09e64",
        auto_ops: true,
        eis: true,
        has_key: true,
    },
    Pattern {
        id: "a91e5d03c6f24b78903de7f41b6ca852",
        name: "factory-line-7",
        connected: "2026-06-02T14:05:00.000Z",
        by: FORMER_MEMBER,
        own_id: "hR7_mB2nQk-1sVtLw9XoJA",
        own_name: "line7",
        version: "8.19.2",
        license: "enterprise",
        license_uid: "b83d6e15-07fc-4a29-95d1-2e4f0c8ab793",
        auto_ops: true,
        eis: false,
        has_key: false,
    },
    Pattern {
        id: "0d8b6a4f2e9c4175a3b1f5c08e7d2964",
        name: "lab",
        connected: "2026-10-29T07:18:00.000Z",
        by: OTHER_OWNERS[0],
        own_id: "n4GfC0yUTbW6rDp8IeKzMQ",
        own_name: "docker-cluster",
        version: "9.3.0",
        license: "basic",
        license_uid: "f2a97c40-6b3d-48e1-b0c5-719e5d3f8a26",
        auto_ops: false,
        eis: false,
        has_key: true,
    },
    Pattern {
        id: "e6270c9b5d3f4a1891c4b7e05fa3d842",
        name: "warehouse-north",
        connected: "2026-11-12T16:30:00.000Z",
        by: OTHER_OWNERS[1],
        own_id: "Vd8sY2wLQ5qKx0RzTb3Nfw",
        own_name: "wh-north",
        version: "9.4.0",
        license: "trial",
        license_uid: "0c4be8d7-35a1-4f92-8e6d-a1f7295c03b8",
        auto_ops: false,
        eis: false,
        has_key: true,
    },
];

const SALT: u64 = 0xc1c5_0000;

/// Id of the demo cluster at this place, counted round.
pub fn id(index: usize) -> &'static str {
    PATTERNS[index % PATTERNS.len()].id
}

/// The cluster at this place of the list; `make_key` makes secrets.
pub fn cluster(index: usize, mut make_key: impl FnMut() -> String) -> Cluster {
    let pattern = &PATTERNS[index % PATTERNS.len()];
    let own = SelfManaged {
        id: pattern.own_id.into(),
        name: pattern.own_name.into(),
        version: pattern.version.into(),
    };
    let license = License { kind: pattern.license.into(), uid: pattern.license_uid.into() };
    let mut cluster = Cluster::new(pattern.id.into(), pattern.name.into(), own, license);
    pattern.connected.clone_into(&mut cluster.created);
    pattern.by.clone_into(&mut cluster.created_by);
    cluster.auto_ops = pattern.auto_ops;
    cluster.region = pattern.auto_ops.then(|| REGION.to_owned());
    cluster.eis = pattern.eis;
    if pattern.has_key {
        cluster.keys.add(if index == 0 { CLUSTER_SECRET.to_owned() } else { make_key() });
    }
    if pattern.eis {
        cluster.eis_keys.add(make_key());
    }
    if index >= PATTERNS.len() {
        let sequence = u64::try_from(index).unwrap_or(0);
        cluster.id = scramble::hex(sequence, SALT);
        cluster.own.id = scramble::text(sequence, SALT, 22);
        cluster.name = format!("{}-{}", pattern.name, index + 1);
    }
    cluster
}
