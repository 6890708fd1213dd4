//! The organization's hosted deployments.

use serde_json::{Value, json};

/// Deployment ids with their names and regions.
const DEPLOYMENTS: [(&str, &str, &str); 6] = [
    ("ce03a623751b4fc98d48400fec58b9c0", "prod-logs", "aws-eu-central-1"),
    ("7f1d6c0e9a2b4d5fb0c3e8a417d9265b", "prod-metrics", "aws-eu-central-1"),
    ("2b94e1f07c3d4a6e8f51d0b7a36c98e4", "staging", "gcp-europe-west3"),
    ("d05a7be3914c42f8a6e21c7f3b80d95e", "security-siem", "aws-us-east-1"),
    ("93c8f52a6e0d4b1797a4c2e5d81f306b", "search-catalog", "azure-westeurope"),
    ("48e6d1b09f734c2ab57d3e90c61a8f27", "sandbox-ada", "gcp-us-central1"),
];

/// Id of the deployment at this place of the list, counted round.
pub fn id(index: usize) -> &'static str {
    DEPLOYMENTS[index % DEPLOYMENTS.len()].0
}

/// Whether the organization has this deployment.
pub fn exists(id: &str) -> bool {
    DEPLOYMENTS.iter().any(|(known, _, _)| *known == id)
}

/// All deployments.
pub fn list() -> Value {
    let deployments: Vec<Value> = DEPLOYMENTS
        .iter()
        .map(|(id, name, region)| {
            json!({
                "id": id,
                "name": name,
                "resources": [
                    resource(id, "elasticsearch", region),
                    resource(id, "kibana", region),
                ],
            })
        })
        .collect();
    json!({"deployments": deployments})
}

fn resource(deployment: &str, kind: &str, region: &str) -> Value {
    let mut resource = json!({
        "id": format!("{}{}", &kind[..4], &deployment[4..]),
        "kind": kind,
        "ref_id": format!("main-{kind}"),
        "region": region,
    });
    if kind != "elasticsearch" {
        resource["elasticsearch_cluster_ref_id"] = "main-elasticsearch".into();
    }
    resource
}
