//! Elastic Cloud: keys listed, made and revoked.

use crate::support::{SECRET, answer, fixture, lines, ok, refused, session, target};
use latchkey::api::backend::ListAsk;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::config::Kind;
use latchkey::domain::access::{Access, Place, Reach, RoleAssignment};
use latchkey::domain::draft::NewKey;
use latchkey::domain::expiry::{Expiry, Lifetime};
use latchkey::domain::key::{KeyId, LastUsed, Revoked};
use latchkey::domain::query::Query;
use latchkey::domain::time::Timestamp;
use serde_json::{Value, json};

const HOLDER: &str = "198583657190";

fn list(cursor: Option<&str>) -> ListAsk {
    ListAsk { query: Query::default(), all: false, cursor: cursor.map(str::to_owned) }
}

fn new_key(lifetime: Lifetime) -> NewKey {
    NewKey {
        name: "ci-logs".to_owned(),
        description: "not sent".to_owned(),
        lifetime: Some(lifetime),
        roles: vec![RoleAssignment {
            place: Place::Deployments,
            role: "deployment-viewer".to_owned(),
            reach: Reach::Only(vec!["ce03a623751b4fc98d48400fec58b9c0".to_owned()]),
            stack_roles: Vec::new(),
        }],
        settings: None,
    }
}

#[test]
fn lists_part_by_part() {
    let session = session(Kind::ElasticCloud);
    let call = ElasticCloud.list(&session, HOLDER, &list(None));
    assert_eq!(target(&call), "GET /api/v1/users/auth/keys");
    let page = call.read(&ok(fixture!("elastic-cloud/keys-page-1.json"))).unwrap();
    assert_eq!(page.next.as_deref(), Some("eyJhZnRlciI6MTAwfQ=="));
    assert_eq!((page.total, page.pages), (None, None));
    let call = ElasticCloud.list(&session, HOLDER, &list(page.next.as_deref()));
    assert_eq!(target(&call), "GET /api/v1/users/auth/keys?next_page=eyJhZnRlciI6MTAwfQ%3D%3D");
    let last = call.read(&ok(fixture!("elastic-cloud/keys-page-2.json"))).unwrap();
    assert_eq!(last.next, None);
    let names: Vec<_> = last.keys.iter().map(|key| key.name.as_str()).collect();
    assert_eq!(names, ["old script"], "a key of another organization is not this one's");
}

#[test]
fn reads_all_that_a_key_tells() {
    let call = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &list(None));
    let page = call.read(&ok(fixture!("elastic-cloud/keys-page-1.json"))).unwrap();
    let [full, bare] = page.keys.as_slice() else { panic!("{:?}", page.keys) };
    assert_eq!(full.id, KeyId("cbS1UY4BV-4qMMvXQVFb".to_owned()));
    assert_eq!(full.name, "terraform <b>prod</b>");
    assert_eq!(full.created, Timestamp::parse("2026-09-01T08:15:30.123Z"));
    assert_eq!(full.expiry, Expiry::At(Timestamp::parse("2026-11-30T08:15:30.123Z").unwrap()));
    assert_eq!(full.creator.as_deref(), Some("1014289666002276"));
    assert_eq!(full.last_used, LastUsed::NotReported);
    assert!(full.enabled && full.access.is_owner());
    assert_eq!((bare.expiry, bare.creator.as_deref()), (Expiry::Never, None));
    assert_eq!(bare.access, Access::Roles(Vec::new()), "no roles at all is no access, not an unknown one");
}

