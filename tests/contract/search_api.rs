//! The Search API: signing in, listing, and how it refuses.

use crate::support::{
    SECRET, answer, api_key, connection, done, fixture, lines, next, ok, refused, session, target,
};
use latchkey::api::backend::{Backend, ListAsk, Pasted};
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::search_api::SearchApi;
use latchkey::config::{AuthHeader, Connection, Kind};
use latchkey::domain::access::Access;
use latchkey::domain::query::Query;
use latchkey::domain::refusal::Refusal;
use latchkey::domain::secret::Secret;

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
    let session = session(Kind::SearchApi);
    let call = SearchApi.list(&session, "keys", &ask());
    assert_eq!(target(&call), "GET /es/api/v1/credentials/api_keys/");
    let page = call.read(&ok(fixture!("search-api/keys.json"))).unwrap().keyed(&session.ring);
    let ids: Vec<_> = page.keys.iter().map(|key| key.id.0.as_str()).collect();
    assert!(
        ids.iter().all(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())),
        "{ids:?}"
    );
    assert!(page.keys[0].name.ends_with("/+=="), "{}", page.keys[0].name);
    let all = format!("{page:?} {session:?}");
    for secret in ["Zm9vYmFy", "short", "kéy# "] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    let Access::Config(config) = &page.keys[1].access else { panic!("{:?}", page.keys[1].access) };
    assert_eq!(config["permissions"], "write");
}

#[test]
fn a_key_that_is_listed_twice_is_one() {
    let session = session(Kind::SearchApi);
    let call = SearchApi.list(&session, "keys", &ask());
    let page = call.read(&ok(r#"[{"api_key":"a","config":{}},{"api_key":"a"},{"api_key":"b"}]"#)).unwrap();
    let page = page.keyed(&session.ring);
    assert_eq!(page.keys.len(), 2);
    assert_eq!(page.keys[0].access.phrases(), ["Empty config"]);
}

#[test]
fn a_pasted_key_is_told_from_any_other_text() {
    let session = session(Kind::SearchApi);
    let call = SearchApi.list(&session, "keys", &ask());
    let page = call.read(&ok(r#"[{"api_key":"a b/c+d","config":{}}]"#)).unwrap().keyed(&session.ring);
    let found = |text: &str| SearchApi.key_in(&session, &Secret::new(text));
    assert_eq!(found(" a b/c+d\n"), Some(Pasted::Key(page.keys[0].id.clone())));
    for other in ["", "a b/c+", "permissions", &page.keys[0].id.0] {
        assert_eq!(found(other), None, "{other}");
    }
}

fn refusal(status: u16, body: &str) -> Error {
    refused(SearchApi.list(&session(Kind::SearchApi), "keys", &ask()).read(&answer(status, body)))
}

fn at(path: &[&str], message: &str) -> Refusal {
    Refusal { path: path.iter().map(ToString::to_string).collect(), message: message.to_owned() }
}

#[test]
fn refusals_are_read_in_both_forms() {
    assert_eq!(
        refusal(403, fixture!("search-api/errors/forbidden.json")).to_string(),
        "You aren't allowed to do this: Not authenticated."
    );
    let error = refusal(422, fixture!("search-api/errors/invalid.json"));
    assert_eq!(error, Error::Refused { refusals: vec![at(&["config"], "value is not a valid dict")] });
    assert_eq!(error.to_string(), "The service refuses this request: config: value is not a valid dict.");
    assert!(matches!(refusal(200, r#"{"api_key": "x"}"#), Error::Unreadable { .. }));
    assert_eq!(refusal(404, "<html>").to_string(), "It doesn't exist, or no longer does.");
    assert_eq!(refusal(422, "<html>").to_string(), "The service refuses this request.");
}

#[test]
fn both_generations_of_pydantic_are_read() {
    let first = r#"{"detail":[
        {"loc":["body","config","permissions"],"msg":"unexpected value; permitted: 'read', 'write'","type":"value_error.const","ctx":{"given":"x","permitted":["read","write"]}},
        {"loc":["body",12],"msg":"Expecting value: line 1 column 13 (char 12)","type":"value_error.jsondecode","ctx":{"doc":"{\"config\": }"}}]}"#;
    let refusals = vec![
        at(&["config", "permissions"], "unexpected value; permitted: 'read', 'write'"),
        at(&["12"], "Expecting value: line 1 column 13 (char 12)"),
    ];
    assert_eq!(refusal(422, first), Error::Refused { refusals });
    let second = r#"{"detail":[
        {"type":"literal_error","loc":["body","config","limits",0,"per_minute"],"msg":"Input should be 'read' or 'write'","input":"secret-input","ctx":{"expected":"'read' or 'write'"},"url":"https://errors.pydantic.dev/2.9/v/literal_error"},
        {"type":"extra_forbidden","loc":["query","page"],"msg":"Extra inputs are not permitted","input":"1"},
        {"type":"string_too_long","loc":["path","api_key"],"msg":"String should have at most 9 characters","input":"secret-input"}]}"#;
    let refusals = vec![
        at(&["config", "limits", "0", "per_minute"], "Input should be 'read' or 'write'"),
        at(&[], "Extra inputs are not permitted"),
        at(&[], "String should have at most 9 characters"),
    ];
    assert_eq!(refusal(422, second), Error::Refused { refusals });
}
