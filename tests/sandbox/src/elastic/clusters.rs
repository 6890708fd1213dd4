//! The self-managed clusters that the organization has connected to its Cloud.

use serde_json::{Value, json};

use super::{ORGANIZATION_ID, organizations};

/// License types with which AutoOps, and the inference service, may be used.
const AUTO_OPS_LICENSES: &[&str] =
    &["trial", "basic", "standard", "dev", "silver", "gold", "platinum", "enterprise"];
const EIS_LICENSES: &[&str] = &["trial", "enterprise"];

/// One connected cluster.
#[derive(Debug)]
pub struct Cluster {
    id: &'static str,
    name: &'static str,
    connected: &'static str,
    uuid: &'static str,
    own_name: &'static str,
    version: &'static str,
    license: &'static str,
    license_uid: &'static str,
    auto_ops: State,
    eis: State,
}

/// How far a service is for one cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    On,
    Off,
    /// The cluster's version or license does not do.
    Unsupported,
}

const CLUSTERS: [Cluster; 3] = [
    Cluster {
        id: "4c7f09e2b8d14a63b5f0e1d97a2c8b36",
        name: "Frankfurt data center",
        connected: "2026-03-17T09:41:00.000Z",
        uuid: "Zq3kPX8vT1uWc5bYd7EhAg",
        own_name: "fra-prod",
        version: "9.3.1",
        license: "enterprise",
        license_uid: "5e0c2f7a-91b4-4d6e-8a3f-c7d215b09e64",
        auto_ops: State::On,
        eis: State::On,
    },
    Cluster {
        id: "a91e5d03c6f24b78903de7f41b6ca852",
        name: "factory-line-7",
        connected: "2026-06-02T14:05:00.000Z",
        uuid: "hR7_mB2nQk-1sVtLw9XoJA",
        own_name: "line7",
        version: "8.19.2",
        license: "platinum",
        license_uid: "b83d6e15-07fc-4a29-95d1-2e4f0c8ab793",
        auto_ops: State::On,
        eis: State::Unsupported,
    },
    Cluster {
        id: "0d8b6a4f2e9c4175a3b1f5c08e7d2964",
        name: "lab",
        connected: "2026-10-29T07:18:00.000Z",
        uuid: "n4GfC0yUTbW6rDp8IeKzMQ",
        own_name: "docker-cluster",
        version: "9.2.0",
        license: "basic",
        license_uid: "f2a97c40-6b3d-48e1-b0c5-719e5d3f8a26",
        auto_ops: State::Off,
        eis: State::Unsupported,
    },
];

/// All connected clusters.
pub fn all() -> impl Iterator<Item = &'static Cluster> {
    CLUSTERS.iter()
}

/// Whether the organization has connected this cluster.
pub fn exists(id: &str) -> bool {
    all().any(|cluster| cluster.id == id)
}

impl Cluster {
    /// Cloud Connect's id, not the cluster's own.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The cluster as Cloud Connect tells it.
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "metadata": {
                "created_at": self.connected,
                "created_by": organizations::OWNER,
                "organization_id": ORGANIZATION_ID,
            },
            "self_managed_cluster": {"id": self.uuid, "name": self.own_name, "version": self.version},
            "license": {"type": self.license, "uid": self.license_uid},
            "services": {"auto_ops": self.auto_ops(), "eis": self.eis()},
        })
    }

    fn auto_ops(&self) -> Value {
        let page = |path: &str| format!("https://cloud.elastic.example/auto-ops/{path}?cluster={}", self.id);
        let mut service = service(self.auto_ops, AUTO_OPS_LICENSES, "7.17.0", "auto-ops");
        if self.auto_ops == State::On {
            service["config"] = json!({"region_id": "aws-us-east-1"});
            service["metadata"]["service_url"] = page("open").into();
        } else {
            service["metadata"]["connect_url"] = page("connect").into();
        }
        service
    }

    fn eis(&self) -> Value {
        let mut service = service(self.eis, EIS_LICENSES, "9.3.0", "inference");
        service["subscription"] = json!({"required": true});
        service
    }
}

fn service(state: State, licenses: &[&str], version: &str, page: &str) -> Value {
    json!({
        "enabled": state == State::On,
        "support": {
            "supported": state != State::Unsupported,
            "valid_license_types": licenses,
            "minimum_stack_version": version,
        },
        "metadata": {"documentation_url": format!("https://docs.elastic.example/{page}")},
    })
}
