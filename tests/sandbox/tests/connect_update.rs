//! Changing a cluster, and its services.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::clusters::*;
use common::*;
use sandbox::Sandbox;
use serde_json::{Value, json};

fn cluster(sandbox: &mut Sandbox, id: &str) -> Value {
    get(sandbox, &path(id)).json_body()
}

fn switch(service: &str, on: bool) -> Value {
    json!({"services": {service: {"enabled": on}}})
}

fn patch_if(sandbox: &mut Sandbox, etag: &str, body: &Value) -> sandbox::Response {
    let request = signed("PATCH", &path(WAREHOUSE), OWNER).with_json(body);
    sandbox.handle(&request.with_header("If-Match", etag))
}

#[test]
fn what_is_left_out_stays() {
    let mut sandbox = reset(&json!({}));
    for (body, pointer, value) in [
        (json!({"name": "Northern warehouse"}), "/name", "Northern warehouse"),
        (json!({"self_managed_cluster": {"name": "wh"}}), "/self_managed_cluster/name", "wh"),
        (json!({"self_managed_cluster": {"version": "9.5.0"}}), "/self_managed_cluster/version", "9.5.0"),
        (json!({"license": {"type": "platinum"}}), "/license/type", "platinum"),
        (json!({"license": {"uid": "new"}}), "/license/uid", "new"),
    ] {
        let mut expected = cluster(&mut sandbox, WAREHOUSE);
        *expected.pointer_mut(pointer).expect("a member") = value.into();
        if pointer == "/license/type" {
            expected["services"]["eis"]["support"]["supported"] = false.into();
        }
        let before = current_etag(&mut sandbox, WAREHOUSE);
        let response = patch(&mut sandbox, WAREHOUSE, &body);
        assert_eq!((response.status, response.json_body()), (200, expected), "{body}");
        assert_ne!(etag(&response), before);
        assert_eq!(current_etag(&mut sandbox, WAREHOUSE), etag(&response));
    }
}

#[test]
fn a_change_of_nothing_leaves_the_etag() {
    let mut sandbox = reset(&json!({}));
    let before = current_etag(&mut sandbox, WAREHOUSE);
    for body in [
        json!({}),
        json!({"name": "warehouse-north", "license": {}, "self_managed_cluster": {}, "services": {"eis": {}}}),
        switch("eis", false),
    ] {
        let response = patch(&mut sandbox, WAREHOUSE, &body);
        assert_eq!((response.status, etag(&response)), (200, before.clone()), "{body}");
    }
    let other = current_etag(&mut sandbox, LAB);
    patch(&mut sandbox, WAREHOUSE, &json!({"name": "x"}));
    assert_eq!(current_etag(&mut sandbox, LAB), other, "other clusters have not changed");
}

#[test]
fn switching_the_inference_service_on_tells_its_key_once() {
    let mut sandbox = reset(&json!({}));
    let response = patch(&mut sandbox, WAREHOUSE, &switch("eis", true));
    let mut body = response.json_body();
    let keys = body.as_object_mut().and_then(|members| members.remove("keys")).expect("keys");
    assert_eq!((response.status, members(&keys)), (200, vec!["eis"]));
    assert_eq!(body, cluster(&mut sandbox, WAREHOUSE));
    assert_eq!(body["services"]["eis"]["enabled"], true);
    let known = json!({"current": [keys["eis"]], "pending": []});
    assert_eq!(keys_of(&mut sandbox, WAREHOUSE)["eis"], known);
    assert_eq!(status_with(&mut sandbox, keys["eis"].as_str().expect("a key")), 401, "not for this API");
    let again = patch(&mut sandbox, WAREHOUSE, &switch("eis", true)).json_body();
    assert!(again.get("keys").is_none(), "it was on");
    assert!(patch(&mut sandbox, WAREHOUSE, &switch("eis", false)).json_body().get("keys").is_none());
    assert_eq!(keys_of(&mut sandbox, WAREHOUSE)["eis"], json!({"current": [], "pending": []}));
    let anew = patch(&mut sandbox, WAREHOUSE, &switch("eis", true)).json_body();
    assert_ne!(anew["keys"]["eis"], keys["eis"]);
}

