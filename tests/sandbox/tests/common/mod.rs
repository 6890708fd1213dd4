//! Calls a sandbox without a server, the way its owner would.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

pub mod clusters;

use sandbox::{Options, Request, Response, Sandbox, Seed};
use serde_json::{Value, json};

pub const ORGANIZATION: &str = "198583657190";
pub const DEPLOYMENT: &str = "ce03a623751b4fc98d48400fec58b9c0";
pub const SEARCH_PROJECT: &str = "a3f81c07d2e64b59880c6f1e9d3b7a42";
pub const SECURITY_PROJECT: &str = "e72c0f9d8b5a416e9f3ad1c7b4068e25";
pub const KEYS: &str = "/api/v1/users/auth/keys";
pub const OWNER: &str = "essu_demo_owner_key";
pub const MEMBER: &str = "essu_demo_member_key";
pub const ORIGIN: &str = "http://localhost:4300";
pub const NOW: &str = "2026-11-22T09:00:00.000Z";

/// A sandbox whose clock stands at [`NOW`], seeded then.
pub fn sandbox(keys: usize) -> Sandbox {
    let mut sandbox =
        Sandbox::new(Options { seed: Seed::default(), allowed_origins: vec![ORIGIN.to_owned()] });
    let reset = control(&mut sandbox, "POST", "reset", &json!({"keys": keys, "now": NOW}));
    assert_eq!(reset.status, 200);
    sandbox
}

pub fn control(sandbox: &mut Sandbox, method: &str, path: &str, body: &Value) -> Response {
    let request = Request::new(method, &format!("/_sandbox/{path}"));
    sandbox.handle(&if method == "POST" { request.with_json(body) } else { request })
}

pub fn set_clock(sandbox: &mut Sandbox, now: &str) {
    assert_eq!(control(sandbox, "POST", "clock", &json!({"now": now})).status, 200);
}

pub fn fault(sandbox: &mut Sandbox, method: &str, path: &str, fault: &Value) {
    let rule = json!({"method": method, "path": path, "fault": fault});
    assert_eq!(control(sandbox, "POST", "faults", &rule).status, 200);
}

pub fn signed(method: &str, target: &str, secret: &str) -> Request {
    Request::new(method, target).with_header("Authorization", &format!("ApiKey {secret}"))
}

pub fn get(sandbox: &mut Sandbox, target: &str) -> Response {
    sandbox.handle(&signed("GET", target, OWNER))
}

pub fn delete(sandbox: &mut Sandbox, target: &str) -> Response {
    sandbox.handle(&signed("DELETE", target, OWNER))
}

pub fn post(sandbox: &mut Sandbox, target: &str, body: &Value) -> Response {
    sandbox.handle(&signed("POST", target, OWNER).with_json(body))
}

/// A create body that the real service would accept.
pub fn valid_body() -> Value {
    json!({
        "description": "ci-logs",
        "expiration": "90d",
        "role_assignments": {"deployment": [{
            "role_id": "deployment-viewer",
            "organization_id": ORGANIZATION,
            "all": false,
            "deployment_ids": [DEPLOYMENT],
        }]},
    })
}

/// Every key of the list, page after page.
pub fn all_keys(sandbox: &mut Sandbox) -> Vec<Value> {
    let mut keys = Vec::new();
    let mut target = KEYS.to_owned();
    loop {
        let body = get(sandbox, &target).json_body();
        keys.extend(body["keys"].as_array().expect("a list").iter().cloned());
        match body["next_page"].as_str() {
            Some(cursor) => target = format!("{KEYS}?next_page={cursor}"),
            None => return keys,
        }
    }
}

pub fn named<'a>(keys: &'a [Value], name: &str) -> Option<&'a Value> {
    keys.iter().find(|key| key["description"] == name)
}

/// The answer's error codes.
pub fn codes(response: &Response) -> Vec<String> {
    response.json_body()["errors"]
        .as_array()
        .expect("an error envelope")
        .iter()
        .map(|error| error["code"].as_str().unwrap_or("").to_owned())
        .collect()
}

/// The answer's fields at fault.
pub fn fields(response: &Response) -> Vec<String> {
    response.json_body()["errors"]
        .as_array()
        .expect("an error envelope")
        .iter()
        .flat_map(|error| error["fields"].as_array().cloned().unwrap_or_default())
        .map(|field| field.as_str().unwrap_or("").to_owned())
        .collect()
}

/// The members of a JSON object, sorted.
pub fn members(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}
