//! Rotating keys of clusters and of their service, and ending the old ones early.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::clusters::*;
use common::*;
use serde_json::{Value, json};

const UNTIL: &str = "2026-11-29T09:00:00.000Z";

fn pending(secret: &str, until: &str) -> Value {
    json!({"key": secret, "until": until})
}

#[test]
fn the_old_cluster_key_works_for_seven_days_more() {
    let mut sandbox = reset(&json!({}));
    let before = current_etag(&mut sandbox, FRANKFURT);
    let answer = act(&mut sandbox, FRANKFURT, "_rotate");
    assert_eq!(answer.header("etag"), None);
    let new = key(&answer);
    assert_ne!(current_etag(&mut sandbox, FRANKFURT), before, "it has changed all the same");
    let known = json!({"current": [new], "pending": [pending(CLUSTER_KEY, UNTIL)]});
    assert_eq!(keys_of(&mut sandbox, FRANKFURT)["cluster"], known);
    set_clock(&mut sandbox, "2026-11-29T08:59:59.999Z");
    assert_eq!((status_with(&mut sandbox, &new), status_with(&mut sandbox, CLUSTER_KEY)), (200, 200));
    set_clock(&mut sandbox, UNTIL);
    assert_eq!((status_with(&mut sandbox, &new), status_with(&mut sandbox, CLUSTER_KEY)), (200, 401));
    assert_eq!(keys_of(&mut sandbox, FRANKFURT)["cluster"], json!({"current": [new], "pending": []}));
}

#[test]
fn several_rotations_leave_several_keys_pending_each_for_its_own_time() {
    let mut sandbox = reset(&json!({}));
    let second = key(&act(&mut sandbox, FRANKFURT, "_rotate"));
    set_clock(&mut sandbox, "2026-11-24T09:00:00Z");
    let third = key(&act(&mut sandbox, FRANKFURT, "_rotate"));
    let known = json!({
        "current": [third],
        "pending": [pending(CLUSTER_KEY, UNTIL), pending(&second, "2026-12-01T09:00:00.000Z")],
    });
    assert_eq!(keys_of(&mut sandbox, FRANKFURT)["cluster"], known);
    set_clock(&mut sandbox, "2026-11-30T09:00:00Z");
    let statuses = [CLUSTER_KEY, &second, &third].map(|secret| status_with(&mut sandbox, secret));
    assert_eq!(statuses, [401, 200, 200]);
}

#[test]
fn pending_keys_can_be_ended_at_once() {
    let mut sandbox = reset(&json!({}));
    let second = key(&act(&mut sandbox, FRANKFURT, "_rotate"));
    let third = key(&act(&mut sandbox, FRANKFURT, "_rotate"));
    let before = current_etag(&mut sandbox, FRANKFURT);
    let answer = act(&mut sandbox, FRANKFURT, "_revoke-pending");
    assert_eq!((answer.status, answer.body.as_slice(), answer.header("etag")), (200, &[][..], None));
    assert_eq!(answer.header("content-type"), None);
    let statuses = [CLUSTER_KEY, &second, &third].map(|secret| status_with(&mut sandbox, secret));
    assert_eq!(statuses, [401, 401, 200]);
    let after = current_etag(&mut sandbox, FRANKFURT);
    assert_ne!(after, before);
    assert_eq!(act(&mut sandbox, FRANKFURT, "_revoke-pending").status, 200);
    assert_eq!(current_etag(&mut sandbox, FRANKFURT), after, "there was nothing to end");
}

