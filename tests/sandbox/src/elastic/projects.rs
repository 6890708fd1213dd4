//! The organization's serverless projects.
//!
//! `vectordb` stands for the types that come after a client was made: Elastic's schemas link to its
//! list, and name neither its roles nor its members. Chosen: the members of other types, the roles
//! `vectordb-admin` and `vectordb-viewer`, and always the same two projects.
//!
//! The list filters of the real service (`tags`, `linked`, `traffic_filter`) are not played and
//! therefore refused.

use serde_json::{Map, Value, json};

use super::errors::{Problem, refuse};
use super::stack_roles::{self, CATALOG_WRITER, CRAWL_OPERATOR, StackRole};
use super::{ORGANIZATION_ID, not_found, organizations, resource_names, scramble};
use crate::http::Response;

/// Type, id, name and custom stack roles of the projects that are always made first.
const BUILT_IN: [(&str, &str, &str, &[StackRole]); 7] = [
    ("elasticsearch", "a3f81c07d2e64b59880c6f1e9d3b7a42", "shop-search", &[CATALOG_WRITER]),
    ("elasticsearch", "b6702ed94c1f4a8fb13d5c8e07a9f264", "docs-search", &[CRAWL_OPERATOR]),
    ("observability", "c91d4a3b70e84f26a5d8e2b6f07c193e", "platform-observability", &[]),
    ("observability", "d4e85b16fa0c4739bc72903e1d6fa580", "edge-observability", &[]),
    ("security", "e72c0f9d8b5a416e9f3ad1c7b4068e25", "soc", &[]),
    (NEW_KIND, "f13b9d64e80c4275a6c0e9d2174b5f8a", "product-embeddings", &[]),
    (NEW_KIND, "0a64c7e1b5924d3f8e17d0b9c652fa3e", "support-rag", &[]),
];

const NEW_KIND: &str = "vectordb";

/// Types with projects, with the salt of the ids of generated ones; none are generated without.
const KINDS: [(&str, Option<u64>); 4] = [
    ("elasticsearch", Some(0xe5_0000)),
    ("observability", Some(0x0b_0000)),
    ("security", Some(0x5e_0000)),
    (NEW_KIND, None),
];

const REGIONS: [&str; 4] = ["aws-eu-central-1", "aws-us-east-1", "gcp-us-central1", "azure-eastus"];

/// Id of this type's built-in project at this place, counted round; empty for a type without any.
pub fn id(kind: &str, index: usize) -> &'static str {
    let ids: Vec<&str> =
        BUILT_IN.iter().filter(|(known, ..)| *known == kind).map(|(_, id, ..)| *id).collect();
    if ids.is_empty() { "" } else { ids[index % ids.len()] }
}

/// All projects of the organization.
#[derive(Debug)]
pub struct Projects(Vec<Project>);

#[derive(Debug)]
struct Project {
    kind: &'static str,
    id: String,
    name: String,
    region: &'static str,
    custom_roles: &'static [StackRole],
}

impl Projects {
    /// So many projects of each published type, by default the built-in ones.
    pub fn new(count: Option<usize>) -> Self {
        let of_kind = |(kind, salt)| match (count, salt) {
            (Some(count), Some(salt)) => Project::first(count, kind, salt),
            _ => Project::built_in(kind).collect(),
        };
        Self(KINDS.into_iter().flat_map(of_kind).collect())
    }

    /// Whether the organization has this project of this type.
    pub fn has(&self, kind: &str, id: &str) -> bool {
        self.find(kind, id).is_some()
    }

    /// All projects of one type; there is no list over all types.
    pub fn list(&self, kind: &str) -> Result<Value, Response> {
        if !KINDS.iter().any(|(known, _)| *known == kind) {
            return Err(not_found());
        }
        let items: Vec<Value> =
            self.0.iter().filter(|project| project.kind == kind).map(Project::to_json).collect();
        Ok(json!({"items": items}))
    }

    /// The stack roles of one project, predefined and custom.
    pub fn roles(&self, kind: &str, id: &str) -> Result<Value, Response> {
        let Some(project) = self.find(kind, id) else {
            let message = format!("There is no {kind} project '{id}'.");
            return Err(refuse(404, &[Problem::new("project.not_found", message)]));
        };
        let list: Vec<Value> = stack_roles::predefined(project.kind)
            .iter()
            .chain(project.custom_roles)
            .map(|(name, description)| json!({"name": name, "description": description}))
            .collect();
        let mut body = Map::new();
        body.insert(id.to_owned(), json!({"roles": list}));
        Ok(Value::Object(body))
    }

    fn find(&self, kind: &str, id: &str) -> Option<&Project> {
        self.0.iter().find(|project| project.kind == kind && project.id == id)
    }
}

impl Project {
    fn built_in(kind: &str) -> impl Iterator<Item = Self> {
        BUILT_IN.iter().filter(move |(known, ..)| *known == kind).map(|(kind, id, name, custom_roles)| Self {
            kind,
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            region: REGIONS[0],
            custom_roles,
        })
    }

    fn first(count: usize, kind: &'static str, salt: u64) -> Vec<Self> {
        let generated = (0..).map(|index| Self::generated(kind, salt, index));
        Self::built_in(kind).chain(generated).take(count).collect()
    }

    fn generated(kind: &'static str, salt: u64, index: usize) -> Self {
        Self {
            kind,
            id: scramble::hex(index as u64, salt),
            name: resource_names::project(kind, index),
            region: REGIONS[index % REGIONS.len()],
            custom_roles: if kind == "elasticsearch" && index.is_multiple_of(3) {
                &[CATALOG_WRITER]
            } else {
                &[]
            },
        }
    }

    fn to_json(&self) -> Value {
        let mut project = json!({
            "id": self.id,
            "name": self.name,
            "alias": self.alias(),
            "region_id": self.region,
            "cloud_id": format!("{}:{}", self.name, self.id),
            "type": self.kind,
            "metadata": {
                "created_at": "2025-02-11T10:20:00.000Z",
                "created_by": organizations::OWNER,
                "organization_id": ORGANIZATION_ID,
            },
            "endpoints": self.endpoints(),
        });
        if self.kind == "elasticsearch" {
            project["optimized_for"] = "general_purpose".into();
        }
        project
    }

    /// The name as a part of a host name, made unique.
    fn alias(&self) -> String {
        let name: String = self.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        format!("{}-{}", name.trim_start_matches('-'), &self.id[..6])
    }

    fn endpoints(&self) -> Value {
        let (provider, place) = self.region.split_once('-').unwrap_or_default();
        let alias = self.alias();
        let host = |service: &str| format!("https://{alias}.{service}.{place}.{provider}.elastic.example");
        let mut endpoints = json!({"elasticsearch": host("es"), "kibana": host("kb")});
        if ["observability", "security"].contains(&self.kind) {
            endpoints["ingest"] = host("ingest").into();
        }
        endpoints
    }
}
