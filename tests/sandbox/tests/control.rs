//! CORS, and the control path: reset, clock, faults, notes, policy reports.

mod common;

use common::*;
use sandbox::{Delivery, Request, Response, Sandbox};
use serde_json::{Value, json};
use std::time::Duration;

fn preflight(sandbox: &mut Sandbox, origin: &str, target: &str) -> Response {
    sandbox.handle(
        &Request::new("OPTIONS", target)
            .with_header("Origin", origin)
            .with_header("Access-Control-Request-Method", "POST")
            .with_header("Access-Control-Request-Headers", "authorization,content-type"),
    )
}

fn cross_origin(sandbox: &mut Sandbox, origin: &str, target: &str) -> Response {
    sandbox.handle(&signed("GET", target, OWNER).with_header("Origin", origin))
}

#[test]
fn allowed_origins_get_cors_answers() {
    let mut sandbox = sandbox(24);
    let response = preflight(&mut sandbox, ORIGIN, KEYS);
    assert_eq!(response.status, 204);
    assert_eq!(response.header("access-control-allow-origin"), Some(ORIGIN));
    assert!(response.header("access-control-allow-methods").is_some_and(|all| all.contains("DELETE")));
    assert!(response.header("access-control-allow-headers").is_some_and(|all| all.contains("authorization")));
    assert!(response.header("access-control-max-age").is_some());
    assert_eq!(response.header("access-control-allow-credentials"), None);

    for target in [KEYS, "/api/v1/nowhere", "/es/api/v1/credentials/api_keys/"] {
        let response = cross_origin(&mut sandbox, ORIGIN, target);
        assert_eq!(response.header("access-control-allow-origin"), Some(ORIGIN), "{target}");
        let exposed = response.header("access-control-expose-headers").unwrap_or("");
        assert!(
            exposed.contains("X-Elastic-Api-Key-Expiration") && exposed.contains("x-ratelimit-remaining")
        );
        assert_eq!(response.header("vary"), Some("Origin"));
    }
}

#[test]
fn other_origins_get_none() {
    let mut sandbox = sandbox(24);
    for origin in ["http://evil.example", "http://localhost:4301", "null"] {
        for response in [preflight(&mut sandbox, origin, KEYS), cross_origin(&mut sandbox, origin, KEYS)] {
            assert_eq!(response.header("access-control-allow-origin"), None);
            assert_eq!(response.header("access-control-allow-methods"), None);
            assert_eq!(response.header("access-control-expose-headers"), None);
        }
    }
}

#[test]
fn the_control_path_is_open_to_every_origin() {
    let mut sandbox = sandbox(24);
    for response in [
        preflight(&mut sandbox, "http://test.example", "/_sandbox/reset"),
        cross_origin(&mut sandbox, "http://test.example", "/_sandbox/requests"),
    ] {
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
    }
}

#[test]
fn a_reset_brings_everything_back() {
    let mut sandbox = sandbox(24);
    assert_eq!(post(&mut sandbox, KEYS, &valid_body()).status, 201);
    fault(&mut sandbox, "GET", KEYS, &json!({"status": 503}));
    let answer = control(&mut sandbox, "POST", "reset", &json!({"keys": 7, "now": NOW}));
    assert_eq!(answer.json_body(), json!({"keys": 7, "now": NOW}));
    assert_eq!(all_keys(&mut sandbox).len(), 7);
    control(&mut sandbox, "POST", "reset", &json!({}));
    assert_eq!(all_keys(&mut sandbox).len(), 24, "without a number: as started");
}

#[test]
fn mistakes_on_the_control_path_are_said() {
    let mut sandbox = sandbox(24);
    for (path, body) in [
        ("reset", json!({"keys": 10_001})),
        ("reset", json!({"key": 1})),
        ("reset", json!({"now": "today"})),
        ("clock", json!({"now": "today"})),
        ("clock", json!([])),
        ("faults", json!({"method": "GET", "path": "/", "fault": {}})),
        ("faults", json!({"method": "GET", "path": "/", "times": 0, "fault": {"delay_ms": 1}})),
        ("faults", json!({"method": "GET", "path": "/", "every": 0, "fault": {"delay_ms": 1}})),
    ] {
        let response = control(&mut sandbox, "POST", path, &body);
        assert_eq!(response.status, 400, "{path} {body}");
        assert!(response.json_body()["error"].is_string());
    }
    assert_eq!(control(&mut sandbox, "GET", "nowhere", &Value::Null).status, 404);
}

