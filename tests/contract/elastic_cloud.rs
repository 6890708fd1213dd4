//! Elastic Cloud: signing in, members, and what a role can be limited to.

use crate::support::{SECRET, api_key, connection, done, fixture, lines, next, ok, refused, session, target};
use latchkey::api::backend::Backend;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::request::{Method, Response};
use latchkey::config::Kind;
use latchkey::domain::access::Place;
use latchkey::domain::time::Timestamp;

const HOLDER: &str = "198583657190";

#[test]
fn signing_in_is_one_call_that_finds_the_organization() {
    let call = next(ElasticCloud.sign_in(&connection(Kind::ElasticCloud), &api_key(" prod ")));
    assert_eq!(
        lines(&call.request),
        ["GET https://api.example.com/base/api/v1/organizations", &format!("Authorization: ApiKey {SECRET}")]
    );
    let expires = ("x-elastic-api-key-expiration".to_owned(), "2026-11-30T08:15:30Z".to_owned());
    let answer = Response { headers: vec![expires], ..ok(fixture!("elastic-cloud/organizations.json")) };
    let session = done(call.read(&answer).unwrap());
    let holders = session.holders.clone().unwrap();
    assert_eq!((holders[0].id.as_str(), holders[0].name.as_str()), (HOLDER, "Acme Observability"));
    assert_eq!(session.identity, "prod");
    assert_eq!(session.may_write, None);
    assert_eq!(session.own_key.name.as_deref(), Some("prod"));
    assert_eq!(session.own_key.expires, Timestamp::parse("2026-11-30T08:15:30Z"));
    assert_eq!(lines(&session.request(Method::Get, "/x"))[1], format!("Authorization: ApiKey {SECRET}"));
    assert!(!format!("{session:?}").contains(SECRET));
}

#[test]
fn a_hidden_or_odd_end_of_the_own_key_does_no_harm() {
    for header in [None, Some("never"), Some("")] {
        let call = next(ElasticCloud.sign_in(&connection(Kind::ElasticCloud), &api_key("")));
        let headers = header
            .map(|value| ("x-elastic-api-key-expiration".to_owned(), value.to_owned()))
            .into_iter()
            .collect();
        let answer = Response { headers, ..ok(fixture!("elastic-cloud/organizations.json")) };
        let session = done(call.read(&answer).unwrap());
        assert_eq!((session.identity.as_str(), session.own_key.expires), ("API key", None));
        assert_eq!(session.own_key.name, None);
    }
}

#[test]
fn organizations_that_fill_more_than_a_page_are_listed_later() {
    let call = next(ElasticCloud.sign_in(&connection(Kind::ElasticCloud), &api_key("")));
    let session = done(call.read(&ok(fixture!("elastic-cloud/organizations-page-1.json"))).unwrap());
    assert_eq!(session.holders, None);
    let call = ElasticCloud.holders(&session, Some("b3JnPTI="));
    assert_eq!(target(&call), "GET /api/v1/organizations?next_page=b3JnPTI%3D");
    let part = call.read(&ok(fixture!("elastic-cloud/organizations.json"))).unwrap();
    assert_eq!((part.items.len(), part.next), (1, None));
}

#[test]
fn a_key_without_an_organization_is_refused() {
    let call = next(ElasticCloud.sign_in(&connection(Kind::ElasticCloud), &api_key("")));
    let error = refused(call.read(&ok(r#"{"organizations": []}"#)));
    assert_eq!(error.to_string(), "You aren't allowed to do this: this key belongs to no organization.");
}

#[test]
fn members_are_called_by_name_else_mail_else_id() {
    let call = ElasticCloud.members(&session(Kind::ElasticCloud), HOLDER).unwrap();
    assert_eq!(target(&call), "GET /api/v1/organizations/198583657190/members");
    let members = call.read(&ok(fixture!("elastic-cloud/members.json"))).unwrap();
    let names: Vec<_> =
        members.iter().map(|member| (member.user_id.as_str(), member.name.as_str())).collect();
    assert_eq!(names, [("1014289666002276", "Ada Lovelace"), ("2", "grace@acme.example"), ("3", "3")]);
}

#[test]
fn lists_what_a_role_can_be_limited_to() {
    let session = session(Kind::ElasticCloud);
    let call = ElasticCloud.resources(&session, &Place::Deployments).unwrap();
    assert_eq!(target(&call), "GET /api/v1/deployments");
    let found = call.read(&ok(fixture!("elastic-cloud/deployments.json"))).unwrap();
    assert_eq!((found[0].name.as_str(), found[0].region.as_str()), ("logs-prod", "gcp-europe-west3"));
    assert_eq!((found[1].id.as_str(), found[1].region.as_str()), ("d2", ""));
    for (place, kind) in [
        (Place::ElasticsearchProjects, "elasticsearch"),
        (Place::ObservabilityProjects, "observability"),
        (Place::SecurityProjects, "security"),
    ] {
        let call = ElasticCloud.resources(&session, &place).unwrap();
        assert_eq!(target(&call), format!("GET /api/v1/serverless/projects/{kind}"));
        let found = call.read(&ok(fixture!("elastic-cloud/projects.json"))).unwrap();
        assert_eq!((found[0].id.as_str(), found[0].region.as_str()), ("c0ffee", "aws-us-east-1"));
    }
    assert!(ElasticCloud.resources(&session, &Place::Organization).is_none());
}
