//! Listing, reading and revoking keys, and who may.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::*;
use sandbox::Request;
use serde_json::{Value, json};

fn id_of(keys: &[Value], name: &str) -> String {
    let key = named(keys, name).expect("a key of this name");
    key["id"].as_str().expect("an id").to_owned()
}

#[test]
fn the_list_is_paged_by_a_cursor_that_survives_changes() {
    let mut sandbox = sandbox(250);
    let first = get(&mut sandbox, KEYS).json_body();
    assert_eq!(members(&first), ["keys", "next_page"]);
    let page = first["keys"].as_array().expect("a list");
    assert_eq!(page.len(), 100);
    // A key of the first page goes and a new one comes; the second page is not moved by that.
    let gone = page[99]["id"].as_str().expect("an id");
    assert_eq!(delete(&mut sandbox, &format!("{KEYS}/{gone}")).status, 200);
    assert_eq!(post(&mut sandbox, KEYS, &valid_body()).status, 201);
    let cursor = first["next_page"].as_str().expect("a cursor");
    let second = get(&mut sandbox, &format!("{KEYS}?next_page={cursor}")).json_body();
    let third_cursor = second["next_page"].as_str().expect("a cursor");
    let third = get(&mut sandbox, &format!("{KEYS}?next_page={third_cursor}")).json_body();
    assert_eq!(members(&third), ["keys"]);
    let mut ids: Vec<&str> = [&first, &second, &third]
        .iter()
        .flat_map(|page| page["keys"].as_array().expect("a list"))
        .map(|key| key["id"].as_str().expect("an id"))
        .collect();
    assert_eq!(ids.len(), 250);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 250, "no key comes twice");
}

#[test]
fn exactly_one_full_page_has_no_next() {
    let body = get(&mut sandbox(100), KEYS).json_body();
    assert_eq!(members(&body), ["keys"]);
    assert_eq!(body["keys"].as_array().map(Vec::len), Some(100));
}

#[test]
fn wrong_cursors_and_unknown_parameters_are_refused() {
    let mut sandbox = sandbox(24);
    for query in ["next_page=", "next_page=abc", "page=2", "next_page=a&next_page=b"] {
        let response = get(&mut sandbox, &format!("{KEYS}?{query}"));
        assert_eq!(response.status, 400, "{query}");
    }
}

