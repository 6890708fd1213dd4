//! Role assignments between the service's form and the app's. What the app does not know is kept.

use crate::api::wire::texts;
use crate::domain::access::{PLATFORM, Place, Reach, RoleAssignment, UNNAMED, UNREADABLE};
use crate::domain::json::object;
use serde_json::{Map, Value};

/// The member that holds one array a type of project.
const PROJECT: &str = "project";

/// Reads role assignments. What is no list of roles is shown as something that can't be read.
pub(super) fn decode(members: &Map<String, Value>) -> Vec<RoleAssignment> {
    let mut roles = Vec::new();
    for (name, value) in members {
        match value {
            Value::Object(types) if name == PROJECT => {
                for (kind, value) in types {
                    roles.extend(decode_at(&place(&format!("{PROJECT}.{kind}")), value));
                }
            }
            Value::Null => {}
            _ => roles.extend(decode_at(&place(name), value)),
        }
    }
    roles
}

/// Writes role assignments, each in the name of `organization`.
pub(super) fn encode(roles: &[RoleAssignment], organization: &str) -> Value {
    let mut body = Map::new();
    for role in roles {
        let name = wire_name(&role.place);
        if name == PLATFORM {
            continue;
        }
        let (parent, name) = match name.split_once('.') {
            Some((PROJECT, kind)) => match body.entry(PROJECT).or_insert_with(|| object(Vec::new())) {
                Value::Object(projects) => (projects, kind),
                _ => continue,
            },
            _ => (&mut body, name),
        };
        if let Value::Array(list) = parent.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
            list.push(encode_one(role, organization));
        }
    }
    Value::Object(body)
}

fn decode_at(place: &Place, value: &Value) -> Vec<RoleAssignment> {
    match value {
        Value::Array(entries) => entries.iter().map(|entry| decode_one(place, entry)).collect(),
        _ => vec![decode_one(place, &Value::Null)],
    }
}

fn decode_one(place: &Place, entry: &Value) -> RoleAssignment {
    let Value::Object(entry) = entry else {
        let (role, reach) = (UNREADABLE.to_owned(), Reach::Whole);
        return RoleAssignment { place: place.clone(), role, reach, stack_roles: Vec::new() };
    };
    RoleAssignment {
        place: place.clone(),
        role: entry.get("role_id").and_then(Value::as_str).unwrap_or(UNNAMED).to_owned(),
        reach: reach(place, entry),
        stack_roles: entry.get("application_roles").map(texts).unwrap_or_default(),
    }
}

fn reach(place: &Place, entry: &Map<String, Value>) -> Reach {
    if *place == Place::Organization {
        return Reach::Whole;
    }
    if entry.get("all") == Some(&Value::Bool(true)) {
        return Reach::All;
    }
    let other = entry.iter().find(|(name, value)| name.ends_with("_ids") && value.is_array());
    let ids = entry.get(ids_name(place)).or(other.map(|(_, ids)| ids)).and_then(Value::as_array);
    match (ids, entry.get("all"), place) {
        (Some(ids), _, _) => Reach::Only(ids.iter().map(id).collect()),
        (None, None, Place::Other(_)) => Reach::Whole,
        (None, _, _) => Reach::Only(Vec::new()),
    }
}

/// An id that is no text still counts.
fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn encode_one(role: &RoleAssignment, organization: &str) -> Value {
    let mut members = vec![("role_id", role.role.as_str().into()), ("organization_id", organization.into())];
    match &role.reach {
        Reach::Whole => {}
        Reach::All => members.push(("all", true.into())),
        Reach::Only(ids) => {
            members.push(("all", false.into()));
            members.push((ids_name(&role.place), ids.as_slice().into()));
        }
    }
    if !role.stack_roles.is_empty() {
        members.push(("application_roles", role.stack_roles.as_slice().into()));
    }
    object(members)
}

fn place(name: &str) -> Place {
    match name {
        "organization" => Place::Organization,
        "deployment" => Place::Deployments,
        "project.elasticsearch" => Place::ElasticsearchProjects,
        "project.observability" => Place::ObservabilityProjects,
        "project.security" => Place::SecurityProjects,
        "cloud_connected_resource" => Place::ConnectedClusters,
        other => Place::Other(other.to_owned()),
    }
}

fn wire_name(place: &Place) -> &str {
    match place {
        Place::Organization => "organization",
        Place::Deployments => "deployment",
        Place::ElasticsearchProjects => "project.elasticsearch",
        Place::ObservabilityProjects => "project.observability",
        Place::SecurityProjects => "project.security",
        Place::ConnectedClusters => "cloud_connected_resource",
        Place::Other(name) => name,
    }
}

fn ids_name(place: &Place) -> &'static str {
    match place {
        Place::Deployments => "deployment_ids",
        place if place.project_kind().is_some() => "project_ids",
        _ => "resource_ids",
    }
}
