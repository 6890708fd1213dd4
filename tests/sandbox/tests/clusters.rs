//! Connected clusters: the list, and roles on them.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::*;
use sandbox::{Response, Sandbox};
use serde_json::{Value, json};

const CLUSTERS: &str = "/api/v1/cloud-connected/clusters";

fn items(response: &Response) -> Vec<Value> {
    response.json_body()["items"].as_array().expect("a list").clone()
}

fn role(change: &Value) -> Value {
    let mut entry = json!({"role_id": "cloud-connected-admin", "organization_id": ORGANIZATION});
    for (name, value) in change.as_object().expect("an object") {
        entry[name] = value.clone();
    }
    json!({"cloud_connected_resource": [entry]})
}

fn create(sandbox: &mut Sandbox, roles: &Value) -> Response {
    post(sandbox, KEYS, &json!({"description": "clusters", "role_assignments": roles}))
}

fn ids(sandbox: &mut Sandbox) -> Vec<Value> {
    items(&get(sandbox, CLUSTERS)).iter().map(|cluster| cluster["id"].clone()).collect()
}

#[test]
fn an_owner_sees_all_clusters_with_the_contracts_members() {
    let response = get(&mut sandbox(24), CLUSTERS);
    assert_eq!((response.status, response.header("etag")), (200, None));
    assert_eq!(members(&response.json_body()), ["items"]);
    let all = items(&response);
    assert_eq!(all.len(), 4);
    for cluster in &all {
        let expected = ["id", "license", "metadata", "name", "self_managed_cluster", "services"];
        assert_eq!(members(cluster), expected);
        let id = cluster["id"].as_str().expect("an id");
        let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        assert!(id.len() == 32 && id.bytes().all(is_fine), "{id}");
        assert_eq!(members(&cluster["metadata"]), ["created_at", "created_by", "organization_id"]);
        assert_eq!(members(&cluster["self_managed_cluster"]), ["id", "name", "version"]);
        assert_eq!(members(&cluster["license"]), ["type", "uid"]);
        assert_eq!(members(&cluster["services"]), ["auto_ops", "eis"]);
        for service in ["auto_ops", "eis"] {
            assert!(cluster["services"][service]["enabled"].is_boolean());
        }
    }
}

#[test]
fn the_list_needs_a_role_and_takes_nothing() {
    let mut sandbox = sandbox(24);
    let member = sandbox.handle(&signed("GET", CLUSTERS, MEMBER));
    assert_eq!((member.status, codes(&member)), (403, vec!["root.unauthorized".to_owned()]));
    assert_eq!(sandbox.handle(&sandbox::Request::new("GET", CLUSTERS)).status, 401);
    assert_eq!(get(&mut sandbox, &format!("{CLUSTERS}?page=1")).status, 400);
    assert_eq!(get(&mut sandbox, &format!("{CLUSTERS}/")).status, 404);
    assert_eq!(delete(&mut sandbox, CLUSTERS).status, 405);
    let with_body = signed("GET", CLUSTERS, OWNER).with_json(&json!({}));
    assert_eq!(sandbox.handle(&with_body).status, 400);
}

#[test]
fn a_key_may_hold_a_role_on_all_or_some_and_sees_these() {
    let mut sandbox = sandbox(24);
    let all = ids(&mut sandbox);
    for (change, seen) in [
        (json!({"all": true}), &all[..]),
        (json!({"all": false, "resource_ids": [all[1]]}), &all[1..2]),
        (json!({"resource_ids": [all[0], all[2]]}), &[all[0].clone(), all[2].clone()]),
    ] {
        let response = create(&mut sandbox, &role(&change));
        assert_eq!(response.status, 201, "{change}");
        let key = response.json_body();
        assert_eq!(key["role_assignments"], role(&change));
        let secret = key["key"].as_str().expect("a secret");
        let visible = items(&sandbox.handle(&signed("GET", CLUSTERS, secret)));
        assert_eq!(visible.iter().map(|cluster| cluster["id"].clone()).collect::<Vec<_>>(), seen);
    }
}

#[test]
fn wrong_roles_on_clusters_are_refused_where_they_are_wrong() {
    let mut sandbox = sandbox(24);
    let one = ids(&mut sandbox)[0].clone();
    for (change, field) in [
        (json!({}), "[0].resource_ids"),
        (json!({"all": false}), "[0].resource_ids"),
        (json!({"all": true, "resource_ids": [one]}), "[0].resource_ids"),
        (json!({"resource_ids": ["nobody"]}), "[0].resource_ids"),
        (json!({"all": true, "project_ids": [one]}), "[0].project_ids"),
        (json!({"all": true, "application_roles": ["viewer"]}), "[0].application_roles"),
        (json!({"all": true, "role_id": "cloud-connected-viewer"}), "[0].role_id"),
        (json!({"all": true, "role_id": "deployment-viewer"}), "[0].role_id"),
        (json!({"all": true, "organization_id": "1"}), "[0].organization_id"),
    ] {
        let response = create(&mut sandbox, &role(&change));
        assert_eq!(response.status, 400, "{change}");
        assert_eq!(fields(&response), [format!("role_assignments.cloud_connected_resource{field}")]);
    }
    let elsewhere = json!({"deployment": role(&json!({"all": true}))["cloud_connected_resource"]});
    assert_eq!(fields(&create(&mut sandbox, &elsewhere)), ["role_assignments.deployment[0].role_id"]);
}

#[test]
fn a_service_may_not_know_roles_on_clusters() {
    let mut sandbox = sandbox(24);
    let refused = json!({"now": NOW, "connected_cluster_roles": "refused"});
    assert_eq!(control(&mut sandbox, "POST", "reset", &refused).status, 200);
    let roles = role(&json!({"all": true}));
    let response = create(&mut sandbox, &roles);
    assert_eq!((response.status, codes(&response)), (400, vec!["api_keys.invalid_input".to_owned()]));
    assert_eq!(fields(&response), ["role_assignments.cloud_connected_resource"]);
    let mut with_others = valid_body()["role_assignments"].clone();
    with_others["cloud_connected_resource"] = json!([]);
    assert_eq!(create(&mut sandbox, &with_others).status, 400);
    assert_eq!(get(&mut sandbox, CLUSTERS).status, 200, "the list is there all the same");
    for wish in ["accepted", "refused"] {
        let body = json!({"connected_cluster_roles": wish});
        assert_eq!(control(&mut sandbox, "POST", "reset", &body).status, 200);
    }
    for wish in [json!("maybe"), json!(true)] {
        let body = json!({"connected_cluster_roles": wish});
        assert_eq!(control(&mut sandbox, "POST", "reset", &body).status, 400);
    }
    assert_eq!(control(&mut sandbox, "POST", "reset", &json!({})).status, 200);
    assert_eq!(create(&mut sandbox, &roles).status, 201, "accepted unless told otherwise");
}

#[test]
fn one_demo_key_holds_a_role_on_clusters_that_are_there() {
    let mut sandbox = sandbox(24);
    let known = ids(&mut sandbox);
    let keys = all_keys(&mut sandbox);
    let holders: Vec<&Value> =
        keys.iter().filter_map(|key| key["role_assignments"].get("cloud_connected_resource")).collect();
    assert_eq!(holders.len(), 1);
    assert_eq!(members(&holders[0][0]), ["all", "organization_id", "resource_ids", "role_id"]);
    let named = holders[0][0]["resource_ids"].as_array().expect("a list");
    assert!(!named.is_empty() && named.iter().all(|id| known.contains(id)));
}
