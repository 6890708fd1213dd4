//! Creating keys: what is granted, and every refusal.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::*;
use sandbox::{Request, Response};
use serde_json::{Value, json};

#[test]
fn a_created_key_is_answered_with_its_secret_once() {
    let mut sandbox = sandbox(24);
    let response = post(&mut sandbox, KEYS, &valid_body());
    assert_eq!(response.status, 201);
    let key = response.json_body();
    assert_eq!(
        members(&key),
        [
            "creation_date",
            "description",
            "expiration_date",
            "id",
            "key",
            "organization_id",
            "role_assignments",
            "user_id"
        ]
    );
    assert_eq!(key["creation_date"], NOW);
    assert_eq!(key["expiration_date"], "2027-02-20T09:00:00.000Z");
    assert_eq!(key["role_assignments"], valid_body()["role_assignments"]);
    assert!(key["key"].as_str().is_some_and(|secret| secret.starts_with("essu_")));

    let id = key["id"].as_str().expect("an id");
    let read = get(&mut sandbox, &format!("{KEYS}/{id}"));
    assert_eq!(read.status, 200);
    assert_eq!(read.json_body()["key"], Value::Null);
    let keys = all_keys(&mut sandbox);
    assert_eq!(keys.len(), 25);
    assert_eq!(keys[0]["id"], id, "the newest comes first");
    assert!(keys.iter().all(|key| key.get("key").is_none()));
}

#[test]
fn without_roles_a_key_takes_its_creators_and_without_expiration_it_never_ends() {
    let mut sandbox = sandbox(24);
    let key = post(&mut sandbox, KEYS, &json!({"description": "copy"})).json_body();
    assert_eq!(key["role_assignments"]["organization"][0]["role_id"], "organization-admin");
    assert_eq!(key.get("expiration_date"), None);
}

#[test]
fn what_a_left_out_expiration_means_can_be_switched() {
    let mut sandbox = sandbox(24);
    let reset = json!({"now": NOW, "left_out_expiration": "90d"});
    assert_eq!(control(&mut sandbox, "POST", "reset", &reset).status, 200);
    let key = post(&mut sandbox, KEYS, &json!({"description": "copy"})).json_body();
    assert_eq!(key["expiration_date"], "2027-02-20T09:00:00.000Z");
}

#[test]
fn a_created_key_works_with_its_own_roles_until_it_ends() {
    let mut sandbox = sandbox(24);
    let viewer = post(&mut sandbox, KEYS, &valid_body()).json_body();
    let secret = viewer["key"].as_str().expect("a secret").to_owned();
    assert_eq!(sandbox.handle(&signed("GET", "/api/v1/deployments", &secret)).status, 200);
    let refused = sandbox.handle(&signed("GET", KEYS, &secret));
    assert_eq!(refused.status, 403);
    assert_eq!(codes(&refused), ["root.unauthorized"]);
    set_clock(&mut sandbox, "2027-02-20T09:00:00Z");
    assert_eq!(sandbox.handle(&signed("GET", "/api/v1/deployments", &secret)).status, 401);
}

#[test]
fn every_good_kind_of_access_is_accepted() {
    let mut sandbox = sandbox(24);
    for roles in [
        json!({"organization": [{"role_id": "organization-admin", "organization_id": ORGANIZATION}]}),
        json!({"organization": [{"role_id": "billing-admin", "organization_id": ORGANIZATION, "application_roles": ["viewer"]}]}),
        json!({"deployment": [{"role_id": "deployment-admin", "organization_id": ORGANIZATION, "all": true}]}),
        json!({"deployment": [{"role_id": "deployment-editor", "organization_id": ORGANIZATION, "deployment_ids": [DEPLOYMENT]}]}),
        json!({"project": {"elasticsearch": [{"role_id": "elasticsearch-developer", "organization_id": ORGANIZATION, "all": true, "application_roles": ["developer"]}]}}),
        json!({"project": {"elasticsearch": [{"role_id": "elasticsearch-viewer", "organization_id": ORGANIZATION, "all": true, "application_roles": ["role_of_nowhere"]}]}}),
        json!({"deployment": [{"role_id": "deployment-viewer", "organization_id": ORGANIZATION, "all": true, "application_roles": ["viewer"]}]}),
        json!({"project": {"security": [{"role_id": "security-t1-analyst", "organization_id": ORGANIZATION, "all": false, "project_ids": [SECURITY_PROJECT]}]}, "platform": []}),
    ] {
        let body = json!({"description": "x", "expiration": "12h", "role_assignments": roles});
        let response = post(&mut sandbox, KEYS, &body);
        assert_eq!(response.status, 201, "{body}");
        assert_eq!(response.json_body()["role_assignments"], body["role_assignments"]);
    }
}

/// Sends a valid body with one thing changed; the refusal must name exactly this field.
fn assert_refused(body: &Value, field: &str) {
    let mut sandbox = sandbox(24);
    let response = post(&mut sandbox, KEYS, body);
    assert_eq!(response.status, 400, "{body}");
    assert_eq!(fields(&response), [field], "{body}");
    assert_eq!(codes(&response), ["api_keys.invalid_input"]);
    assert_eq!(response.header("x-cloud-error-codes"), Some("api_keys.invalid_input"));
    assert_eq!(all_keys(&mut sandbox).len(), 24, "nothing was created");
}

