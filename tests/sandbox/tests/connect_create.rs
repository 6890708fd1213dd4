//! Connecting a cluster.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::clusters::*;
use common::*;
use serde_json::{Value, json};

const WITH_KEY: &str = "/api/v1/cloud-connected/clusters?create_api_key=true";

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut body = new_cluster();
    change(&mut body);
    body
}

#[test]
fn a_new_cluster_is_told_whole_and_is_in_the_list() {
    let mut sandbox = with_terms(&json!({}));
    let response = post(&mut sandbox, CLUSTERS, &with(|body| body["name"] = "logs cluster".into()));
    let body = response.json_body();
    assert_eq!(response.status, 201);
    let expected = ["id", "license", "metadata", "name", "self_managed_cluster", "services"];
    assert_eq!(members(&body), expected, "no key unless asked for");
    assert_eq!(body["name"], "logs cluster");
    assert_eq!(body["self_managed_cluster"], new_cluster()["self_managed_cluster"]);
    assert_eq!(body["license"], new_cluster()["license"]);
    let metadata =
        json!({"created_at": NOW, "created_by": "1014289666002276", "organization_id": ORGANIZATION});
    assert_eq!(body["metadata"], metadata);
    for service in ["auto_ops", "eis"] {
        assert_eq!(body["services"][service]["enabled"], false);
        assert_eq!(body["services"][service]["support"]["supported"], true);
    }
    let id = body["id"].as_str().expect("an id");
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    let read = get(&mut sandbox, &path(id));
    assert_eq!((read.json_body(), etag(&read)), (body.clone(), etag(&response)));
    let list = get(&mut sandbox, CLUSTERS).json_body();
    assert_eq!(list["items"].as_array().and_then(|items| items.last()), Some(&body));
}

#[test]
fn without_a_name_the_clusters_own_is_taken() {
    let mut sandbox = with_terms(&json!({}));
    assert_eq!(post(&mut sandbox, CLUSTERS, &new_cluster()).json_body()["name"], "logs");
}

