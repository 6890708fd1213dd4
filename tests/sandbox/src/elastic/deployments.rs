//! The organization's hosted deployments.

use serde_json::{Value, json};

use super::{resource_names, scramble};

/// The most that a reset may ask for, of projects of one type too.
pub const MOST: usize = 1000;

/// Ids of the deployments that are always made first, with their names and regions.
const BUILT_IN: [(&str, &str, &str); 6] = [
    ("ce03a623751b4fc98d48400fec58b9c0", "prod-logs", "aws-eu-central-1"),
    ("7f1d6c0e9a2b4d5fb0c3e8a417d9265b", "prod-metrics", "aws-eu-central-1"),
    ("2b94e1f07c3d4a6e8f51d0b7a36c98e4", "staging", "gcp-europe-west3"),
    ("d05a7be3914c42f8a6e21c7f3b80d95e", "security-siem", "aws-us-east-1"),
    ("93c8f52a6e0d4b1797a4c2e5d81f306b", "search-catalog", "azure-westeurope"),
    ("48e6d1b09f734c2ab57d3e90c61a8f27", "sandbox-ada", "gcp-us-central1"),
];

const SALT: u64 = 0xde91_0000;

/// Id of the built-in deployment at this place of the list, counted round.
pub fn id(index: usize) -> &'static str {
    BUILT_IN[index % BUILT_IN.len()].0
}

/// All deployments of the organization.
#[derive(Debug)]
pub struct Deployments(Vec<Deployment>);

#[derive(Debug)]
struct Deployment {
    id: String,
    name: String,
    region: &'static str,
}

impl Deployments {
    /// So many deployments, by default the built-in ones.
    pub fn new(count: Option<usize>) -> Self {
        Self((0..count.unwrap_or(BUILT_IN.len())).map(Deployment::at).collect())
    }

    /// Whether the organization has this deployment.
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|deployment| deployment.id == id)
    }

    /// All deployments.
    pub fn list(&self) -> Value {
        json!({"deployments": self.0.iter().map(Deployment::to_json).collect::<Vec<_>>()})
    }
}

impl Deployment {
    fn at(index: usize) -> Self {
        if let Some((id, name, region)) = BUILT_IN.get(index) {
            return Self { id: (*id).to_owned(), name: (*name).to_owned(), region };
        }
        let region = BUILT_IN[index % BUILT_IN.len()].2;
        Self { id: scramble::hex(index as u64, SALT), name: resource_names::deployment(index), region }
    }

    fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "resources": [self.resource("elasticsearch"), self.resource("kibana")],
        })
    }

    fn resource(&self, kind: &str) -> Value {
        let mut resource = json!({
            "id": format!("{}{}", &kind[..4], &self.id[4..]),
            "kind": kind,
            "ref_id": format!("main-{kind}"),
            "region": self.region,
        });
        if kind != "elasticsearch" {
            resource["elasticsearch_cluster_ref_id"] = "main-elasticsearch".into();
        }
        resource
    }
}
