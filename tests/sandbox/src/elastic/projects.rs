//! The organization's serverless projects and the stack roles that exist in them.
//! The list filters of the real service (`tags`, `linked`, `traffic_filter`) are not played and
//! therefore refused.

use serde_json::{Map, Value, json};

use super::errors::{Problem, refuse};
use super::{ORGANIZATION_ID, not_found, organizations};
use crate::http::Response;

/// Type, id and name of each project.
const PROJECTS: [(&str, &str, &str); 5] = [
    ("elasticsearch", "a3f81c07d2e64b59880c6f1e9d3b7a42", "shop-search"),
    ("elasticsearch", "b6702ed94c1f4a8fb13d5c8e07a9f264", "docs-search"),
    ("observability", "c91d4a3b70e84f26a5d8e2b6f07c193e", "platform-observability"),
    ("observability", "d4e85b16fa0c4739bc72903e1d6fa580", "edge-observability"),
    ("security", "e72c0f9d8b5a416e9f3ad1c7b4068e25", "soc"),
];

const KINDS: [&str; 3] = ["elasticsearch", "observability", "security"];

/// Id of this type's project at this place, counted round; empty for a type without projects.
pub fn id(kind: &str, index: usize) -> &'static str {
    let ids: Vec<&str> = of_kind(kind).map(|(id, _)| id).collect();
    if ids.is_empty() { "" } else { ids[index % ids.len()] }
}

/// Whether the organization has this project of this type.
pub fn exists(kind: &str, id: &str) -> bool {
    of_kind(kind).any(|(known, _)| known == id)
}

/// All projects of one type; there is no list over all types.
pub fn list(kind: &str) -> Result<Value, Response> {
    if !KINDS.contains(&kind) {
        return Err(not_found());
    }
    let items: Vec<Value> = of_kind(kind).map(|(id, name)| project(kind, id, name)).collect();
    Ok(json!({"items": items}))
}

/// The stack roles of one project, predefined and custom.
pub fn roles(kind: &str, id: &str) -> Result<Value, Response> {
    if !exists(kind, id) {
        return Err(refuse(
            404,
            &[Problem::new("project.not_found", format!("There is no {kind} project '{id}'."))],
        ));
    }
    let names: &[(&str, &str)] = match kind {
        "elasticsearch" => &[
            ("admin", "Full access to project management, properties, and security"),
            ("developer", "Creates API keys, indices, and pipelines"),
            ("viewer", "Read-only access to the project's data"),
            ("catalog_writer", "Custom: writes the catalog indices"),
        ],
        "observability" => &[
            ("admin", "Full access to project management, properties, and security"),
            ("editor", "Configures all Observability features"),
            ("viewer", "Read-only access to the project's data"),
        ],
        _ => &[
            ("admin", "Full access to project management, properties, and security"),
            ("editor", "Configures all Security features"),
            ("t1_analyst", "First look at alerts"),
            ("soc_manager", "Oversees the operations center"),
            ("viewer", "Read-only access to the project's data"),
        ],
    };
    let list: Vec<Value> =
        names.iter().map(|(name, description)| json!({"name": name, "description": description})).collect();
    let mut body = Map::new();
    body.insert(id.to_owned(), json!({"roles": list}));
    Ok(Value::Object(body))
}

fn of_kind(kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    PROJECTS.iter().filter(move |(known, _, _)| *known == kind).map(|(_, id, name)| (*id, *name))
}

fn project(kind: &str, id: &str, name: &str) -> Value {
    let alias = format!("{name}-{}", &id[..6]);
    let region = "aws-eu-central-1";
    let host = |service: &str| format!("https://{alias}.{service}.eu-central-1.aws.elastic.example");
    let mut endpoints = json!({"elasticsearch": host("es"), "kibana": host("kb")});
    if kind != "elasticsearch" {
        endpoints["ingest"] = host("ingest").into();
    }
    let mut project = json!({
        "id": id,
        "name": name,
        "alias": alias,
        "region_id": region,
        "cloud_id": format!("{name}:{id}"),
        "type": kind,
        "metadata": {
            "created_at": "2025-02-11T10:20:00.000Z",
            "created_by": organizations::OWNER,
            "organization_id": ORGANIZATION_ID,
        },
        "endpoints": endpoints,
    });
    if kind == "elasticsearch" {
        project["optimized_for"] = "general_purpose".into();
    }
    project
}
