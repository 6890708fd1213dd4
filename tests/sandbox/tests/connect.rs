//! Terms and subscription.

mod common;

use common::*;
use serde_json::json;

fn path(organization: &str, rest: &str) -> String {
    format!("/api/v1/cloud-connected/organizations/{organization}/{rest}")
}

#[test]
fn the_first_acceptance_stays() {
    let mut sandbox = sandbox(24);
    let terms = path(ORGANIZATION, "terms-and-conditions");
    let accept = format!("{terms}/_accept");
    assert_eq!(get(&mut sandbox, &terms).json_body(), json!({}));
    let first = sandbox.handle(&signed("POST", &accept, OWNER));
    let accepted = json!({"accepted": {"accepted_at": NOW, "accepted_by": "1014289666002276"}});
    assert_eq!((first.status, first.json_body()), (200, accepted.clone()));
    set_clock(&mut sandbox, "2026-12-01T00:00:00Z");
    let second = post(&mut sandbox, &accept, &json!({}));
    assert_eq!((second.status, second.json_body()), (200, accepted.clone()));
    assert_eq!(get(&mut sandbox, &terms).json_body(), accepted);
    control(&mut sandbox, "POST", "reset", &json!({}));
    assert_eq!(get(&mut sandbox, &terms).json_body(), json!({}));
}

#[test]
fn accepting_is_for_owners_and_takes_no_body() {
    let mut sandbox = sandbox(24);
    let accept = path(ORGANIZATION, "terms-and-conditions/_accept");
    assert_eq!(sandbox.handle(&signed("POST", &accept, MEMBER)).status, 403);
    let response = post(&mut sandbox, &accept, &json!({"accepted": true}));
    assert_eq!((response.status, codes(&response)), (400, vec!["invalid.request.body".to_owned()]));
    assert_eq!(get(&mut sandbox, &accept).status, 405);
    let terms = path(ORGANIZATION, "terms-and-conditions");
    assert_eq!(get(&mut sandbox, &terms).json_body(), json!({}), "nothing was accepted");
}

#[test]
fn the_subscription_is_a_trial_that_members_may_read() {
    let mut sandbox = sandbox(24);
    let target = path(ORGANIZATION, "subscription");
    let response = sandbox.handle(&signed("GET", &target, MEMBER));
    assert_eq!((response.status, response.json_body()), (200, json!({"state": "trial"})));
    assert!(response.header("x-ratelimit-limit").is_some());
}

#[test]
fn strangers_are_refused() {
    let mut sandbox = sandbox(24);
    for rest in ["subscription", "terms-and-conditions"] {
        let other = get(&mut sandbox, &path("1", rest));
        assert_eq!((other.status, codes(&other)), (403, vec!["organization.invalid_access".to_owned()]));
        let target = path(ORGANIZATION, rest);
        assert_eq!(sandbox.handle(&signed("GET", &target, "essu_wrong")).status, 401);
        assert_eq!(sandbox.handle(&sandbox::Request::new("GET", &target)).status, 401);
        assert_eq!(get(&mut sandbox, &format!("{target}?x=1")).status, 400);
        assert_eq!(get(&mut sandbox, &format!("{target}/")).status, 404);
    }
}