#[test]
fn a_list_that_goes_on_where_it_began_ends() {
    let call = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &list(Some("x")));
    assert!(matches!(refused(call.read(&ok(r#"{"keys": [], "next_page": "x"}"#))), Error::Unreadable { .. }));
}

#[test]
fn asks_for_a_key_with_exactly_what_was_chosen() {
    let call =
        ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &new_key(Lifetime::Days(90)), "attempt");
    let sent = lines(&call.request);
    assert_eq!(
        sent[..3],
        [
            "POST https://api.example.com/base/api/v1/users/auth/keys".to_owned(),
            format!("Authorization: ApiKey {SECRET}"),
            "Content-Type: application/json".to_owned()
        ]
    );
    assert_eq!(sent.len(), 4);
    assert_eq!(
        serde_json::from_str::<Value>(&sent[3]).unwrap(),
        json!({
            "description": "ci-logs",
            "expiration": "90d",
            "role_assignments": {"deployment": [{
                "role_id": "deployment-viewer",
                "organization_id": HOLDER,
                "all": false,
                "deployment_ids": ["ce03a623751b4fc98d48400fec58b9c0"],
            }]},
        })
    );
}

#[test]
fn a_life_is_a_duration_and_left_out_for_none() {
    let expiration = |lifetime| {
        let call = ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &new_key(lifetime), "attempt");
        let body: Value = serde_json::from_str(call.request.body.expose().unwrap()).unwrap();
        body.get("expiration").cloned()
    };
    assert_eq!(expiration(Lifetime::Hours(5)), Some(json!("5h")));
    assert_eq!(expiration(Lifetime::Days(365)), Some(json!("365d")));
    assert_eq!(expiration(Lifetime::Endless), None);
}

#[test]
fn reads_the_secret_of_a_new_key() {
    let call =
        || ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &new_key(Lifetime::Days(90)), "attempt");
    let created = call().read(&answer(201, fixture!("elastic-cloud/key-created.json"))).unwrap();
    assert_eq!(created.secret.expose(), "essu_made_up_for_tests_0123456789");
    assert_eq!(created.key.id, KeyId("enP3UY4BV-4qMMvXtFEl".to_owned()));
    assert_eq!(created.key.access, new_key(Lifetime::Days(90)).access());
    assert!(!format!("{created:?}").contains("made_up"));
    let odd = r#"{"id": "a", "key": "essu_x", "creation_date": "?", "expiration_date": "?", "role_assignments": 7}"#;
    assert_eq!(
        call().read(&answer(201, odd)).unwrap().secret.expose(),
        "essu_x",
        "odd dates take no secret away"
    );
    let error = refused(call().read(&answer(201, r#"{"id": "a", "description": "b"}"#)));
    assert!(matches!(error, Error::Unreadable { .. }) && error.leaves_outcome_unknown());
}

#[test]
fn a_member_of_another_kind_takes_no_secret_away() {
    let odd = r#"{"id": "a", "key": "essu_x", "description": 1, "creation_date": 2, "expiration_date": 3,
        "user_id": 4, "organization_id": 5, "role_assignments": null}"#;
    let call =
        ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &new_key(Lifetime::Days(90)), "attempt");
    let created = call.read(&answer(201, odd)).unwrap();
    assert_eq!((created.secret.expose(), created.key.expiry), ("essu_x", Expiry::NotOffered));
    assert_eq!((created.key.name.as_str(), created.key.access), ("", Access::Untold));
}

#[test]
fn a_list_tells_what_it_lacks() {
    let detail = |body: &str| {
        let call = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &list(None));
        match refused(call.read(&ok(body))) {
            Error::Unreadable { detail } => detail.replace("a list of API keys was expected, and ", ""),
            other => panic!("{other}"),
        }
    };
    assert_eq!(detail("{}"), "“keys” in it is missing");
    assert_eq!(detail(r#"{"keys": [{"description": "a"}]}"#), "“id” in it is missing");
    assert_eq!(detail(r#"{"keys": [], "next_page": 7}"#), "“next_page” in it isn't a text");
    for end in ["7", r#""soon""#] {
        let body = format!(r#"{{"keys": [{{"id": "a", "expiration_date": {end}}}]}}"#);
        assert_eq!(detail(&body), "“expiration_date” in it isn't a point in time", "{end} is not never");
    }
}

#[test]
fn revokes_one_key_by_its_id() {
    let session = session(Kind::ElasticCloud);
    let call = ElasticCloud.revoke(&session, HOLDER, &KeyId("a/b ?".to_owned()));
    assert_eq!(
        lines(&call.request),
        [
            "DELETE https://api.example.com/base/api/v1/users/auth/keys/a%2Fb%20%3F",
            &format!("Authorization: ApiKey {SECRET}")
        ]
    );
    assert_eq!(call.read(&ok("{}")).unwrap(), Revoked::Now);
    let again = || ElasticCloud.revoke(&session, HOLDER, &KeyId("a".to_owned()));
    let gone = answer(404, fixture!("elastic-cloud/errors/key-not-found.json"));
    assert_eq!(again().read(&gone).unwrap(), Revoked::Already);
    assert!(matches!(refused(again().read(&answer(403, ""))), Error::Forbidden { .. }));
    assert!(refused(again().read(&answer(502, ""))).leaves_outcome_unknown());
}
