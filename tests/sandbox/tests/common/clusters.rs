//! Connected clusters, the way their owner would call for them.

use super::*;

pub const CLUSTERS: &str = "/api/v1/cloud-connected/clusters";
/// Both services are on.
pub const FRANKFURT: &str = "4c7f09e2b8d14a63b5f0e1d97a2c8b36";
/// Its version is too low for the inference service; it has no key of its own.
pub const FACTORY: &str = "a91e5d03c6f24b78903de7f41b6ca852";
/// Its license does not do for the inference service.
pub const LAB: &str = "0d8b6a4f2e9c4175a3b1f5c08e7d2964";
/// Both services are off and could be on.
pub const WAREHOUSE: &str = "e6270c9b5d3f4a1891c4b7e05fa3d842";
/// May look at all clusters.
pub const VIEWER: &str = "essu_demo_cluster_viewer_key";
/// Frankfurt's own key.
pub const CLUSTER_KEY: &str = "essu_demo_cluster_key";
/// What tells that an earlier change still runs.
pub const INVALID_STATE: &str = "clusters.patch_cluster.invalid_state";

/// A sandbox whose clock stands at [`NOW`], with more wishes.
pub fn reset(wishes: &Value) -> Sandbox {
    let mut sandbox = sandbox(24);
    let mut body = json!({"now": NOW});
    for (name, value) in wishes.as_object().expect("an object") {
        body[name] = value.clone();
    }
    assert_eq!(control(&mut sandbox, "POST", "reset", &body).status, 200, "{body}");
    sandbox
}

/// The same, and the terms are accepted.
pub fn with_terms(wishes: &Value) -> Sandbox {
    let mut sandbox = reset(wishes);
    accept_terms(&mut sandbox);
    sandbox
}

pub fn accept_terms(sandbox: &mut Sandbox) {
    let target = format!("/api/v1/cloud-connected/organizations/{ORGANIZATION}/terms-and-conditions/_accept");
    assert_eq!(sandbox.handle(&signed("POST", &target, OWNER)).status, 200);
}

pub fn path(id: &str) -> String {
    format!("{CLUSTERS}/{id}")
}

/// The path of a key action of a cluster, such as `_rotate` or `eis/_rotate`.
pub fn key_path(id: &str, action: &str) -> String {
    format!("{CLUSTERS}/{id}/apikey/{action}")
}

pub fn patch(sandbox: &mut Sandbox, id: &str, body: &Value) -> Response {
    sandbox.handle(&signed("PATCH", &path(id), OWNER).with_json(body))
}

pub fn act(sandbox: &mut Sandbox, id: &str, action: &str) -> Response {
    sandbox.handle(&signed("POST", &key_path(id, action), OWNER))
}

/// A key that an answer holds.
pub fn key(response: &Response) -> String {
    assert_eq!(response.status, 200);
    assert_eq!(members(&response.json_body()), ["key"]);
    response.json_body()["key"].as_str().expect("a key").to_owned()
}

/// The `ETag` that an answer carries.
pub fn etag(response: &Response) -> String {
    let etag = response.header("etag").expect("an ETag").to_owned();
    assert!(etag.len() > 2 && etag.starts_with('"') && etag.ends_with('"'), "{etag} is not strong");
    etag
}

/// The `ETag` that reading the cluster tells.
pub fn current_etag(sandbox: &mut Sandbox, id: &str) -> String {
    etag(&get(sandbox, &path(id)))
}

/// Status and only code of a refusal, whose elements have the contract's members.
pub fn refused(response: &Response) -> (u16, String) {
    let body = response.json_body();
    assert_eq!(members(&body), ["errors"]);
    for error in body["errors"].as_array().expect("a list") {
        assert_eq!(members(error), ["code", "message"]);
    }
    let mut codes = codes(response);
    codes.dedup();
    assert_eq!(response.header("x-cloud-error-codes"), Some(codes.join(",").as_str()));
    assert_eq!(response.header("etag"), None);
    (response.status, codes.join(","))
}

/// The messages of a refusal.
pub fn messages(response: &Response) -> Vec<String> {
    let body = response.json_body();
    let errors = body["errors"].as_array().expect("a list").clone();
    errors.iter().map(|error| error["message"].as_str().unwrap_or("").to_owned()).collect()
}

/// A key of the organization with the admin's role on all clusters, or on these.
pub fn admin(sandbox: &mut Sandbox, ids: Option<&[&str]>) -> String {
    let mut role = json!({"role_id": "cloud-connected-admin", "organization_id": ORGANIZATION});
    match ids {
        Some(ids) => role["resource_ids"] = json!(ids),
        None => role["all"] = true.into(),
    }
    let roles = json!({"cloud_connected_resource": [role]});
    let created = post(sandbox, KEYS, &json!({"description": "clusters", "role_assignments": roles}));
    created.json_body()["key"].as_str().expect("a secret").to_owned()
}

/// The working keys of a cluster.
pub fn keys_of(sandbox: &mut Sandbox, id: &str) -> Value {
    let response = control(sandbox, "GET", &format!("clusters/{id}/keys"), &Value::Null);
    assert_eq!(response.status, 200);
    response.json_body()
}

/// What the list answers to a key.
pub fn status_with(sandbox: &mut Sandbox, secret: &str) -> u16 {
    sandbox.handle(&signed("GET", CLUSTERS, secret)).status
}

/// A body that connects a new cluster.
pub fn new_cluster() -> Value {
    json!({
        "self_managed_cluster": {"id": "2O_EjO6kTR6AEVYwL5fPEw", "name": "logs", "version": "9.3.1"},
        "license": {"type": "enterprise", "uid": "1234567890abcdef1234567890abcdef"},
    })
}