#[test]
fn a_key_is_made_when_asked_for_and_opens_this_cluster() {
    let mut sandbox = with_terms(&json!({}));
    let response = post(&mut sandbox, WITH_KEY, &new_cluster());
    let body = response.json_body();
    assert_eq!(response.status, 201);
    let key = body["key"].as_str().expect("a key");
    assert!(key.starts_with("essu_") && key.len() > 60);
    let own = sandbox.handle(&signed("GET", CLUSTERS, key)).json_body();
    assert_eq!(own["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(own["items"][0]["id"], body["id"]);
    let id = body["id"].as_str().expect("an id");
    assert_eq!(keys_of(&mut sandbox, id)["cluster"], json!({"current": [key], "pending": []}));
    assert!(get(&mut sandbox, &path(id)).json_body().get("key").is_none(), "it is told once");
    let without = format!("{CLUSTERS}?create_api_key=false");
    assert!(post(&mut sandbox, &without, &new_cluster()).json_body().get("key").is_none());
}

#[test]
fn a_cluster_that_is_connected_stays_as_it_is() {
    let mut sandbox = with_terms(&json!({}));
    let created = post(&mut sandbox, CLUSTERS, &new_cluster());
    let again = post(&mut sandbox, CLUSTERS, &with(|body| body["name"] = "another".into()));
    assert_eq!((again.status, again.json_body()), (200, created.json_body()));
    assert_eq!(etag(&again), etag(&created), "nothing changed");
    let with_key = post(&mut sandbox, WITH_KEY, &new_cluster());
    assert_eq!(with_key.status, 200);
    let key = with_key.json_body()["key"].as_str().expect("a key").to_owned();
    assert_ne!(etag(&with_key), etag(&created), "it has a key now");
    assert_eq!(status_with(&mut sandbox, &key), 200);
    let more = post(&mut sandbox, WITH_KEY, &new_cluster()).json_body()["key"].clone();
    assert_ne!(more, json!(key));
    assert_eq!(status_with(&mut sandbox, &key), 200, "an earlier key goes on");
}

#[test]
fn nothing_is_connected_without_the_terms_or_an_organization() {
    let mut sandbox = reset(&json!({}));
    let refusal = post(&mut sandbox, CLUSTERS, &new_cluster());
    assert_eq!(refused(&refusal), (403, "clusters.create_cluster.terms_not_accepted".to_owned()));
    assert!(messages(&refusal)[0].contains("terms"));
    accept_terms(&mut sandbox);
    assert_eq!(post(&mut sandbox, CLUSTERS, &new_cluster()).status, 201);
    let mut sandbox = with_terms(&json!({"connect_organization": false}));
    let refusal = post(&mut sandbox, CLUSTERS, &new_cluster());
    assert_eq!(refused(&refusal), (403, "clusters.create_cluster.no_organization".to_owned()));
    assert_eq!(get(&mut sandbox, CLUSTERS).status, 200);
}

#[test]
fn what_belongs_to_another_organization_is_refused() {
    let mut sandbox = with_terms(&json!({}));
    let theirs = with(|body| body["self_managed_cluster"]["id"] = "another-organizations1".into());
    let code = "clusters.create_cluster.cluster_already_connected".to_owned();
    assert_eq!(refused(&post(&mut sandbox, CLUSTERS, &theirs)), (409, code));
    let theirs = with(|body| body["license"]["uid"] = "another-organizations-license".into());
    let code = "clusters.create_cluster.license_used_by_another_account".to_owned();
    assert_eq!(refused(&post(&mut sandbox, CLUSTERS, &theirs)), (409, code));
}

#[test]
fn wrong_members_are_refused_each_by_its_name() {
    let mut sandbox = with_terms(&json!({}));
    let long = "é".repeat(256);
    for (body, named) in [
        (json!([]), vec!["The body"]),
        (json!({}), vec!["'self_managed_cluster'", "'license'"]),
        (with(|body| body["name"] = json!(7)), vec!["'name'"]),
        (with(|body| body["name"] = Value::Null), vec!["'name'"]),
        (with(|body| body["name"] = " ".into()), vec!["'name'"]),
        (with(|body| body["name"] = long.into()), vec!["'name' must be at most 255"]),
        (with(|body| body["region_id"] = "x".into()), vec!["'region_id' is unknown"]),
        (with(|body| body["license"] = "basic".into()), vec!["'license' must be an object"]),
        (with(|body| body["license"]["type"] = "free".into()), vec!["'license.type' must be one of trial,"]),
        (with(|body| body["license"]["uid"] = "".into()), vec!["'license.uid'"]),
        (with(|body| body["license"]["issuer"] = "x".into()), vec!["'license.issuer' is unknown"]),
        (with(|body| body["license"] = json!({})), vec!["'license.type'", "'license.uid'"]),
        (
            with(|body| body["self_managed_cluster"] = json!({"version": "nine", "tagline": "x"})),
            vec![
                "'self_managed_cluster.tagline'",
                "'self_managed_cluster.id'",
                "'self_managed_cluster.name'",
                "'self_managed_cluster.version'",
            ],
        ),
    ] {
        let refusal = post(&mut sandbox, CLUSTERS, &body);
        assert_eq!(refused(&refusal), (400, "invalid.request.body".to_owned()), "{body}");
        let said = messages(&refusal);
        assert_eq!(said.len(), named.len(), "{said:?}");
        assert!(said.iter().zip(named).all(|(said, named)| said.starts_with(named)), "{said:?}");
    }
    let longest = post(&mut sandbox, CLUSTERS, &with(|body| body["name"] = "é".repeat(255).into()));
    assert_eq!(longest.status, 201);
}

#[test]
fn wrong_requests_are_refused() {
    let mut sandbox = with_terms(&json!({}));
    for query in [
        "create_api_key=yes",
        "create_api_key=",
        "create_key=true",
        "create_api_key=true&create_api_key=true",
    ] {
        let refusal = post(&mut sandbox, &format!("{CLUSTERS}?{query}"), &new_cluster());
        assert_eq!(refused(&refusal), (400, "root.invalid_data".to_owned()), "{query}");
    }
    let mut plain = signed("POST", CLUSTERS, OWNER);
    assert_eq!(refused(&sandbox.handle(&plain)), (400, "invalid.request.body".to_owned()));
    plain.body = new_cluster().to_string().into_bytes();
    assert_eq!(refused(&sandbox.handle(&plain)).0, 400, "without its content type");
    let mut broken = plain.with_header("content-type", "application/json");
    broken.body = b"{".to_vec();
    assert_eq!(refused(&sandbox.handle(&broken)), (400, "invalid.request.body".to_owned()));
    assert_eq!(sandbox.handle(&sandbox::Request::new("POST", CLUSTERS)).status, 401);
    assert_eq!(sandbox.handle(&signed("PUT", CLUSTERS, OWNER)).header("allow"), Some("GET, POST"));
    let list = get(&mut sandbox, CLUSTERS).json_body();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(4), "nothing was connected");
}