#[test]
fn auto_ops_is_opened_where_it_is_on_and_set_up_where_not() {
    let mut sandbox = reset(&json!({}));
    let off = patch(&mut sandbox, FRANKFURT, &switch("auto_ops", false)).json_body();
    assert!(off.get("keys").is_none());
    let metadata = &off["services"]["auto_ops"]["metadata"];
    assert_eq!(members(metadata), ["connect_url", "documentation_url"]);
    let on = patch(&mut sandbox, LAB, &switch("auto_ops", true)).json_body();
    let auto_ops = &on["services"]["auto_ops"];
    assert_eq!(members(&auto_ops["metadata"]), ["documentation_url", "service_url"]);
    assert_eq!(auto_ops["config"], json!({"region_id": "aws-us-east-1"}));
}

#[test]
fn a_service_that_can_not_be_used_stays_off() {
    let mut sandbox = reset(&json!({}));
    for (id, had) in [(FACTORY, "has 8.19.2 and enterprise"), (LAB, "has 9.3.0 and basic")] {
        let before = current_etag(&mut sandbox, id);
        let refusal = patch(&mut sandbox, id, &switch("eis", true));
        let code = "clusters.patch_cluster.service_not_supported".to_owned();
        assert_eq!(refused(&refusal), (400, code));
        assert!(messages(&refusal)[0].contains(had));
        assert_eq!(current_etag(&mut sandbox, id), before);
    }
    let upgrade = json!({
        "name": "upgraded",
        "self_managed_cluster": {"version": "9.3.0"},
        "services": {"eis": {"enabled": true}},
    });
    assert_eq!(patch(&mut sandbox, FACTORY, &upgrade).status, 200, "the new version counts");
    let old =
        json!({"self_managed_cluster": {"version": "7.10.2"}, "services": {"auto_ops": {"enabled": true}}});
    assert_eq!(patch(&mut sandbox, LAB, &old).status, 400);
    assert_eq!(cluster(&mut sandbox, LAB)["self_managed_cluster"]["version"], "9.3.0", "all or nothing");
}

#[test]
fn a_service_may_need_a_subscription() {
    let mut sandbox = reset(&json!({"subscription": "inactive"}));
    let refusal = patch(&mut sandbox, WAREHOUSE, &switch("eis", true));
    assert_eq!(refused(&refusal), (403, "clusters.patch_cluster.subscription_required".to_owned()));
    assert_eq!(patch(&mut sandbox, WAREHOUSE, &switch("auto_ops", true)).status, 200);
    assert_eq!(patch(&mut sandbox, FRANKFURT, &switch("eis", false)).status, 200);
    let mut sandbox = reset(&json!({"subscription": "active"}));
    assert_eq!(patch(&mut sandbox, WAREHOUSE, &switch("eis", true)).status, 200);
}

#[test]
fn wrong_members_are_refused_each_by_its_name() {
    let mut sandbox = reset(&json!({}));
    let before = current_etag(&mut sandbox, WAREHOUSE);
    for (body, named) in [
        (json!("x"), "The body must be an object"),
        (json!({"name": "n".repeat(256)}), "'name' must be at most 255"),
        (json!({"id": WAREHOUSE}), "'id' is unknown"),
        (json!({"metadata": {}}), "'metadata' is unknown"),
        (json!({"self_managed_cluster": {"id": "x"}}), "'self_managed_cluster.id' is unknown"),
        (json!({"self_managed_cluster": {"version": "9"}}), "'self_managed_cluster.version' must be"),
        (json!({"license": {"type": "gratis"}}), "'license.type' must be one of"),
        (json!({"license": null}), "'license' must be an object"),
        (json!({"services": {"auto_ops": {"config": {}}}}), "'services.auto_ops.config' is unknown"),
        (json!({"services": {"eis": {"enabled": "yes"}}}), "'services.eis.enabled' must be true or false"),
        (json!({"services": {"eis": true}}), "'services.eis' must be an object"),
        (json!({"services": {"maps": {"enabled": true}}}), "'services.maps' is unknown"),
    ] {
        let refusal = patch(&mut sandbox, WAREHOUSE, &body);
        assert_eq!(refused(&refusal), (400, "invalid.request.body".to_owned()), "{body}");
        assert!(messages(&refusal)[0].starts_with(named), "{:?}", messages(&refusal));
    }
    let no_body = sandbox.handle(&signed("PATCH", &path(WAREHOUSE), OWNER));
    assert_eq!(refused(&no_body), (400, "invalid.request.body".to_owned()));
    let query = signed("PATCH", &format!("{}?x=1", path(WAREHOUSE)), OWNER).with_json(&json!({}));
    assert_eq!(refused(&sandbox.handle(&query)), (400, "root.invalid_data".to_owned()));
    let unknown = patch(&mut sandbox, "nobody", &json!({}));
    assert_eq!(refused(&unknown), (404, "clusters.not_found".to_owned()));
    assert_eq!(current_etag(&mut sandbox, WAREHOUSE), before);
}

