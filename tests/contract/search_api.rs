//! The Search API: signing in and listing.

use crate::support::{
    SECRET, answer, api_key, connection, done, fixture, lines, next, ok, refused, session, target,
};
use latchkey::api::backend::{Backend, ListAsk};
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::search_api::SearchApi;
use latchkey::config::{AuthHeader, Connection, Kind};
use latchkey::domain::access::Access;
use latchkey::domain::query::Query;

fn ask() -> ListAsk {
    ListAsk { query: Query::default(), all: false, cursor: None }
}

#[test]
fn the_path_ends_with_a_slash_and_the_header_is_the_usual_one() {
    let call = next(SearchApi.sign_in(&connection(Kind::SearchApi), &api_key("")));
    assert_eq!(
        lines(&call.request),
        [
            "GET https://api.example.com/base/es/api/v1/credentials/api_keys/",
            &format!("Authorization: ApiKey {SECRET}")
        ]
    );
    let session = done(call.read(&ok(fixture!("search-api/keys.json"))).unwrap());
    let holders = session.holders.unwrap();
    assert_eq!((holders[0].id.as_str(), holders[0].name.as_str()), ("keys", "Test service"));
    assert_eq!(session.identity, "API key");
}

#[test]
fn a_connection_can_name_another_header() {
    let header = AuthHeader { name: "X-Key".to_owned(), before: "a ".to_owned(), after: " z".to_owned() };
    let connection = Connection { auth_header: Some(header), ..connection(Kind::SearchApi) };
    let call = next(SearchApi.sign_in(&connection, &api_key("mine")));
    assert_eq!(lines(&call.request)[1], format!("X-Key: a {SECRET} z"));
    assert_eq!(done(call.read(&ok("[]")).unwrap()).identity, "mine");
}

#[test]
fn rows_hold_no_secret() {
    let call = SearchApi.list(&session(Kind::SearchApi), "keys", &ask());
    assert_eq!(target(&call), "GET /es/api/v1/credentials/api_keys/");
    let page = call.read(&ok(fixture!("search-api/keys.json"))).unwrap();
    let ids: Vec<_> = page.keys.iter().map(|key| key.id.0.as_str()).collect();
    assert_eq!(ids, ["key-1", "key-2", "key-3"]);
    assert!(page.keys[0].name.ends_with("/+=="), "{}", page.keys[0].name);
    assert!(page.keys[1].name.chars().all(|character| character == '•'));
    let all = format!("{page:?}");
    for secret in ["Zm9v", "short", "kéy#"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    let Access::Config(config) = &page.keys[1].access else { panic!("{:?}", page.keys[1].access) };
    assert_eq!(config["permissions"], "write");
}

#[test]
fn refusals_are_read_in_both_forms() {
    let refusal = |status, body: &str| {
        refused(SearchApi.list(&session(Kind::SearchApi), "keys", &ask()).read(&answer(status, body)))
    };
    assert_eq!(
        refusal(403, fixture!("search-api/errors/forbidden.json")).to_string(),
        "You aren't allowed to do this: Not authenticated."
    );
    let error = refusal(422, fixture!("search-api/errors/invalid.json"));
    let fields = vec!["config".to_owned()];
    assert_eq!(error, Error::Invalid { message: "value is not a valid dict".to_owned(), fields });
    assert!(matches!(refusal(200, r#"{"api_key": "x"}"#), Error::Unreadable { .. }));
    assert_eq!(refusal(404, "<html>").to_string(), "It doesn't exist, or no longer does.");
}

#[test]
fn what_capabilities_rule_out_changes_nothing() {
    let can = SearchApi.capabilities();
    assert!(!can.create && !can.revoke);
    let id = latchkey::domain::key::KeyId("key-1".to_owned());
    let call = SearchApi.revoke(&session(Kind::SearchApi), "keys", &id);
    assert!(call.request.is_read());
    assert!(matches!(refused(call.read(&ok("[]"))), Error::Unsupported { .. }));
}