#[test]
fn the_services_keys_have_a_life_of_their_own() {
    let mut sandbox = reset(&json!({}));
    let first = keys_of(&mut sandbox, FRANKFURT)["eis"]["current"][0].clone();
    let before = current_etag(&mut sandbox, FRANKFURT);
    let answer = act(&mut sandbox, FRANKFURT, "eis/_rotate");
    assert_eq!(answer.header("etag"), None);
    let second = key(&answer);
    assert_ne!(current_etag(&mut sandbox, FRANKFURT), before);
    let pending = json!([pending(first.as_str().expect("a key"), UNTIL)]);
    let keys = keys_of(&mut sandbox, FRANKFURT);
    assert_eq!(keys["eis"], json!({"current": [second], "pending": pending}));
    assert_eq!(keys["cluster"], json!({"current": [CLUSTER_KEY], "pending": []}));
    assert_eq!(act(&mut sandbox, FRANKFURT, "_revoke-pending").status, 200);
    assert_eq!(keys_of(&mut sandbox, FRANKFURT)["eis"]["pending"], pending, "not the cluster's");
    let ended = act(&mut sandbox, FRANKFURT, "eis/_revoke-pending");
    assert_eq!((ended.status, ended.body.as_slice(), ended.header("etag")), (200, &[][..], None));
    assert_eq!(keys_of(&mut sandbox, FRANKFURT)["eis"], json!({"current": [second], "pending": []}));
}

#[test]
fn there_is_nothing_to_rotate_for_other_services_or_where_it_is_off() {
    let mut sandbox = reset(&json!({}));
    let off = act(&mut sandbox, WAREHOUSE, "eis/_rotate");
    assert_eq!(refused(&off), (404, "clusters.service_key_not_found".to_owned()));
    assert_eq!(act(&mut sandbox, WAREHOUSE, "eis/_revoke-pending").status, 200);
    for action in
        ["auto_ops/_rotate", "auto_ops/_revoke-pending", "EIS/_rotate", "eis/_list", "_list", "eis", ""]
    {
        let refusal = act(&mut sandbox, FRANKFURT, action);
        assert_eq!(refused(&refusal), (404, "root.resource_not_found".to_owned()), "{action}");
    }
}

#[test]
fn a_cluster_without_a_key_gets_its_first() {
    let mut sandbox = reset(&json!({}));
    assert_eq!(keys_of(&mut sandbox, FACTORY)["cluster"], json!({"current": [], "pending": []}));
    let first = key(&act(&mut sandbox, FACTORY, "_rotate"));
    assert_eq!(keys_of(&mut sandbox, FACTORY)["cluster"], json!({"current": [first], "pending": []}));
    assert_eq!(status_with(&mut sandbox, &first), 200);
}

#[test]
fn wrong_requests_are_refused() {
    for action in ["_rotate", "_revoke-pending", "eis/_rotate", "eis/_revoke-pending"] {
        let mut sandbox = reset(&json!({}));
        let target = key_path(FRANKFURT, action);
        let read = current_etag(&mut sandbox, FRANKFURT);
        let conditional = |etag: &str| signed("POST", &target, OWNER).with_header("If-Match", etag);
        let body = post(&mut sandbox, &target, &json!({"key": "mine"}));
        assert_eq!(refused(&body), (400, "invalid.request.body".to_owned()), "{action}");
        let query = post(&mut sandbox, &format!("{target}?x=1"), &json!({}));
        assert_eq!(refused(&query), (400, "root.invalid_data".to_owned()), "{action}");
        assert_eq!(get(&mut sandbox, &target).header("allow"), Some("POST"), "{action}");
        assert_eq!(sandbox.handle(&sandbox::Request::new("POST", &target)).status, 401);
        let unknown = act(&mut sandbox, "nobody", action);
        assert_eq!(refused(&unknown), (404, "clusters.not_found".to_owned()), "{action}");
        assert_eq!(current_etag(&mut sandbox, FRANKFURT), read, "{action}: nothing happened");
        assert_eq!(post(&mut sandbox, &target, &json!({})).status, 200, "Elastic's client sends this");
        patch(&mut sandbox, FRANKFURT, &json!({"name": "changed"}));
        let stale = sandbox.handle(&conditional(&read));
        assert_eq!(refused(&stale), (412, "clusters.etag_mismatch".to_owned()), "{action}");
        let fresh = current_etag(&mut sandbox, FRANKFURT);
        assert_eq!(sandbox.handle(&conditional(&fresh)).status, 200, "{action}");
    }
}