#[test]
fn a_stale_condition_changes_nothing() {
    for (wishes, status) in [(json!({}), 412), (json!({"stale_status": 409}), 409)] {
        let mut sandbox = reset(&wishes);
        let read = current_etag(&mut sandbox, WAREHOUSE);
        assert_eq!(patch(&mut sandbox, WAREHOUSE, &json!({"name": "by somebody else"})).status, 200);
        for stale in [&read, "\"never\"", "never", &format!("W/{read}"), ""] {
            let refusal = patch_if(&mut sandbox, stale, &json!({"name": "mine"}));
            assert_eq!(refused(&refusal), (status, "clusters.etag_mismatch".to_owned()), "{stale}");
        }
        assert_eq!(cluster(&mut sandbox, WAREHOUSE)["name"], "by somebody else");
        for name in ["one", "two"] {
            let fresh = current_etag(&mut sandbox, WAREHOUSE);
            let listed = format!("\"never\", {fresh}");
            assert_eq!(patch_if(&mut sandbox, &listed, &json!({"name": name})).status, 200);
        }
        assert_eq!(patch_if(&mut sandbox, "*", &json!({"name": "three"})).status, 200);
    }
}

#[test]
fn the_next_change_may_have_to_wait_for_one_of_services() {
    for (wishes, status) in
        [(json!({"busy_ms": 3000}), 409), (json!({"busy_ms": 3000, "invalid_state_status": 400}), 400)]
    {
        let mut sandbox = reset(&wishes);
        assert_eq!(patch(&mut sandbox, FRANKFURT, &json!({"name": "no service"})).status, 200);
        assert_eq!(patch(&mut sandbox, FRANKFURT, &switch("eis", true)).status, 200, "it was on");
        assert_eq!(patch(&mut sandbox, FRANKFURT, &switch("auto_ops", false)).status, 200);
        set_clock(&mut sandbox, "2026-11-22T09:00:02.999Z");
        let invalid_state = (status, INVALID_STATE.to_owned());
        assert_eq!(refused(&patch(&mut sandbox, FRANKFURT, &json!({"name": "x"}))), invalid_state);
        for action in ["_rotate", "eis/_rotate", "_revoke-pending", "eis/_revoke-pending"] {
            assert_eq!(refused(&act(&mut sandbox, FRANKFURT, action)), invalid_state, "{action}");
        }
        let gone = delete(&mut sandbox, &path(FRANKFURT));
        assert_eq!(refused(&gone), (409, "clusters.delete_cluster.invalid_state".to_owned()));
        assert_eq!(get(&mut sandbox, &path(FRANKFURT)).status, 200);
        assert_eq!(patch(&mut sandbox, LAB, &json!({"name": "x"})).status, 200, "another cluster");
        set_clock(&mut sandbox, "2026-11-22T09:00:03Z");
        assert_eq!(patch(&mut sandbox, FRANKFURT, &json!({"name": "x"})).status, 200);
    }
}
