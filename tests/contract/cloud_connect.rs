//! Cloud Connect: terms and subscription.

use crate::support::{SECRET, answer, fixture, lines, ok, refused, session, target};
use latchkey::api::backend::Agreement;
use latchkey::api::error::Error;
use latchkey::api::session::Session;
use latchkey::config::Kind;
use latchkey::domain::agreement::{Acceptance, Subscription};
use latchkey::domain::time::Timestamp;

fn there() -> (&'static dyn Agreement, Session) {
    (Kind::ElasticCloud.agreement().unwrap(), session(Kind::ElasticCloud))
}

#[test]
fn reads_whether_the_terms_are_accepted() {
    let (agreement, session) = there();
    let call = agreement.terms(&session, "198583657190");
    assert_eq!(target(&call), "GET /api/v1/cloud-connected/organizations/198583657190/terms-and-conditions");
    assert_eq!(call.read(&ok(fixture!("cloud-connect/terms-open.json"))).unwrap().accepted, None);
    let call = agreement.terms(&session, "198583657190");
    let terms = call.read(&ok(fixture!("cloud-connect/terms-accepted.json"))).unwrap();
    let at = Timestamp::parse("2026-11-22T02:39:39Z").unwrap();
    assert_eq!(terms.accepted, Some(Acceptance { at, by: "1014289666002276".to_owned() }));
}

#[test]
fn accepts_the_terms_without_a_body() {
    let (agreement, session) = there();
    let call = agreement.accept(&session, "a/b");
    assert_eq!(
        lines(&call.request),
        [
            "POST https://api.example.com/base/api/v1/cloud-connected/organizations/a%2Fb/terms-and-conditions/_accept",
            &format!("Authorization: ApiKey {SECRET}")
        ]
    );
    assert!(call.read(&ok(fixture!("cloud-connect/terms-accepted.json"))).unwrap().accepted.is_some());
}

#[test]
fn reads_the_subscription_known_or_not() {
    let (agreement, session) = there();
    let read = |body: &str| agreement.subscription(&session, "1").read(&ok(body)).unwrap();
    assert_eq!(
        target(&agreement.subscription(&session, "1")),
        "GET /api/v1/cloud-connected/organizations/1/subscription"
    );
    assert_eq!(read(fixture!("cloud-connect/subscription-trial.json")), Subscription::Trial);
    assert_eq!(read(r#"{"state": "active"}"#), Subscription::Active);
    assert_eq!(read(r#"{"state": "inactive"}"#), Subscription::Inactive);
    assert_eq!(read(r#"{"state": "paused"}"#), Subscription::Unknown("paused".to_owned()));
}

#[test]
fn refusals_and_half_answers_are_errors() {
    let (agreement, session) = there();
    let accept = |status, body: &str| refused(agreement.accept(&session, "1").read(&answer(status, body)));
    assert_eq!(
        accept(403, fixture!("cloud-connect/errors/forbidden.json")).to_string(),
        "You aren't allowed to do this: You are not authorized to perform this action (root.unauthorized)."
    );
    assert!(matches!(
        accept(401, fixture!("elastic-cloud/errors/gateway.json")),
        Error::Unauthorized { message } if message == "Invalid credential headers"
    ));
    for half in
        [r#"{"accepted": {}}"#, r#"{"accepted": {"accepted_at": "then", "accepted_by": "1"}}"#, "[]", ""]
    {
        assert!(matches!(accept(200, half), Error::Unreadable { .. }), "{half}");
    }
}
