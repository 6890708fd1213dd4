//! One cluster and its `ETag`, the demo clusters, and what pages of other origins may do.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::clusters::*;
use common::*;
use sandbox::Request;
use serde_json::{Value, json};

#[test]
fn one_cluster_is_as_in_the_list_and_has_an_etag() {
    let mut sandbox = reset(&json!({}));
    let list = get(&mut sandbox, CLUSTERS).json_body();
    let mut etags = Vec::new();
    for cluster in list["items"].as_array().expect("a list") {
        let one = get(&mut sandbox, &path(cluster["id"].as_str().expect("an id")));
        assert_eq!((one.status, &one.json_body()), (200, cluster));
        etags.push(etag(&one));
    }
    assert_eq!(current_etag(&mut sandbox, FRANKFURT), etags[0], "reading changes nothing");
    etags.sort();
    etags.dedup();
    assert_eq!(etags.len(), 4);
}

#[test]
fn other_requests_for_a_cluster_are_refused() {
    let mut sandbox = reset(&json!({}));
    for id in ["nobody", "00000000000000000000000000000000", "Zq3kPX8vT1uWc5bYd7EhAg"] {
        assert_eq!(refused(&get(&mut sandbox, &path(id))), (404, "clusters.not_found".to_owned()));
    }
    let target = path(FRANKFURT);
    assert_eq!(sandbox.handle(&Request::new("GET", &target)).status, 401);
    assert_eq!(sandbox.handle(&signed("GET", &target, "essu_wrong")).status, 401);
    assert_eq!(refused(&get(&mut sandbox, &format!("{target}?x=1"))), (400, "root.invalid_data".to_owned()));
    let with_body = sandbox.handle(&signed("GET", &target, OWNER).with_json(&json!({})));
    assert_eq!(refused(&with_body), (400, "root.invalid_data".to_owned()));
    assert_eq!(get(&mut sandbox, &format!("{target}/")).status, 404);
    assert_eq!(post(&mut sandbox, &target, &json!({})).header("allow"), Some("GET, PATCH, DELETE"));
}

#[test]
fn the_demo_clusters_show_their_services_in_every_state() {
    let list = get(&mut reset(&json!({})), CLUSTERS).json_body();
    let services = |index: usize, name: &str| list["items"][index]["services"][name].clone();
    for (index, on, supported) in [(0, true, true), (1, false, false), (2, false, false), (3, false, true)] {
        let eis = services(index, "eis");
        assert_eq!(members(&eis), ["enabled", "metadata", "subscription", "support"]);
        assert_eq!((&eis["enabled"], &eis["support"]["supported"]), (&json!(on), &json!(supported)));
        let support = &eis["support"];
        assert_eq!(members(support), ["minimum_stack_version", "supported", "valid_license_types"]);
        assert_eq!(support["valid_license_types"], json!(["trial", "enterprise"]));
        assert_eq!(support["minimum_stack_version"], "9.3.0");
        assert_eq!(eis["subscription"], json!({"required": true}));
        assert_eq!(members(&eis["metadata"]), ["documentation_url"]);
    }
    for (index, on, page) in [(0, true, "service_url"), (2, false, "connect_url")] {
        let auto_ops = services(index, "auto_ops");
        assert_eq!(auto_ops["enabled"], on);
        assert_eq!(auto_ops.get("config").is_some(), on);
        let mut pages = vec!["documentation_url", page];
        pages.sort_unstable();
        assert_eq!(members(&auto_ops["metadata"]), pages);
        assert_eq!(auto_ops["subscription"], json!({"required": false}));
    }
    assert_eq!(services(0, "auto_ops")["config"], json!({"region_id": "aws-us-east-1"}));
}

#[test]
fn there_may_be_no_cluster_or_many() {
    for count in [0, 1, 250] {
        let list = get(&mut reset(&json!({"clusters": count})), CLUSTERS).json_body();
        let items = list["items"].as_array().expect("a list");
        let mut ids: Vec<String> = items.iter().map(|cluster| cluster["id"].to_string()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((items.len(), ids.len()), (count, count));
    }
}

#[test]
fn pages_of_allowed_origins_may_send_conditions_and_read_etags() {
    let mut sandbox = reset(&json!({}));
    let target = path(FRANKFURT);
    for method in ["PATCH", "DELETE", "POST"] {
        let preflight = Request::new("OPTIONS", &target)
            .with_header("Origin", ORIGIN)
            .with_header("Access-Control-Request-Method", method)
            .with_header("Access-Control-Request-Headers", "authorization,content-type,if-match");
        let answer = sandbox.handle(&preflight);
        assert_eq!(answer.status, 204);
        assert!(answer.header("access-control-allow-methods").is_some_and(|all| all.contains(method)));
        let allowed = answer.header("access-control-allow-headers").unwrap_or("");
        assert!(["authorization", "content-type", "if-match"].iter().all(|name| allowed.contains(name)));
    }
    let cross_origin = signed("GET", &target, OWNER).with_header("Origin", ORIGIN);
    for (wishes, etag, others) in [
        (json!({}), true, true),
        (json!({"expose_etag": false}), false, true),
        (json!({"expose_headers": false}), false, false),
    ] {
        let answer = reset(&wishes).handle(&cross_origin);
        assert!(answer.header("etag").is_some(), "it is sent all the same");
        let exposed = answer.header("access-control-expose-headers").unwrap_or("");
        assert_eq!((exposed.contains("ETag"), exposed.contains("x-ratelimit-limit")), (etag, others));
    }
}

#[test]
fn the_subscription_is_as_a_reset_says() {
    let target = format!("/api/v1/cloud-connected/organizations/{ORGANIZATION}/subscription");
    for state in ["trial", "active", "inactive"] {
        let mut sandbox = reset(&json!({"subscription": state}));
        assert_eq!(get(&mut sandbox, &target).json_body(), json!({"state": state}));
    }
}

#[test]
fn wishes_that_make_no_sense_are_refused() {
    let mut sandbox = reset(&json!({}));
    for wish in [
        json!({"subscription": "expired"}),
        json!({"clusters": 1001}),
        json!({"busy_ms": -1}),
        json!({"disconnect_ms": "long"}),
        json!({"invalid_state_status": 412}),
        json!({"stale_status": 400}),
        json!({"expose_etag": 1}),
        json!({"connect_organization": "no"}),
    ] {
        let answer = control(&mut sandbox, "POST", "reset", &wish);
        assert_eq!(answer.status, 400, "{wish}");
        assert!(answer.json_body()["error"].is_string());
    }
    for path in ["clusters/nobody/keys", "clusters/", "clusters"] {
        assert!(control(&mut sandbox, "GET", path, &Value::Null).status >= 400, "{path}");
    }
}
