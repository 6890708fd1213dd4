//! Who may do what with connected clusters, and what a cluster's own key opens.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::clusters::*;
use common::*;
use sandbox::Sandbox;
use serde_json::{Value, json};

/// Statuses of: list, connect, read, change, rotate, end pending, rotate and end the service's, disconnect.
fn statuses(sandbox: &mut Sandbox, secret: &str, id: &str) -> [u16; 9] {
    let empty = json!({});
    let calls = [
        ("GET", CLUSTERS.to_owned(), None),
        ("POST", CLUSTERS.to_owned(), Some(new_cluster())),
        ("GET", path(id), None),
        ("PATCH", path(id), Some(empty)),
        ("POST", key_path(id, "_rotate"), None),
        ("POST", key_path(id, "_revoke-pending"), None),
        ("POST", key_path(id, "eis/_rotate"), None),
        ("POST", key_path(id, "eis/_revoke-pending"), None),
        ("DELETE", path(id), None),
    ];
    calls.map(|(method, target, body)| {
        let request = signed(method, &target, secret);
        let response = sandbox.handle(&match body {
            Some(body) => request.with_json(&body),
            None => request,
        });
        if response.status == 403 {
            assert_eq!(refused(&response).1, "root.unauthorized", "{method} {target}");
        }
        response.status
    })
}

#[test]
fn an_owner_and_an_admin_on_all_clusters_may_do_everything() {
    let all = [200, 201, 200, 200, 200, 200, 200, 200, 200];
    assert_eq!(statuses(&mut with_terms(&json!({})), OWNER, FRANKFURT), all);
    let mut sandbox = with_terms(&json!({}));
    let secret = admin(&mut sandbox, None);
    assert_eq!(statuses(&mut sandbox, &secret, FRANKFURT), all);
}

#[test]
fn an_admin_on_chosen_clusters_connects_but_does_not_disconnect() {
    let mut sandbox = with_terms(&json!({}));
    let secret = admin(&mut sandbox, Some(&[FRANKFURT]));
    let own = [200, 201, 200, 200, 200, 200, 200, 200, 403];
    assert_eq!(statuses(&mut sandbox, &secret, FRANKFURT), own);
    let elsewhere = [200, 403, 404, 404, 404, 404, 404, 404, 404];
    assert_eq!(statuses(&mut sandbox, &secret, LAB), elsewhere, "what it connected is not its own");
}

#[test]
fn a_viewer_only_reads() {
    let mut sandbox = with_terms(&json!({}));
    let reads = [200, 403, 200, 403, 403, 403, 403, 403, 403];
    assert_eq!(statuses(&mut sandbox, VIEWER, FRANKFURT), reads);
    let keys = all_keys(&mut sandbox);
    assert_eq!(keys.len(), 24, "no list shows the demo viewer's key");
}

#[test]
fn who_has_no_role_on_clusters_sees_none() {
    let mut sandbox = with_terms(&json!({}));
    assert_eq!(statuses(&mut sandbox, MEMBER, FRANKFURT), [403; 9]);
    assert_eq!(statuses(&mut sandbox, "essu_wrong", FRANKFURT), [401; 9]);
}

#[test]
fn a_clusters_own_key_does_everything_with_it_and_nothing_elsewhere() {
    let mut sandbox = with_terms(&json!({}));
    let elsewhere = [200, 403, 404, 404, 404, 404, 404, 404, 404];
    assert_eq!(statuses(&mut sandbox, CLUSTER_KEY, LAB), elsewhere);
    let list = sandbox.handle(&signed("GET", CLUSTERS, CLUSTER_KEY)).json_body();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    // Rotating it and ending the pending ones leaves its own bearer with a key that works no more.
    let own = [200, 403, 200, 200, 200, 200, 401, 401, 401];
    assert_eq!(statuses(&mut sandbox, CLUSTER_KEY, FRANKFURT), own);
    let new = keys_of(&mut sandbox, FRANKFURT)["cluster"]["current"][0].as_str().expect("a key").to_owned();
    assert_eq!(sandbox.handle(&signed("DELETE", &path(FRANKFURT), &new)).status, 200);
    assert_eq!(status_with(&mut sandbox, &new), 401);
}

#[test]
fn one_can_sign_in_with_a_clusters_own_key() {
    let mut sandbox = reset(&json!({}));
    let mut call = |method: &str, target: &str| sandbox.handle(&signed(method, target, CLUSTER_KEY));
    let organizations = call("GET", "/api/v1/organizations");
    assert_eq!(organizations.status, 200);
    assert_eq!(organizations.json_body()["organizations"][0]["id"], ORGANIZATION);
    assert_eq!(organizations.header("X-Elastic-Api-Key-Expiration"), None);
    assert!(organizations.header("x-ratelimit-limit").is_some());
    let user = call("GET", "/api/v1/saas/user?show_role_assignments=true").json_body()["user"].clone();
    let role = json!({
        "role_id": "cloud-connected-admin",
        "organization_id": ORGANIZATION,
        "all": false,
        "resource_ids": [FRANKFURT],
    });
    assert_eq!(user["role_assignments"], json!({"cloud_connected_resource": [role]}));
    assert_eq!(user["user_id"], "1014289666002276", "who connected it");
    for target in [KEYS, "/api/v1/deployments", "/api/v1/serverless/projects/security", "/api/v1/account"] {
        assert_eq!(codes(&call("GET", target)), ["root.unauthorized"], "{target}");
        assert_eq!(call("GET", target).status, 403, "{target}");
    }
    let base = format!("/api/v1/cloud-connected/organizations/{ORGANIZATION}");
    assert_eq!(call("GET", &format!("{base}/subscription")).status, 200);
    assert_eq!(call("GET", &format!("{base}/terms-and-conditions")).status, 200);
    assert_eq!(call("POST", &format!("{base}/terms-and-conditions/_accept")).status, 403);
}

#[test]
fn tests_may_look_at_the_keys_of_a_cluster_and_requests_do_not_tell_them() {
    let mut sandbox = reset(&json!({}));
    let keys = keys_of(&mut sandbox, FRANKFURT);
    assert_eq!(members(&keys), ["cluster", "eis"]);
    assert_eq!(members(&keys["eis"]), ["current", "pending"]);
    act(&mut sandbox, FRANKFURT, "_rotate");
    let new = keys_of(&mut sandbox, FRANKFURT)["cluster"]["current"][0].clone();
    let notes = control(&mut sandbox, "GET", "requests", &Value::Null).json_body();
    assert!(!notes.to_string().contains(new.as_str().expect("a key")));
}
