//! Cloud Connect: keys of clusters and of their services, rotated and ended.

use crate::support::{SECRET, answer, connection, lines, ok, refused, session};
use latchkey::api::cluster_desk::ClusterDesk;
use latchkey::api::error::Error;
use latchkey::api::session::Session;
use latchkey::config::Kind;
use latchkey::domain::cluster::{KeyOf, Revision, ServiceKind};

const ID: &str = "4c7f09e2b8d14a63b5f0e1d97a2c8b36";
const INFERENCE: KeyOf = KeyOf::Service(ServiceKind::Inference);

fn there() -> (&'static dyn ClusterDesk, Session) {
    (Kind::ElasticCloud.cluster_desk().unwrap(), session(Kind::ElasticCloud))
}

#[test]
fn each_key_has_its_own_calls_without_a_body() {
    let (desk, session) = there();
    let revision = Revision("\"7\"".to_owned());
    let base = format!("POST https://api.example.com/base/api/v1/cloud-connected/clusters/{ID}/apikey");
    for (of, part) in [(KeyOf::Cluster, ""), (INFERENCE, "/eis")] {
        let headers = [format!("Authorization: ApiKey {SECRET}"), "If-Match: \"7\"".to_owned()];
        let rotate = lines(&desk.rotate(&session, ID, of, Some(&revision)).request);
        assert_eq!(rotate[0], format!("{base}{part}/_rotate"));
        assert_eq!(rotate[1..], headers);
        let end = lines(&desk.end_old(&session, ID, of, Some(&revision)).request);
        assert_eq!(end[0], format!("{base}{part}/_revoke-pending"));
        assert_eq!(end[1..], headers);
        assert_eq!(lines(&desk.end_old(&session, ID, of, None).request).len(), 2);
    }
}

#[test]
fn a_new_key_is_read_or_the_answer_counts_as_lost() {
    let (desk, session) = there();
    let rotate = |response| desk.rotate(&session, ID, KeyOf::Cluster, None).read(&response);
    assert_eq!(rotate(ok(r#"{"key": "essu_new"}"#)).unwrap().expose(), "essu_new");
    for half in ["", "{}", r#"{"key": null}"#, r#"{"key": " "}"#, r#"{"key": 3}"#, r#"{"key": "essu_n"#] {
        let error = refused(rotate(ok(half)));
        assert!(error.leaves_outcome_unknown(), "{half}");
        assert!(!error.to_string().contains("essu_n"), "{half}");
    }
}

#[test]
fn each_status_has_its_meaning() {
    let (desk, session) = there();
    let rotate = |status| refused(desk.rotate(&session, ID, INFERENCE, None).read(&answer(status, "")));
    assert!(matches!(rotate(401), Error::Unauthorized { .. }));
    assert!(matches!(rotate(403), Error::Forbidden { .. }));
    assert!(matches!(rotate(404), Error::NotFound { .. }));
    assert!(matches!(rotate(409), Error::Conflict { .. }));
    assert!(matches!(rotate(412), Error::Conflict { .. }));
    assert!(matches!(rotate(429), Error::RateLimited { .. }));
    let end = |status| desk.end_old(&session, ID, INFERENCE, None).read(&answer(status, ""));
    assert!(end(200).is_ok() && end(204).is_ok());
    assert!(matches!(end(404), Err(Error::NotFound { .. })));
}

#[test]
fn what_is_to_be_done_with_a_new_key_holds_a_variable_in_its_place() {
    let (desk, _) = there();
    let connection = connection(Kind::ElasticCloud);
    let cluster = desk.hand_over(&connection, ID, KeyOf::Cluster);
    assert!(cluster.text.contains(&format!("/clusters/{ID}'")) && cluster.text.contains("ApiKey $API_KEY"));
    let inference = desk.hand_over(&connection, ID, INFERENCE);
    assert_eq!(
        inference.text,
        "curl -X PUT \"$ELASTICSEARCH_URL/_inference/_ccm\" \\\n  \
         -H \"Authorization: ApiKey $ELASTICSEARCH_API_KEY\" \\\n  \
         -H 'Content-Type: application/json' \\\n  \
         -d \"{\\\"api_key\\\": \\\"$API_KEY\\\"}\""
    );
}
