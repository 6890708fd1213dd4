//! The Search API: four operations, and the ways a `FastAPI` service refuses.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::sandbox;
use sandbox::{Request, Response, Sandbox};
use serde_json::{Value, json};

const KEYS: &str = "/es/api/v1/credentials/api_keys/";

fn signed(method: &str, target: &str) -> Request {
    Request::new(method, target)
        .with_header("Host", "127.0.0.1:4301")
        .with_header("Authorization", "ApiKey search-demo-admin")
}

fn send(sandbox: &mut Sandbox, method: &str, target: &str, body: &Value) -> Response {
    sandbox.handle(&signed(method, target).with_json(body))
}

fn list(sandbox: &mut Sandbox) -> Vec<Value> {
    let body = sandbox.handle(&signed("GET", KEYS)).json_body();
    body.as_array().expect("a bare array").clone()
}

#[test]
fn a_key_lives_through_all_four_operations() {
    let mut sandbox = sandbox(24);
    let created = send(&mut sandbox, "POST", KEYS, &json!({"config": {"permissions": "read"}}));
    assert_eq!(created.status, 200);
    assert_eq!(created.json_body()["result"], "created");
    let key = created.json_body()["api_key"].clone();
    assert_eq!(list(&mut sandbox).last(), Some(&json!({"api_key": key, "config": {"permissions": "read"}})));
    let segment = key.as_str().expect("a key").replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let config = json!({"permissions": "write", "deep": {"kept": [1, null]}});
    let updated = send(&mut sandbox, "PUT", &format!("{KEYS}{segment}"), &json!({"config": config}));
    assert_eq!(updated.json_body(), json!({"api_key": key, "result": "updated"}));
    assert_eq!(list(&mut sandbox).last().expect("the key")["config"], config);
    let target = format!("{KEYS}delete/{segment}");
    let deleted = sandbox.handle(&signed("DELETE", &target));
    assert_eq!(deleted.json_body(), json!({"api_key": key, "result": "deleted"}));
    let again = sandbox.handle(&signed("DELETE", &target));
    assert_eq!((again.status, again.json_body()), (404, json!({"detail": "API key not found"})));
}

#[test]
fn keys_that_need_care_in_a_path_are_there() {
    let mut sandbox = sandbox(24);
    for (key, segment) in [
        ("a/b+c=d/e==", "a%2Fb%2Bc%3Dd%2Fe%3D%3D"),
        ("100%/sure?#now", "100%25%2Fsure%3F%23now"),
        ("spaces in it", "spaces%20in%20it"),
        ("ключ-поиска", "%D0%BA%D0%BB%D1%8E%D1%87-%D0%BF%D0%BE%D0%B8%D1%81%D0%BA%D0%B0"),
    ] {
        let response = sandbox.handle(&signed("DELETE", &format!("{KEYS}delete/{segment}")));
        assert_eq!(response.json_body()["api_key"], key);
    }
    assert_eq!(sandbox.handle(&signed("DELETE", &format!("{KEYS}delete/a/b"))).status, 404);
}

#[test]
fn a_wrong_slash_is_redirected() {
    let mut sandbox = sandbox(24);
    for (method, target, location) in [
        ("POST", "/es/api/v1/credentials/api_keys", "/es/api/v1/credentials/api_keys/"),
        ("GET", "/es/api/v1/credentials/api_keys?a=1", "/es/api/v1/credentials/api_keys/?a=1"),
        ("PUT", "/es/api/v1/credentials/api_keys/k/", "/es/api/v1/credentials/api_keys/k"),
        ("DELETE", "/es/api/v1/credentials/api_keys/delete/k/", "/es/api/v1/credentials/api_keys/delete/k"),
    ] {
        let response = sandbox.handle(&signed(method, target));
        assert_eq!(response.status, 307, "{method} {target}");
        assert_eq!(response.header("location"), Some(&*format!("http://127.0.0.1:4301{location}")));
    }
}

#[test]
fn wrong_methods_and_credentials_are_refused() {
    let mut sandbox = sandbox(24);
    let wrong = sandbox.handle(&signed("DELETE", &format!("{KEYS}k")));
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("PUT")));
    assert_eq!(sandbox.handle(&signed("GET", "/es/api/v1/credentials")).status, 404);
    let missing = sandbox.handle(&Request::new("GET", KEYS));
    assert_eq!((missing.status, missing.json_body()), (401, json!({"detail": "Not authenticated"})));
    for value in ["search-demo-admin", "Bearer search-demo-admin", "ApiKey essu_demo_owner_key"] {
        let request = Request::new("GET", KEYS).with_header("Authorization", value);
        assert_eq!(sandbox.handle(&request).status, 401);
    }
}

#[test]
fn wrong_bodies_are_refused_where_they_are_wrong() {
    let mut sandbox = sandbox(24);
    let mut check = |method: &str, target: &str| {
        for (body, kind, location) in [
            (json!({}), "missing", json!(["body", "config"])),
            (json!({"config": "read"}), "dict_type", json!(["body", "config"])),
            (json!({"config": null}), "dict_type", json!(["body", "config"])),
            (json!({"config": {}, "name": "x"}), "extra_forbidden", json!(["body", "name"])),
            (json!([1]), "model_attributes_type", json!(["body"])),
        ] {
            let response = send(&mut sandbox, method, target, &body);
            assert_eq!(response.status, 422, "{body}");
            let error = &response.json_body()["detail"][0];
            assert_eq!((&error["type"], &error["loc"]), (&json!(kind), &location));
            assert!(error["msg"].is_string() && error.get("input").is_some());
        }
    };
    check("POST", KEYS);
    check("PUT", &format!("{KEYS}k7Qm2xVt9LrB4nWc8ZyD"));
    let empty = sandbox.handle(&signed("POST", KEYS));
    assert_eq!(empty.json_body()["detail"][0]["loc"], json!(["body"]));
    let mut broken = signed("POST", KEYS).with_header("Content-Type", "application/json");
    broken.body = b"{\"config\":".to_vec();
    assert_eq!(sandbox.handle(&broken).json_body()["detail"][0]["type"], "json_invalid");
    assert_eq!(list(&mut sandbox).len(), 8, "nothing was created");
}

#[test]
fn what_is_not_asked_for_is_refused() {
    let mut sandbox = sandbox(24);
    let queried = sandbox.handle(&signed("GET", &format!("{KEYS}?page=1")));
    assert_eq!(queried.json_body()["detail"][0]["loc"], json!(["query", "page"]));
    let target = format!("{KEYS}delete/k7Qm2xVt9LrB4nWc8ZyD");
    assert_eq!(send(&mut sandbox, "DELETE", &target, &json!({})).status, 422);
}

#[test]
fn other_keys_can_be_put_in_place() {
    let mut sandbox = sandbox(24);
    let keys = json!({"keys": [{"api_key": "only/one", "config": {"permissions": "read"}}]});
    let put = sandbox.handle(&Request::new("POST", "/_sandbox/search").with_json(&keys));
    assert_eq!((put.status, put.json_body()), (200, json!({"keys": 1})));
    assert_eq!(list(&mut sandbox), [keys["keys"][0].clone()]);
    let wrong = json!({"keys": [{"api_key": "k", "config": 1}]});
    assert_eq!(sandbox.handle(&Request::new("POST", "/_sandbox/search").with_json(&wrong)).status, 400);
    assert_eq!(list(&mut sandbox).len(), 1, "it stays as it was");
}
