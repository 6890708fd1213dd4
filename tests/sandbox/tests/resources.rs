//! Any number of deployments and projects, and what keys may name of them.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::*;
use sandbox::Sandbox;
use serde_json::{Value, json};

const DEPLOYMENTS: &str = "/api/v1/deployments";
const KINDS: [&str; 3] = ["elasticsearch", "observability", "security"];

fn reset(sandbox: &mut Sandbox, body: &Value) {
    assert_eq!(control(sandbox, "POST", "reset", body).status, 200, "{body}");
}

fn list(sandbox: &mut Sandbox, target: &str, member: &str) -> Vec<Value> {
    get(sandbox, target).json_body()[member].as_array().expect("a list").clone()
}

fn projects(sandbox: &mut Sandbox, kind: &str) -> Vec<Value> {
    list(sandbox, &format!("/api/v1/serverless/projects/{kind}"), "items")
}

fn distinct(all: &[Value], member: &str) -> usize {
    all.iter().map(|one| one[member].as_str().expect("text")).collect::<std::collections::HashSet<_>>().len()
}

fn create(sandbox: &mut Sandbox, roles: &Value) -> u16 {
    post(sandbox, KEYS, &json!({"description": "x", "role_assignments": roles})).status
}

fn on_deployment(id: &Value) -> Value {
    json!({"deployment": [{"role_id": "deployment-viewer", "organization_id": ORGANIZATION, "deployment_ids": [id]}]})
}

fn on_project(kind: &str, id: &Value) -> Value {
    let entry =
        json!({"role_id": format!("{kind}-viewer"), "organization_id": ORGANIZATION, "project_ids": [id]});
    json!({"project": {kind: [entry]}})
}

#[test]
fn a_thousand_of_each_are_distinct_and_the_same_every_time() {
    let mut sandbox = sandbox(24);
    let few = list(&mut sandbox, DEPLOYMENTS, "deployments");
    let few_projects = KINDS.map(|kind| projects(&mut sandbox, kind));
    reset(&mut sandbox, &json!({"deployments": 1000, "projects": 1000}));
    let many = list(&mut sandbox, DEPLOYMENTS, "deployments");
    assert_eq!((many.len(), distinct(&many, "id"), distinct(&many, "name")), (1000, 1000, 1000));
    assert_eq!(many[..few.len()], few);
    assert_eq!(members(&many[999]), ["id", "name", "resources"]);
    let mut ids = Vec::new();
    for (kind, few) in KINDS.into_iter().zip(few_projects) {
        let many = projects(&mut sandbox, kind);
        assert_eq!((many.len(), distinct(&many, "name")), (1000, 1000), "{kind}");
        assert_eq!(many[..few.len()], few);
        assert_eq!(members(&many[999]), members(&few[0]));
        assert!(many.iter().all(|project| project["type"] == kind));
        ids.extend(many);
    }
    assert_eq!(distinct(&ids, "id"), 3000, "no two types share an id");
    reset(&mut sandbox, &json!({"deployments": 1000}));
    assert_eq!(list(&mut sandbox, DEPLOYMENTS, "deployments"), many);
}

#[test]
fn generated_ids_look_like_real_ones() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"deployments": 50, "projects": 50}));
    let mut all = list(&mut sandbox, DEPLOYMENTS, "deployments");
    all.extend(projects(&mut sandbox, "security"));
    for one in all {
        let id = one["id"].as_str().expect("an id");
        assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
}

#[test]
fn keys_may_name_what_is_there_and_nothing_else() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"deployments": 40, "projects": 40}));
    let deployment = list(&mut sandbox, DEPLOYMENTS, "deployments")[39]["id"].clone();
    let project = projects(&mut sandbox, "security")[39]["id"].clone();
    assert_eq!(create(&mut sandbox, &on_deployment(&deployment)), 201);
    assert_eq!(create(&mut sandbox, &on_project("security", &project)), 201);
    let roles = format!("/api/v1/serverless/projects/security/{}/roles", project.as_str().expect("an id"));
    assert_eq!(get(&mut sandbox, &roles).status, 200);
    reset(&mut sandbox, &json!({"deployments": 0, "projects": 0}));
    assert_eq!(list(&mut sandbox, DEPLOYMENTS, "deployments"), Vec::<Value>::new());
    for kind in KINDS {
        assert_eq!(projects(&mut sandbox, kind), Vec::<Value>::new());
    }
    for id in [&deployment, &json!(DEPLOYMENT)] {
        assert_eq!(create(&mut sandbox, &on_deployment(id)), 400);
    }
    assert_eq!(create(&mut sandbox, &on_project("elasticsearch", &json!(SEARCH_PROJECT))), 400);
    assert_eq!(get(&mut sandbox, &roles).status, 404);
    assert_eq!(all_keys(&mut sandbox).len(), 24, "keys outlive what they name");
}

#[test]
fn more_than_a_thousand_are_too_many() {
    let mut sandbox = sandbox(24);
    for body in [json!({"deployments": 1001}), json!({"projects": 1001}), json!({"projects": -1})] {
        assert_eq!(control(&mut sandbox, "POST", "reset", &body).status, 400, "{body}");
    }
}

#[test]
fn a_type_of_projects_that_came_later_has_its_roles_and_keeps_its_two_projects() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"projects": 30}));
    let later = projects(&mut sandbox, "vectordb");
    assert_eq!(later.len(), 2);
    assert_eq!(later[1]["type"], "vectordb");
    let id = later[1]["id"].clone();
    let role = |role_id: &str| json!({"role_id": role_id, "organization_id": ORGANIZATION, "all": true});
    for entry in [role("vectordb-admin"), role("vectordb-viewer")] {
        assert_eq!(create(&mut sandbox, &json!({"project": {"vectordb": [entry]}})), 201);
    }
    assert_eq!(create(&mut sandbox, &on_project("vectordb", &id)), 201);
    assert_eq!(create(&mut sandbox, &json!({"project": {"vectordb": [role("vectordb-editor")]}})), 400);
    assert_eq!(create(&mut sandbox, &on_project("vectordb", &json!(SEARCH_PROJECT))), 400);
    let target = format!("/api/v1/serverless/projects/vectordb/{}/roles", id.as_str().expect("an id"));
    assert_eq!(get(&mut sandbox, &target).status, 200);
}