#[test]
fn a_status_fault_answers_in_place_of_the_service() {
    let mut sandbox = sandbox(24);
    let html = json!({"status": 503, "body": "<h1>busy</h1>", "content_type": "text/html", "headers": {"Retry-After": "7"}});
    fault(&mut sandbox, "POST", KEYS, &html);
    let response = post(&mut sandbox, KEYS, &valid_body());
    assert_eq!(response.status, 503);
    assert_eq!(response.body, b"<h1>busy</h1>");
    assert_eq!(response.header("content-type"), Some("text/html"));
    assert_eq!(response.header("retry-after"), Some("7"));
    assert_eq!(all_keys(&mut sandbox).len(), 24);
    assert_eq!(post(&mut sandbox, KEYS, &valid_body()).status, 201, "only once");
}

#[test]
fn a_fault_may_wait_for_each_second_call() {
    let mut sandbox = sandbox(24);
    let rule = json!({"method": "GET", "path": KEYS, "times": 2, "every": 2, "fault": {"status": 503}});
    assert_eq!(control(&mut sandbox, "POST", "faults", &rule).status, 200);
    let statuses: Vec<u16> = (0..6).map(|_| get(&mut sandbox, KEYS).status).collect();
    assert_eq!(statuses, [200, 503, 200, 503, 200, 200]);
}

#[test]
fn a_dropped_call_is_carried_out_only_after_commit() {
    let mut sandbox = sandbox(24);
    for (moment, count) in [("before", 24), ("after_commit", 25)] {
        fault(&mut sandbox, "POST", "/api/v1/users/*", &json!({"drop": moment}));
        let response = post(&mut sandbox, KEYS, &valid_body());
        assert_eq!(response.delivery, Delivery::Dropped);
        assert_eq!(all_keys(&mut sandbox).len(), count, "{moment}");
    }
}

#[test]
fn delays_and_cuts_are_carried_out_by_the_server() {
    let mut sandbox = sandbox(24);
    fault(&mut sandbox, "GET", KEYS, &json!({"delay_ms": 250}));
    fault(&mut sandbox, "GET", KEYS, &json!({"truncate": 10}));
    let late = get(&mut sandbox, KEYS);
    assert_eq!(late.delivery, Delivery::Late(Duration::from_millis(250)));
    assert_eq!(get(&mut sandbox, KEYS).delivery, Delivery::Truncated(10));
    assert_eq!(get(&mut sandbox, KEYS).delivery, Delivery::Whole);
}

#[test]
fn faults_leave_preflights_alone_and_can_be_cleared() {
    let mut sandbox = sandbox(24);
    fault(&mut sandbox, "POST", "/*", &json!({"drop": "before"}));
    assert_eq!(preflight(&mut sandbox, ORIGIN, KEYS).status, 204);
    control(&mut sandbox, "DELETE", "faults", &Value::Null);
    assert_eq!(post(&mut sandbox, KEYS, &valid_body()).status, 201);
}

#[test]
fn requests_are_noted_without_credentials() {
    let mut sandbox = sandbox(24);
    post(&mut sandbox, &format!("{KEYS}?x=1"), &json!({"description": "ci"}));
    let notes = control(&mut sandbox, "GET", "requests", &Value::Null).json_body();
    let note = &notes[0];
    assert_eq!(
        (&note["method"], &note["path"], &note["query"]),
        (&json!("POST"), &json!(KEYS), &json!("x=1"))
    );
    assert_eq!(note["body"], json!({"description": "ci"}));
    assert_eq!(note["status"], 400);
    assert_eq!(note["headers"], json!(["authorization", "content-type"]));
    assert!(!notes.to_string().contains(OWNER));
    control(&mut sandbox, "DELETE", "requests", &Value::Null);
    assert_eq!(control(&mut sandbox, "GET", "requests", &Value::Null).json_body(), json!([]));
}

#[test]
fn policy_reports_are_collected_through_resets() {
    let mut sandbox = sandbox(24);
    let report = json!({"csp-report": {"violated-directive": "script-src"}});
    assert_eq!(control(&mut sandbox, "POST", "csp", &report).status, 204);
    control(&mut sandbox, "POST", "reset", &json!({}));
    assert_eq!(control(&mut sandbox, "GET", "csp", &Value::Null).json_body(), json!([report]));
    control(&mut sandbox, "DELETE", "csp", &Value::Null);
    assert_eq!(control(&mut sandbox, "GET", "csp", &Value::Null).json_body(), json!([]));
}