#[test]
fn ten_thousand_keys_can_be_seeded_and_are_the_same_every_time() {
    let keys = all_keys(&mut sandbox(10_000));
    assert_eq!(keys.len(), 10_000);
    assert_eq!(keys, all_keys(&mut sandbox(10_000)));
    assert!(
        keys.windows(2).all(|pair| pair[0]["creation_date"].as_str() >= pair[1]["creation_date"].as_str())
    );
    let mut ids: Vec<&str> = keys.iter().filter_map(|key| key["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 10_000);
}

#[test]
fn the_seed_shows_what_a_list_must_cope_with() {
    let mut sandbox = sandbox(24);
    let keys = all_keys(&mut sandbox);
    assert_eq!(keys.len(), 24);
    for name in ["latchkey-admin", "ci-logs", "nightly-backup", "terraform-prod", "結算報表", "<b>bold</b>"]
    {
        assert!(named(&keys, name).is_some(), "{name}");
    }
    for name in ["x", "<img src=x onerror=alert(1)>", "لقطات الحوادث", "🏭 factory agents 🤖"]
    {
        assert!(named(&keys, name).is_some(), "{name}");
    }
    let lengths = keys.iter().map(|key| key["description"].as_str().expect("a name").chars().count());
    assert_eq!(lengths.max(), Some(255));
    assert_eq!(named(&keys, "ci-logs").expect("a key")["expiration_date"], "2026-11-24T09:00:00.000Z");
    assert_eq!(named(&keys, "nightly-backup").expect("a key")["expiration_date"], "2026-12-12T09:00:00.000Z");
    assert_eq!(named(&keys, "terraform-prod").expect("a key").get("expiration_date"), None);
    let members = get(&mut sandbox, &format!("/api/v1/organizations/{ORGANIZATION}/members")).json_body();
    let users: Vec<&Value> =
        members["members"].as_array().expect("a list").iter().map(|member| &member["user_id"]).collect();
    let former = keys.iter().filter(|key| !users.contains(&&key["user_id"])).count();
    assert!((1..24).contains(&former), "some creators have left");
}

#[test]
fn fewer_than_two_keys_still_leave_the_credentials_working() {
    let mut sandbox = sandbox(0);
    assert_eq!(get(&mut sandbox, KEYS).json_body(), json!({"keys": []}));
    assert_eq!(sandbox.handle(&signed("GET", KEYS, MEMBER)).status, 403);
}

#[test]
fn revoking_is_immediate_and_final() {
    let mut sandbox = sandbox(24);
    let id = id_of(&all_keys(&mut sandbox), "ci-logs");
    let target = format!("{KEYS}/{id}");
    let response = delete(&mut sandbox, &target);
    assert_eq!((response.status, response.json_body()), (200, json!({})));
    for response in [delete(&mut sandbox, &target), get(&mut sandbox, &target)] {
        assert_eq!(response.status, 404);
        assert_eq!(codes(&response), ["api_keys.key_not_found"]);
    }
    assert_eq!(all_keys(&mut sandbox).len(), 23);
}

#[test]
fn revoking_the_own_key_ends_the_session() {
    let mut sandbox = sandbox(24);
    let id = id_of(&all_keys(&mut sandbox), "latchkey-admin");
    assert_eq!(delete(&mut sandbox, &format!("{KEYS}/{id}")).status, 200);
    let response = get(&mut sandbox, KEYS);
    assert_eq!(response.status, 401);
    assert_eq!(codes(&response), ["root.unauthorized"]);
}

#[test]
fn revoking_many_takes_all_or_none() {
    let mut sandbox = sandbox(24);
    let keys = all_keys(&mut sandbox);
    let [first, second] = ["ci-logs", "autoscaler"].map(|name| id_of(&keys, name));
    let mut revoke = |body: Value| {
        let response = sandbox.handle(&signed("DELETE", KEYS, OWNER).with_json(&body));
        (response.status, all_keys(&mut sandbox).len())
    };
    assert_eq!(revoke(json!({"keys": [first, "nobody"]})), (404, 24));
    for body in [
        json!({}),
        json!({"keys": []}),
        json!({"keys": first}),
        json!({"keys": [7]}),
        json!({"keys": [first], "force": true}),
        json!([first]),
    ] {
        assert_eq!(revoke(body), (400, 24));
    }
    assert_eq!(revoke(json!({"keys": [first, second]})), (200, 22));
    assert_eq!(sandbox.handle(&signed("DELETE", KEYS, OWNER)).status, 400, "no body");
}

#[test]
fn expired_keys_vanish_by_the_clock() {
    let mut sandbox = sandbox(24);
    let id = id_of(&all_keys(&mut sandbox), "onboarding-demo");
    set_clock(&mut sandbox, "2026-11-22T13:59:59Z");
    assert_eq!(all_keys(&mut sandbox).len(), 24);
    set_clock(&mut sandbox, "2026-11-22T14:00:00Z");
    assert_eq!(all_keys(&mut sandbox).len(), 23);
    assert_eq!(get(&mut sandbox, &format!("{KEYS}/{id}")).status, 404);
    assert_eq!(delete(&mut sandbox, &format!("{KEYS}/{id}")).status, 404);
}

#[test]
fn credentials_are_needed_and_told_apart() {
    let mut sandbox = sandbox(24);
    let gateway = json!({"UnauthorizedMessages": ["Invalid credential headers"], "Cause": null});
    let with = |value: &str| Request::new("GET", KEYS).with_header("Authorization", value);
    for request in [
        Request::new("GET", KEYS),
        with("Bearer essu_demo_owner_key"),
        with("ApiKey"),
        with("ApiKey "),
        with(OWNER),
    ] {
        let response = sandbox.handle(&request);
        assert_eq!((response.status, response.json_body()), (401, gateway.clone()));
    }
    assert_eq!(codes(&sandbox.handle(&with("ApiKey essu_wrong"))), ["root.unauthorized"]);
    assert_eq!(sandbox.handle(&with("apiKey essu_demo_owner_key")).status, 200, "Kibana's spelling");
    let wrong = signed("GET", "/api/v1/organizations", "essu_wrong");
    assert_eq!(codes(&sandbox.handle(&wrong)), ["user.not_found"]);
}

#[test]
fn whoever_owns_nothing_gets_403_on_every_key_operation() {
    let mut sandbox = sandbox(24);
    let one = format!("{KEYS}/{}", id_of(&all_keys(&mut sandbox), "ci-logs"));
    for (method, target) in [("GET", KEYS), ("POST", KEYS), ("DELETE", KEYS), ("GET", &one), ("DELETE", &one)]
    {
        let response = sandbox.handle(&signed(method, target, MEMBER));
        assert_eq!((response.status, codes(&response)), (403, vec!["root.unauthorized".to_owned()]));
    }
}

#[test]
fn answers_tell_the_callers_expiry_and_rate() {
    let mut sandbox = sandbox(24);
    let first = get(&mut sandbox, KEYS);
    assert_eq!(first.header("X-Elastic-Api-Key-Expiration"), Some("2027-02-10T09:00:00.000Z"));
    assert_eq!(first.header("x-ratelimit-limit"), Some("1000"));
    assert_eq!(first.header("x-ratelimit-remaining"), Some("999"));
    assert_eq!(get(&mut sandbox, KEYS).header("x-ratelimit-remaining"), Some("998"));
    set_clock(&mut sandbox, "2026-11-22T09:01:00Z");
    assert_eq!(get(&mut sandbox, KEYS).header("x-ratelimit-remaining"), Some("999"));
    let forever = post(&mut sandbox, KEYS, &json!({"description": "forever"})).json_body();
    let secret = forever["key"].as_str().expect("a secret");
    let response = sandbox.handle(&signed("GET", KEYS, secret));
    assert_eq!(response.header("X-Elastic-Api-Key-Expiration"), None);
}

#[test]
fn wrong_methods_and_paths_are_refused() {
    let mut sandbox = sandbox(24);
    for (method, target, status) in [
        ("PUT", KEYS, 405),
        ("PATCH", KEYS, 405),
        ("HEAD", KEYS, 405),
        ("GET", "/api/v1/users/auth/keys/", 404),
        ("GET", "/api/v1/users/auth/key", 404),
        ("GET", "/api/v2/users/auth/keys", 404),
        ("POST", "/api/v1/deployments", 405),
    ] {
        assert_eq!(sandbox.handle(&signed(method, target, OWNER)).status, status, "{method} {target}");
    }
    let with_body = signed("GET", KEYS, OWNER).with_json(&json!({}));
    assert_eq!(sandbox.handle(&with_body).status, 400);
}
