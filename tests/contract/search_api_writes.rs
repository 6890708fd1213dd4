//! The Search API: keys made, changed and ended, and keys that need care in an address.

use crate::support::{answer, lines, ok, refused, session, target};
use latchkey::api::backend::ListAsk;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::search_api::SearchApi;
use latchkey::api::session::Session;
use latchkey::config::Kind;
use latchkey::domain::access::Access;
use latchkey::domain::change::KeyChange;
use latchkey::domain::draft::NewKey;
use latchkey::domain::key::{KeyId, Revoked};
use latchkey::domain::query::Query;
use latchkey::domain::settings::{self, Permissions, Settings};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::json;

const BASE: &str = "/base/es/api/v1/credentials/api_keys/";

/// A session in which these keys were listed, and what they are called by.
fn listed(keys: &[&str]) -> (Session, Vec<KeyId>) {
    let session = session(Kind::SearchApi);
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let entry = |key: &&str| json!({"api_key": key, "config": {"permissions": "read"}});
    let body = json!(keys.iter().map(entry).collect::<Vec<_>>()).to_string();
    let page = SearchApi.list(&session, "keys", &ask).read(&ok(&body)).unwrap().keyed(&session.ring);
    (session, page.keys.into_iter().map(|key| key.id).collect())
}

fn config(text: &str) -> Settings {
    settings::read(text).unwrap()
}

fn new_key(settings: Settings) -> NewKey {
    NewKey {
        name: "never sent".to_owned(),
        description: "never sent".to_owned(),
        lifetime: None,
        roles: Vec::new(),
        settings: Some(settings),
    }
}

