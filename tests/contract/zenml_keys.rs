//! `ZenML`: keys of a service account, on answers of a real server.

use crate::support::{SECRET, answer, fixture, lines, ok, refused, session, target};
use latchkey::api::backend::{Backend, KeyPage, ListAsk};
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::access::Access;
use latchkey::domain::draft::NewKey;
use latchkey::domain::expiry::Expiry;
use latchkey::domain::key::{KeyId, LastUsed, Revoked};
use latchkey::domain::query::Query;
use latchkey::domain::time::Timestamp;
use serde_json::{Value, json};

const ACCOUNT: &str = "d2778dea-2240-48bb-9b3b-caa4a7831664";

fn ask(query: Query) -> ListAsk {
    ListAsk { query, all: false, cursor: None }
}

fn read(query: Query, status: u16, body: &str) -> Result<KeyPage, Error> {
    ZenMl.list(&session(Kind::ZenMl), ACCOUNT, &ask(query)).read(&answer(status, body))
}

fn new_key() -> NewKey {
    let description = "Deploys the web shop".to_owned();
    NewKey { name: "deploy".to_owned(), description, lifetime: None, roles: Vec::new(), settings: None }
}

#[test]
fn reads_all_that_a_key_tells() {
    let page = read(Query::default(), 200, fixture!("zenml/keys.json")).unwrap();
    assert_eq!((page.total, page.pages, page.next), (Some(3), Some(1), None));
    let [rotated, used, deploy] = page.keys.as_slice() else { panic!("{:?}", page.keys) };
    assert!(!rotated.enabled);
    assert_eq!(rotated.last_rotated, Timestamp::parse("2026-11-22T05:17:25.142594Z"));
    assert_eq!(rotated.last_used, LastUsed::Never);
    let last = Timestamp::parse("2026-11-22T05:17:24.731891Z").unwrap();
    assert_eq!((used.last_used, used.last_rotated), (LastUsed::At(last), None));
    assert_eq!(deploy.name, "deploy <b>&</b> läuft");
    assert_eq!(deploy.description, "Deploys the web shop");
    assert_eq!(
        deploy.created,
        Timestamp::parse("2026-11-22T05:17:23.146972Z"),
        "times without a zone are UTC"
    );
    assert_eq!((deploy.expiry, deploy.enabled), (Expiry::NotOffered, true));
    assert_eq!(deploy.access, Access::Holder("ci-bot".to_owned()));
}

#[test]
fn a_bare_list_tells_no_use() {
    let page = read(Query::default(), 200, fixture!("zenml/keys-unhydrated.json")).unwrap();
    assert!(page.keys.iter().all(|key| key.last_used == LastUsed::NotReported));
    assert_eq!(page.pages, Some(2));
    let odd = fixture!("zenml/keys.json")
        .replace("2026-11-22T05:17:24.731891\",\"last_rotated", "?\",\"last_rotated");
    assert!(
        matches!(refused(read(Query::default(), 200, &odd)), Error::Unreadable { .. }),
        "odd is not never"
    );
}

#[test]
fn a_page_past_the_end_tells_where_the_end_is() {
    let query = Query { page: 51, ..Query::default() };
    let page = read(query.clone(), 400, fixture!("zenml/errors/page-past-the-end.json")).unwrap();
    assert_eq!((page.keys.len(), page.total, page.pages), (0, Some(2), Some(2)));
    let other = refused(read(query, 400, fixture!("zenml/errors/filter-not-numeric.json")));
    assert!(matches!(other, Error::Invalid { .. }));
}

#[test]
fn asks_for_a_key_in_a_way_that_can_be_repeated() {
    let attempt = "0b8e7a52-6d3c-4f61-9a3e-2f1f8f6f4a11";
    let call = ZenMl.create(&session(Kind::ZenMl), ACCOUNT, &new_key(), attempt);
    let sent = lines(&call.request);
    assert_eq!(
        sent[..4],
        [
            format!("POST https://api.example.com/base/api/v1/service_accounts/{ACCOUNT}/api_keys"),
            format!("Authorization: ApiKey {SECRET}"),
            format!("Idempotency-Key: {attempt}"),
            "Content-Type: application/json".to_owned()
        ]
    );
    assert_eq!(
        serde_json::from_str::<Value>(&sent[4]).unwrap(),
        json!({"name": "deploy", "description": "Deploys the web shop"})
    );
    assert!(ZenMl.capabilities().idempotent_create);
}

#[test]
fn reads_the_secret_of_a_new_key() {
    let call = || ZenMl.create(&session(Kind::ZenMl), ACCOUNT, &new_key(), "attempt");
    let created = call().read(&ok(fixture!("zenml/key-created.json"))).unwrap();
    assert!(created.secret.expose().starts_with("ZENKEY_") && created.secret.expose().ends_with('='));
    assert_eq!(created.key.description, "Deploys the web shop");
    assert!(!format!("{created:?}").contains("ZENKEY_"));
    let hidden = fixture!("zenml/keys.json");
    assert!(refused(call().read(&ok(hidden))).leaves_outcome_unknown());
    let error = refused(call().read(&answer(409, fixture!("zenml/errors/name-taken.json"))));
    assert_eq!(
        error.to_string(),
        "It conflicts with what is there: another key of this service account has that name."
    );
}

#[test]
fn a_member_of_another_kind_takes_no_secret_away() {
    let odd = r#"{"id": "a", "name": "b", "metadata": [],
        "body": {"key": "ZENKEY_x", "active": "yes", "created": 1, "service_account": 2}}"#;
    let call = ZenMl.create(&session(Kind::ZenMl), ACCOUNT, &new_key(), "attempt");
    let created = call.read(&ok(odd)).unwrap();
    assert_eq!((created.secret.expose(), created.key.access), ("ZENKEY_x", Access::Untold));
    assert_eq!(created.key.last_used, LastUsed::NotReported, "what can't be read is not never");
}

#[test]
fn a_list_does_not_guess_what_it_acts_on() {
    for (odd, member) in [
        (r#""body": {"active": "yes"}"#, "active"),
        (r#""body": {}, "metadata": []"#, "metadata"),
        (r#""body": {}, "metadata": {"last_login": 7}"#, "last_login"),
    ] {
        let body = format!(
            r#"{{"index": 1, "total": 1, "total_pages": 1, "items": [{{"id": "a", "name": "b", {odd}}}]}}"#
        );
        let error = refused(read(Query::default(), 200, &body)).to_string();
        assert!(error.contains(&format!("“{member}” in it isn't")), "{error}");
    }
}

#[test]
fn revokes_by_id() {
    let revoke = |id: &str| ZenMl.revoke(&session(Kind::ZenMl), ACCOUNT, &KeyId(id.to_owned()));
    let call = revoke("765f8717-4001-4374-b587-4a14760220ef");
    assert_eq!(
        target(&call),
        format!("DELETE /api/v1/service_accounts/{ACCOUNT}/api_keys/765f8717-4001-4374-b587-4a14760220ef")
    );
    assert_eq!(call.read(&ok(fixture!("zenml/revoked.json"))).unwrap(), Revoked::Now);
    let gone = answer(404, fixture!("zenml/errors/no-such-key.json"));
    assert_eq!(revoke("a").read(&gone).unwrap(), Revoked::Already);
    let error = refused(revoke("a").read(&answer(403, fixture!("zenml/errors/not-an-admin.json"))));
    assert_eq!(
        error.to_string(),
        "You aren't allowed to do this: only admins of this server may change keys."
    );
}
