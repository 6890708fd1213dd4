//! Disconnecting a cluster: scheduled first, gone after a while.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::clusters::*;
use common::*;
use serde_json::json;

#[test]
fn a_disconnection_is_scheduled_and_comes_to_its_end() {
    let mut sandbox = with_terms(&json!({}));
    let before = get(&mut sandbox, &path(FRANKFURT));
    let answer = delete(&mut sandbox, &path(FRANKFURT));
    assert_eq!((answer.status, answer.body.as_slice(), answer.header("content-type")), (200, &[][..], None));
    assert_ne!(etag(&answer), etag(&before));
    set_clock(&mut sandbox, "2026-11-22T09:00:29.999Z");
    let meanwhile = get(&mut sandbox, &path(FRANKFURT));
    assert_eq!((meanwhile.status, meanwhile.json_body()), (200, before.json_body()));
    assert_eq!(etag(&meanwhile), etag(&answer));
    let invalid_state = (409, INVALID_STATE.to_owned());
    assert_eq!(refused(&patch(&mut sandbox, FRANKFURT, &json!({"name": "x"}))), invalid_state);
    for action in ["_rotate", "eis/_rotate", "_revoke-pending", "eis/_revoke-pending"] {
        assert_eq!(refused(&act(&mut sandbox, FRANKFURT, action)), invalid_state, "{action}");
    }
    let again = delete(&mut sandbox, &path(FRANKFURT));
    assert_eq!(refused(&again), (409, "clusters.delete_cluster.invalid_state".to_owned()));
    let mut same = new_cluster();
    same["self_managed_cluster"]["id"] = before.json_body()["self_managed_cluster"]["id"].clone();
    let reconnected = post(&mut sandbox, CLUSTERS, &same);
    assert_eq!(refused(&reconnected), (409, "clusters.create_cluster.invalid_state".to_owned()));
    set_clock(&mut sandbox, "2026-11-22T09:00:30Z");
    let not_found = (404, "clusters.not_found".to_owned());
    assert_eq!(refused(&get(&mut sandbox, &path(FRANKFURT))), not_found);
    assert_eq!(refused(&delete(&mut sandbox, &path(FRANKFURT))), not_found);
    assert_eq!(refused(&act(&mut sandbox, FRANKFURT, "_rotate")), not_found);
    let list = get(&mut sandbox, CLUSTERS).json_body();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(3));
    let anew = post(&mut sandbox, CLUSTERS, &same);
    assert_eq!(anew.status, 201);
    assert_ne!(anew.json_body()["id"], FRANKFURT);
}

#[test]
fn the_clusters_keys_end_at_once() {
    let mut sandbox = reset(&json!({}));
    assert_eq!(sandbox.handle(&signed("DELETE", &path(FRANKFURT), CLUSTER_KEY)).status, 200);
    assert_eq!(status_with(&mut sandbox, CLUSTER_KEY), 401);
    assert_eq!(keys_of(&mut sandbox, FRANKFURT)["cluster"], json!({"current": [], "pending": []}));
    let roles = json!({"cloud_connected_resource": [{
        "role_id": "cloud-connected-admin", "organization_id": ORGANIZATION, "resource_ids": [FRANKFURT],
    }]});
    let body = json!({"description": "x", "role_assignments": roles});
    assert_eq!(post(&mut sandbox, KEYS, &body).status, 201, "it is still there");
    set_clock(&mut sandbox, "2026-11-22T09:01:00Z");
    assert_eq!(post(&mut sandbox, KEYS, &body).status, 400, "roles can't name it any more");
}

#[test]
fn how_long_it_takes_can_be_set() {
    let mut sandbox = reset(&json!({"disconnect_ms": 0}));
    assert_eq!(delete(&mut sandbox, &path(LAB)).status, 200);
    assert_eq!(get(&mut sandbox, &path(LAB)).status, 404);
}

#[test]
fn wrong_requests_are_refused() {
    for (wishes, status) in [(json!({}), 412), (json!({"stale_status": 409}), 409)] {
        let mut sandbox = reset(&wishes);
        let read = current_etag(&mut sandbox, LAB);
        patch(&mut sandbox, LAB, &json!({"name": "laboratory"}));
        let conditional = |etag: &str| signed("DELETE", &path(LAB), OWNER).with_header("If-Match", etag);
        let stale = sandbox.handle(&conditional(&read));
        assert_eq!(refused(&stale), (status, "clusters.etag_mismatch".to_owned()));
        let with_body = signed("DELETE", &path(LAB), OWNER).with_json(&json!({}));
        assert_eq!(refused(&sandbox.handle(&with_body)), (400, "root.invalid_data".to_owned()));
        let query = delete(&mut sandbox, &format!("{}?force=true", path(LAB)));
        assert_eq!(refused(&query), (400, "root.invalid_data".to_owned()));
        assert_eq!(sandbox.handle(&sandbox::Request::new("DELETE", &path(LAB))).status, 401);
        let fresh = current_etag(&mut sandbox, LAB);
        assert_eq!(sandbox.handle(&conditional(&fresh)).status, 200);
    }
}
