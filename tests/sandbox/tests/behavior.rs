//! What a reset can change in the way the service behaves.

mod common;

use common::*;
use sandbox::Sandbox;
use serde_json::{Value, json};

fn reset(sandbox: &mut Sandbox, body: &Value) {
    assert_eq!(control(sandbox, "POST", "reset", body).status, 200, "{body}");
}

#[test]
fn calls_beyond_the_limit_are_refused_until_the_next_minute() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"now": NOW, "calls_per_minute": 2}));
    let terms = format!("/api/v1/cloud-connected/organizations/{ORGANIZATION}/terms-and-conditions");
    for (target, remaining) in [(KEYS, "1"), (terms.as_str(), "0")] {
        let response = get(&mut sandbox, target);
        assert_eq!(response.status, 200, "{target}");
        assert_eq!(response.header("x-ratelimit-limit"), Some("2"));
        assert_eq!(response.header("x-ratelimit-remaining"), Some(remaining));
    }
    for target in [KEYS, &terms] {
        let response = get(&mut sandbox, target);
        assert_eq!((response.status, codes(&response)), (429, vec!["root.rate_limit_exceeded".to_owned()]));
        assert_eq!(response.header("x-cloud-error-codes"), Some("root.rate_limit_exceeded"));
        assert_eq!(response.header("x-ratelimit-remaining"), Some("0"));
        assert_eq!(response.header("x-ratelimit-interval"), Some("60s"));
        assert_eq!(response.header("retry-after"), None);
        assert!(response.header("X-Elastic-Api-Key-Expiration").is_some());
    }
    assert_eq!(sandbox.handle(&signed("GET", KEYS, "essu_wrong")).status, 401, "keys come first");
    set_clock(&mut sandbox, "2026-11-22T09:00:59.999Z");
    assert_eq!(post(&mut sandbox, KEYS, &valid_body()).status, 429);
    set_clock(&mut sandbox, "2026-11-22T09:01:00Z");
    assert_eq!(all_keys(&mut sandbox).len(), 24, "a refused call is not carried out");
    reset(&mut sandbox, &json!({"now": NOW}));
    assert_eq!(get(&mut sandbox, KEYS).header("x-ratelimit-limit"), Some("1000"));
}

#[test]
fn a_limit_of_nothing_refuses_everything() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"calls_per_minute": 0}));
    assert_eq!(get(&mut sandbox, KEYS).status, 429);
}

#[test]
fn who_is_calling_may_be_told_by_nobody() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"whoami": false}));
    for target in ["/api/v1/saas/user", "/api/v1/saas/user?show_role_assignments=true"] {
        let response = get(&mut sandbox, target);
        assert_eq!((response.status, codes(&response)), (404, vec!["root.resource_not_found".to_owned()]));
    }
    reset(&mut sandbox, &json!({}));
    assert_eq!(get(&mut sandbox, "/api/v1/saas/user").status, 200);
}

#[test]
fn headers_may_be_kept_from_pages() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"expose_headers": false}));
    for target in [KEYS, "/es/api/v1/credentials/api_keys/", "/_sandbox/requests"] {
        let response = sandbox.handle(&signed("GET", target, OWNER).with_header("Origin", ORIGIN));
        assert!(response.header("access-control-allow-origin").is_some(), "{target}");
        assert_eq!(response.header("access-control-expose-headers"), None, "{target}");
    }
    let response = get(&mut sandbox, KEYS);
    assert!(response.header("X-Elastic-Api-Key-Expiration").is_some(), "they are sent all the same");
    reset(&mut sandbox, &json!({}));
    let response = sandbox.handle(&signed("GET", KEYS, OWNER).with_header("Origin", ORIGIN));
    assert!(response.header("access-control-expose-headers").is_some());
}

#[test]
fn wrong_wishes_are_refused_and_change_nothing() {
    let mut sandbox = sandbox(24);
    reset(&mut sandbox, &json!({"now": NOW, "keys": 3}));
    for body in [
        json!({"calls_per_minute": -1}),
        json!({"calls_per_minute": "many"}),
        json!({"whoami": "no"}),
        json!({"expose_headers": 0}),
        json!({"expose_header": false}),
    ] {
        let response = control(&mut sandbox, "POST", "reset", &body);
        assert_eq!(response.status, 400, "{body}");
        assert!(response.json_body()["error"].is_string());
    }
    assert_eq!(all_keys(&mut sandbox).len(), 3);
}