#[test]
fn wrong_members_of_the_body_are_refused() {
    let changed = |name: &str, value: Value| {
        let mut body = valid_body();
        body[name] = value;
        body
    };
    for description in [json!(""), json!("  "), json!(7), Value::Null] {
        assert_refused(&changed("description", description), "description");
    }
    for expiration in [json!("90D"), json!("367d"), json!("3m"), json!(""), json!(90), Value::Null] {
        assert_refused(&changed("expiration", expiration), "expiration");
    }
    assert_refused(&changed("name", json!("ci")), "name");
    assert_refused(&json!([]), "body");
    for roles in [json!({}), json!([]), Value::Null, json!({"organization": []}), json!({"project": {}})] {
        assert_refused(&changed("role_assignments", roles), "role_assignments");
    }
}

#[test]
fn wrong_role_assignments_are_refused_where_they_are_wrong() {
    let entry = || json!({"role_id": "deployment-viewer", "organization_id": ORGANIZATION, "all": true});
    let changed = |name: &str, value: Value| {
        let mut entry = entry();
        entry[name] = value;
        json!({"deployment": [entry]})
    };
    let without = |name: &str| {
        let mut entry = entry();
        entry.as_object_mut().expect("an object").remove(name);
        json!({"deployment": [entry]})
    };
    let organization = |role: &str| json!({"role_id": role, "organization_id": ORGANIZATION});
    let cases = [
        (changed("role_id", json!("deployment-operator")), "deployment[0].role_id"),
        (changed("role_id", json!("organization-admin")), "deployment[0].role_id"),
        (without("role_id"), "deployment[0].role_id"),
        (without("organization_id"), "deployment[0].organization_id"),
        (changed("organization_id", json!("1")), "deployment[0].organization_id"),
        (changed("deployment_ids", json!([DEPLOYMENT])), "deployment[0].deployment_ids"),
        (changed("all", json!(false)), "deployment[0].deployment_ids"),
        (without("all"), "deployment[0].deployment_ids"),
        (changed("all", json!("yes")), "deployment[0].all"),
        (changed("project_ids", json!([SEARCH_PROJECT])), "deployment[0].project_ids"),
        (changed("application_roles", json!("viewer")), "deployment[0].application_roles"),
        (json!({"deployment": [7]}), "deployment[0]"),
        (json!({"deployment": entry()}), "deployment"),
        (json!({"organization": [organization("billing-admin")], "cluster": []}), "cluster"),
        (json!({"organization": [organization("owner")]}), "organization[0].role_id"),
        (
            json!({"organization": [{"role_id": "billing-admin", "organization_id": ORGANIZATION, "all": true}]}),
            "organization[0].all",
        ),
        (json!({"platform": [{"role_id": "admin"}], "deployment": [entry()]}), "platform"),
        (json!({"project": [entry()]}), "project"),
        (json!({"project": {"analytics": []}, "deployment": [entry()]}), "project.analytics"),
        (
            json!({"project": {"security": [{"role_id": "security-viewer", "organization_id": ORGANIZATION, "all": false, "project_ids": [SEARCH_PROJECT]}]}}),
            "project.security[0].project_ids",
        ),
        (
            json!({"project": {"security": [{"role_id": "elasticsearch-viewer", "organization_id": ORGANIZATION, "all": true}]}}),
            "project.security[0].role_id",
        ),
    ];
    for (roles, field) in cases {
        let mut body = valid_body();
        body["role_assignments"] = roles;
        assert_refused(&body, &format!("role_assignments.{field}"));
    }
    for ids in [json!([]), json!(["nobody"])] {
        let mut body = valid_body();
        body["role_assignments"]["deployment"][0]["deployment_ids"] = ids;
        assert_refused(&body, "role_assignments.deployment[0].deployment_ids");
    }
}

#[test]
fn several_problems_are_all_named() {
    let mut sandbox = sandbox(24);
    let response = post(&mut sandbox, KEYS, &json!({"expiration": "soon", "color": "red"}));
    assert_eq!(fields(&response), ["color", "description", "expiration"]);
}

#[test]
fn the_way_a_body_is_sent_is_checked() {
    let mut sandbox = sandbox(24);
    let mut send = |change: &dyn Fn(Request) -> Request| -> Response {
        sandbox.handle(&change(signed("POST", KEYS, OWNER)))
    };
    let with_type = |value: &'static str| {
        move |mut request: Request| {
            request.body = valid_body().to_string().into_bytes();
            request.with_header("Content-Type", value)
        }
    };
    assert_eq!(send(&with_type("application/json; charset=utf-8")).status, 201);
    assert_eq!(fields(&send(&with_type("text/plain"))), ["Content-Type"]);
    let broken = send(&|mut request| {
        request.body = b"{\"description\":".to_vec();
        request.with_header("Content-Type", "application/json")
    });
    assert_eq!(fields(&broken), ["body"]);
    let queried = post(&mut sandbox, &format!("{KEYS}?dry_run=true"), &valid_body());
    assert_eq!((queried.status, fields(&queried)), (400, vec!["dry_run".to_owned()]));
}

#[test]
fn five_hundred_active_keys_are_the_limit_unless_more_were_seeded() {
    let mut sandbox_at_limit = sandbox(499);
    assert_eq!(post(&mut sandbox_at_limit, KEYS, &valid_body()).status, 201);
    assert_eq!(post(&mut sandbox_at_limit, KEYS, &valid_body()).status, 400);
    set_clock(&mut sandbox_at_limit, "2026-11-25T09:00:00Z");
    assert_eq!(post(&mut sandbox_at_limit, KEYS, &valid_body()).status, 201, "expired keys make room");
    assert_eq!(post(&mut sandbox(501), KEYS, &valid_body()).status, 201);
}
