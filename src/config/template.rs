//! The `templates` of config.json: starting points for new keys.

use super::Problem;
use super::fields::Fields;
use super::policy::{DAYS, number};
use crate::domain::access::{Place, Reach, RoleAssignment};
use crate::domain::template::Template;
use serde_json::Value;

/// What `where` may say, and where that is; types of projects beside them.
const PLACES: [(&str, Place); 6] = [
    ("organization", Place::Organization),
    ("deployments", Place::Deployments),
    ("elasticsearch-projects", Place::ElasticsearchProjects),
    ("observability-projects", Place::ObservabilityProjects),
    ("security-projects", Place::SecurityProjects),
    ("connected-clusters", Place::ConnectedClusters),
];
const PROJECTS: &str = "-projects";

/// Reads one template, which stands at the path `at`.
pub(super) fn read(value: &Value, at: &str) -> (Option<Template>, Vec<Problem>) {
    let Value::Object(object) = value else {
        let right = r#"Write {"name": ..., "access": [...]}."#;
        return (None, vec![Problem::new(at, "It isn't a JSON object.", right)]);
    };
    let mut fields = Fields::new(object, at);
    let name = fields.text("name", "Write what people call it.").map(str::to_owned);
    let purpose = match fields.optional("purpose") {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(_) => {
            fields.refuse("purpose", "It isn't a text.", "Write when to choose it, or leave it out.");
            String::new()
        }
        None => String::new(),
    };
    let days = number(&mut fields, "days", DAYS);
    let grants = grants(&mut fields);
    let template = name.zip(grants).map(|(name, grants)| Template { name, purpose, days, grants });
    complete(template, fields)
}

fn grants(fields: &mut Fields) -> Option<Vec<RoleAssignment>> {
    const RIGHT: &str =
        r#"Write a list, such as [{"where": "deployments", "role": "deployment-viewer", "on": "all"}]."#;
    let entries = match fields.value("access") {
        Some(Value::Array(entries)) if !entries.is_empty() => entries,
        Some(_) => {
            fields.refuse("access", "It isn't a list with something in it.", RIGHT);
            return None;
        }
        None => {
            fields.refuse("access", "It is missing.", RIGHT);
            return None;
        }
    };
    let path = fields.path("access");
    let mut grants = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let (grant, problems) = grant(entry, &format!("{path}[{index}]"));
        fields.note(problems);
        grants.extend(grant);
    }
    (grants.len() == entries.len()).then_some(grants)
}

fn grant(entry: &Value, at: &str) -> (Option<RoleAssignment>, Vec<Problem>) {
    let Value::Object(object) = entry else {
        let right = r#"Write {"where": ..., "role": ..., "on": ...}."#;
        return (None, vec![Problem::new(at, "It isn't a JSON object.", right)]);
    };
    let mut fields = Fields::new(object, at);
    let place = place(&mut fields);
    let role = fields.text("role", "Write a role id, such as deployment-viewer.").map(str::to_owned);
    let reach = place.as_ref().and_then(|place| reach(&mut fields, place));
    let stack_roles = texts(&mut fields, "stack_roles").unwrap_or_default();
    if place.is_none() {
        fields.value("on");
    }
    let grant = match (place, role, reach) {
        (Some(place), Some(role), Some(reach)) => Some(RoleAssignment { place, role, reach, stack_roles }),
        _ => None,
    };
    complete(grant, fields)
}

/// What gives less or more than it says is worse than nothing.
fn complete<T>(found: Option<T>, fields: Fields) -> (Option<T>, Vec<Problem>) {
    let problems = fields.finish();
    (found.filter(|_| problems.is_empty()), problems)
}

fn place(fields: &mut Fields) -> Option<Place> {
    let names = PLACES.map(|(name, _)| name).join(", ");
    let right = format!("Use one of {names}, or another type of projects, such as vectordb{PROJECTS}.");
    let given = fields.text("where", &right)?;
    let known = PLACES.into_iter().find(|(name, _)| *name == given).map(|(_, place)| place);
    let kind = given.strip_suffix(PROJECTS).filter(|kind| {
        !kind.is_empty()
            && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    });
    let place = known.or_else(|| kind.map(Place::of_projects));
    if place.is_none() {
        fields.refuse("where", format!("“{given}” is no place that Latchkey knows."), right);
    }
    place
}

fn reach(fields: &mut Fields, place: &Place) -> Option<Reach> {
    const RIGHT: &str = r#"Write "all", or a list of ids."#;
    if *place == Place::Organization {
        if fields.optional("on").is_some() {
            fields.refuse("on", "A role on the organization has no such limit.", "Leave it out.");
        }
        return Some(Reach::Whole);
    }
    match fields.value("on") {
        Some(Value::String(text)) if text == "all" => Some(Reach::All),
        Some(Value::Array(_)) => texts(fields, "on").map(Reach::Only),
        Some(_) => {
            fields.refuse("on", "It is neither \"all\" nor a list.", RIGHT);
            None
        }
        None => {
            fields.refuse("on", "It is missing.", RIGHT);
            None
        }
    }
}

/// A list of texts, if there is one. What is wrong with it is noted.
fn texts(fields: &mut Fields, name: &'static str) -> Option<Vec<String>> {
    let list = fields.optional(name)?.as_array();
    let texts: Option<Vec<String>> = list.and_then(|list| {
        list.iter().map(|item| item.as_str().filter(|text| !text.is_empty()).map(str::to_owned)).collect()
    });
    if texts.is_none() {
        fields.refuse(name, "It isn't a list of texts.", r#"Write a list, such as ["viewer"]."#);
    }
    texts
}