#[test]
fn a_key_is_made_of_its_config_alone() {
    let (session, _) = listed(&[]);
    let wanted = config(r#"{"permissions": "write", "deep": {"kept": [1, null]}}"#);
    let call = SearchApi.create(&session, "keys", &new_key(wanted.clone()), "attempt");
    assert_eq!(
        lines(&call.request)[2..],
        ["Content-Type: application/json", r#"{"config":{"deep":{"kept":[1,null]},"permissions":"write"}}"#]
    );
    assert_eq!(target(&call), "POST /es/api/v1/credentials/api_keys/");
    let created = call.read(&ok(r#"{"api_key": "new+key/00000001==", "result": ["odd"]}"#)).unwrap();
    assert_eq!(created.secret.expose(), "new+key/00000001==");
    assert_eq!(created.key.access, Access::Config(wanted));
    assert_eq!(session.ring.secret(&created.key.id), Some(created.secret.clone()));
    assert!(!format!("{created:?}").contains("key/0000"));
}

#[test]
fn a_change_sends_the_whole_config_to_the_key() {
    let (session, ids) = listed(&["a/b"]);
    let wanted = config(r#"{"permissions": "read", "note": "kept"}"#);
    let change =
        || SearchApi.change(&session, "keys", &ids[0], &KeyChange::configured(wanted.clone())).unwrap();
    assert_eq!(target(&change()), "PUT /es/api/v1/credentials/api_keys/a%2Fb");
    assert_eq!(lines(&change().request)[3], r#"{"config":{"note":"kept","permissions":"read"}}"#);
    let key = change().read(&ok(r#"{"api_key": "a/b", "result": "updated"}"#)).unwrap();
    assert_eq!((&key.id, &key.access), (&ids[0], &Access::Config(wanted.clone())));
    let other = refused(change().read(&ok(r#"{"api_key": "b/a", "result": "updated"}"#)));
    assert!(other.leaves_outcome_unknown() && !other.to_string().contains("b/a"), "{other}");
    assert!(SearchApi.change(&session, "keys", &ids[0], &KeyChange::switched(false)).is_none());
}

#[test]
fn what_is_not_touched_goes_back_as_it_came() {
    let session = session(Kind::SearchApi);
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let config =
        r#"{"big":12345678901234567890123,"deep":{"list":[0.30000000000000004,null]},"permissions":"write"}"#;
    let body = format!(r#"[{{"api_key":"k","config":{config}}}]"#);
    let key =
        SearchApi.list(&session, "keys", &ask).read(&ok(&body)).unwrap().keyed(&session.ring).keys.remove(0);
    let wanted = Permissions::Read.set_in(key.access.settings().unwrap());
    let call = SearchApi.change(&session, "keys", &key.id, &KeyChange::configured(wanted)).unwrap();
    assert_eq!(lines(&call.request)[3], format!(r#"{{"config":{}}}"#, config.replace("write", "read")));
}

#[test]
fn a_key_that_is_gone_already_is_ended() {
    let (session, ids) = listed(&["a/b"]);
    let revoke = || SearchApi.revoke(&session, "keys", &ids[0]);
    assert_eq!(target(&revoke()), "DELETE /es/api/v1/credentials/api_keys/delete/a%2Fb");
    assert_eq!(lines(&revoke().request).len(), 2, "it has no body");
    assert_eq!(revoke().read(&ok(r#"{"api_key": "a/b", "result": "deleted"}"#)), Ok(Revoked::Now));
    assert_eq!(revoke().read(&answer(404, r#"{"detail": "API key not found"}"#)), Ok(Revoked::Already));
    assert!(matches!(revoke().read(&ok(r#"{"api_key": "other"}"#)), Err(Error::Unreadable { .. })));
}

#[test]
fn what_the_service_says_of_a_key_does_not_tell_it() {
    let (session, ids) = listed(&["a b+c"]);
    let body = r#"{"detail": "You may not delete a b+c today"}"#;
    let error = refused(SearchApi.revoke(&session, "keys", &ids[0]).read(&answer(403, body)));
    assert_eq!(error.to_string(), "You aren't allowed to do this: You may not delete … today.");
    let body = r#"{"detail": [{"loc": ["path", "api_key"], "msg": "a b+c is no key", "input": "a b+c"}]}"#;
    let error = refused(SearchApi.revoke(&session, "keys", &ids[0]).read(&answer(422, body)));
    assert!(!format!("{error} {error:?}").contains("b+c"), "{error:?}");
}

#[test]
fn one_key_is_looked_for_in_the_list() {
    let (session, ids) = listed(&["one", "two"]);
    let read = |body: &str| SearchApi.key(&session, "keys", &ids[1]).unwrap().read(&ok(body));
    let told = read(r#"[{"api_key": "two", "config": {"permissions": "write"}}]"#).unwrap();
    assert_eq!(told.access, "{\n  \"permissions\": \"write\"\n}");
    assert!(refused(read("[]")).says_gone());
}

#[test]
fn what_no_address_can_name_is_not_sent() {
    let (session, ids) = listed(&["", ".", "..", "..."]);
    for id in &ids[..3] {
        let call = SearchApi.revoke(&session, "keys", id);
        assert!(call.request.is_read());
        assert!(matches!(refused(call.read(&ok("[]"))), Error::Unsupported { .. }));
    }
    assert_eq!(
        target(&SearchApi.revoke(&session, "keys", &ids[3])),
        "DELETE /es/api/v1/credentials/api_keys/delete/..."
    );
    let unknown = SearchApi.revoke(&session, "keys", &KeyId("0".repeat(32)));
    assert!(unknown.request.is_read() && refused(unknown.read(&ok("[]"))).says_gone());
}

/// What a server finds in a path after a prefix, as a strict parser of addresses hands it over.
fn arrives(url: &str, prefix: &str) -> String {
    let parsed = url::Url::parse(url).unwrap();
    assert_eq!((parsed.query(), parsed.fragment()), (None, None), "{url}");
    let rest = parsed.path().strip_prefix(prefix).unwrap_or_else(|| panic!("{} is elsewhere", parsed.path()));
    assert!(!rest.contains('/'), "{rest} is more than one segment");
    percent_decode_str(rest).decode_utf8().unwrap().into_owned()
}

fn round_trip(key: &str) {
    let (session, ids) = listed(&[key]);
    let delete = SearchApi.revoke(&session, "keys", &ids[0]).request;
    let change = KeyChange::configured(Settings::new());
    let update = SearchApi.change(&session, "keys", &ids[0], &change).unwrap().request;
    if ["", ".", ".."].contains(&key) {
        assert!(delete.is_read() && update.is_read());
        return;
    }
    assert_eq!(arrives(&delete.url, &format!("{BASE}delete/")), key);
    assert_eq!(arrives(&update.url, BASE), key);
}

#[test]
fn keys_that_need_care_arrive_whole() {
    for key in [
        "a/b+c=d/e==",
        "100%/sure?#now",
        "ключ-поиска",
        "spaces in it",
        " at the ends ",
        "say \"it's\"",
        "%2F%2e%2E",
        "delete/x",
        "delete",
        "...",
        "./..",
        "back\\slash",
        "line\nbreak\ttab\r",
        "🔑",
        "a;b,c:d@e&f|g^h`i{j}k<l>m",
        "\u{0}",
        &"k".repeat(4_096),
        &"ж/".repeat(2_048),
    ] {
        round_trip(key);
    }
}

proptest! {
    #[test]
    fn any_key_arrives_whole(key in "\\PC{0,40}|[./%?#+= \"'\\\\]{0,12}|(?s).{0,20}") {
        round_trip(&key);
    }
}
