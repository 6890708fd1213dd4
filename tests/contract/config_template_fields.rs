//! config.json: what is wrong with a starting point is named, and takes away no more than itself.

use crate::config_templates::{good, read};
use latchkey::config::Config;
use serde_json::{Value, json};

const NAMES: &str = "Write what people call it.";
const ROLES: &str = "Write a role id, such as deployment-viewer.";
const LIST: &str =
    r#"Write a list, such as [{"where": "deployments", "role": "deployment-viewer", "on": "all"}]."#;
const REACH: &str = r#"Write "all", or a list of ids."#;
const TEXTS: &str = r#"Write a list, such as ["viewer"]."#;
const DAYS: &str = "Write a whole number from 1 to 3650.";
const PLACES: &str = "Use one of organization, deployments, elasticsearch-projects, observability-projects, \
                      security-projects, connected-clusters, or another type of projects, such as \
                      vectordb-projects.";

/// The template with one member changed, or taken out where it is null.
fn with(pointer: &str, value: Value) -> Value {
    let mut template = good();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let members = template.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Value::Null => drop(members.remove(name)),
        value => drop(members.insert(name.to_owned(), value)),
    }
    template
}

fn names(config: &Config) -> Vec<&str> {
    config.templates.iter().map(|template| template.name.as_str()).collect()
}

#[test]
fn every_wrong_field_is_named_with_the_reason_and_what_is_right() {
    let moon = "“moon” is no place that Latchkey knows.";
    for (template, field, why, right) in [
        (json!(7), "", "It isn't a JSON object.", r#"Write {"name": ..., "access": [...]}."#),
        (with("/name", json!(null)), ".name", "It is missing.", NAMES),
        (with("/name", json!(" ")), ".name", "It is empty.", NAMES),
        (with("/name", json!(7)), ".name", "It isn't a text.", NAMES),
        (with("/access", json!(null)), ".access", "It is missing.", LIST),
        (with("/access", json!([])), ".access", "It isn't a list with something in it.", LIST),
        (with("/access", json!({})), ".access", "It isn't a list with something in it.", LIST),
        (
            with("/access", json!(["all"])),
            ".access[0]",
            "It isn't a JSON object.",
            r#"Write {"where": ..., "role": ..., "on": ...}."#,
        ),
        (with("/access/0/where", json!(null)), ".access[0].where", "It is missing.", PLACES),
        (with("/access/0/where", json!([])), ".access[0].where", "It isn't a text.", PLACES),
        (with("/access/0/where", json!("moon")), ".access[0].where", moon, PLACES),
        (with("/access/0/role", json!(null)), ".access[0].role", "It is missing.", ROLES),
        (with("/access/0/role", json!("")), ".access[0].role", "It is empty.", ROLES),
        (with("/access/0/role", json!(["a"])), ".access[0].role", "It isn't a text.", ROLES),
        (with("/access/0/on", json!(null)), ".access[0].on", "It is missing.", REACH),
        (with("/access/0/on", json!("some")), ".access[0].on", "It is neither \"all\" nor a list.", REACH),
        (with("/access/0/on", json!(true)), ".access[0].on", "It is neither \"all\" nor a list.", REACH),
        (with("/access/0/on", json!(["a", 7])), ".access[0].on", "It isn't a list of texts.", TEXTS),
        (with("/access/0/on", json!([""])), ".access[0].on", "It isn't a list of texts.", TEXTS),
    ] {
        let config = read(&json!([good(), template, with("/name", json!("third"))]));
        let [problem] = config.problems.as_slice() else { panic!("{template}: {:?}", config.problems) };
        let told = (problem.field.as_str(), problem.why.as_str(), problem.right.as_str());
        assert_eq!(told, (format!("templates[1]{field}").as_str(), why, right), "{template}");
        assert_eq!(names(&config), ["CI", "third"], "{template}");
    }
}

#[test]
fn what_is_wrong_beside_the_access_is_named_too() {
    let none = "Write when to choose it, or leave it out.";
    let known = "Known here are name, purpose, days, access.";
    for (template, field, why, right) in [
        (with("/purpose", json!(7)), "purpose", "It isn't a text.", none),
        (with("/days", json!(0)), "days", "0 can't be used here.", DAYS),
        (with("/days", json!(3651)), "days", "3651 can't be used here.", DAYS),
        (with("/days", json!("90")), "days", "\"90\" can't be used here.", DAYS),
        (with("/days", json!(1.5)), "days", "1.5 can't be used here.", DAYS),
        (with("/colour", json!("red")), "colour", "This field is unknown.", known),
        (
            with("/access/0/stack_roles", json!("viewer")),
            "access[0].stack_roles",
            "It isn't a list of texts.",
            TEXTS,
        ),
        (
            with("/access", json!([{"where": "organization", "role": "billing-admin", "on": "all"}])),
            "access[0].on",
            "A role on the organization has no such limit.",
            "Leave it out.",
        ),
    ] {
        let config = read(&json!([template]));
        let [problem] = config.problems.as_slice() else { panic!("{template}: {:?}", config.problems) };
        let told = (problem.field.as_str(), problem.why.as_str(), problem.right.as_str());
        assert_eq!(told, (format!("templates[0].{field}").as_str(), why, right), "{template}");
    }
}

#[test]
fn one_wrong_grant_among_good_ones_takes_the_whole_template_away() {
    let access = json!([
        good()["access"][0],
        {"where": "deployments", "role": "deployment-admin", "on": "every"},
        {"where": "security-Projects", "role": ""},
    ]);
    let config = read(&json!([with("/access", access), good()]));
    let fields: Vec<_> = config.problems.iter().map(|problem| problem.field.as_str()).collect();
    let wrong = ["access[1].on", "access[2].where", "access[2].role"];
    assert_eq!(fields, wrong.map(|field| format!("templates[0].{field}")));
    assert_eq!(names(&config), ["CI"]);
    assert_eq!(config.templates[0].grants.len(), 1);
}
