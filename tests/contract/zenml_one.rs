//! `ZenML`: one key, read, changed, given a new secret and tried, on answers of a real server.

use crate::support::{answer, connection, fixture, lines, ok, refused, session, target};
use latchkey::api::call::Call;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::request::Response;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::change::KeyChange;
use latchkey::domain::key::{Detail, Key, KeyId, LastUsed, Proven};
use latchkey::domain::rotation::{self, MOST_MINUTES};
use latchkey::domain::secret::Secret;
use latchkey::domain::time::Timestamp;
use serde_json::{Value, json};

const ACCOUNT: &str = "d2778dea-2240-48bb-9b3b-caa4a7831664";
const KEY: &str = "dbc2e3a9-5c83-42e9-ac6a-ed3a85c777e1";

fn id() -> KeyId {
    KeyId(KEY.to_owned())
}

fn key() -> Call<Detail> {
    ZenMl.key(&session(Kind::ZenMl), ACCOUNT, &id()).unwrap()
}

fn change(change: &KeyChange) -> Call<Key> {
    ZenMl.change(&session(Kind::ZenMl), ACCOUNT, &id(), change).unwrap()
}

fn rotate(minutes: u32) -> Call<Secret> {
    ZenMl.rotate(&session(Kind::ZenMl), ACCOUNT, &id(), minutes).unwrap()
}

fn body<T>(call: &Call<T>) -> Value {
    serde_json::from_str(call.request.body.expose().unwrap()).unwrap()
}

fn time(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text)
}

#[test]
fn a_key_is_read_by_its_id_with_all_that_is_told() {
    let path = format!("/api/v1/service_accounts/{ACCOUNT}/api_keys/{KEY}");
    assert_eq!(target(&key()), format!("GET {path}?hydrate=true"));
    let Detail { key: read, access } = key().read(&ok(fixture!("zenml/key.json"))).unwrap();
    assert_eq!((read.id.0.as_str(), read.name.as_str(), read.enabled), (KEY, "deploy", true));
    assert_eq!(read.description, "Deploys the web shop");
    assert_eq!(read.last_used, LastUsed::At(time("2026-11-25T17:42:18.771368").unwrap()));
    assert_eq!(read.updated, time("2026-11-25T17:42:18.771368"), "a use moves it");
    assert_eq!((read.last_rotated, read.retained_until), (None, None));
    assert!(access.is_empty());
}

#[test]
fn the_old_secret_works_for_as_long_as_the_last_rotation_asked() {
    let read = |body: &str| key().read(&ok(body)).unwrap().key;
    let rotated = read(fixture!("zenml/key-after-rotation.json"));
    assert_eq!(rotated.last_rotated, time("2026-11-25T17:42:18.817305"));
    assert_eq!(rotated.retained_until, time("2026-11-26T17:42:18.817305"));
    assert_eq!(read(fixture!("zenml/key-retained-negative.json")).retained_until, None);
    let now = time("2026-11-25T17:42:18").unwrap();
    let absurd = fixture!("zenml/key-retained-absurd.json");
    for minutes in ["1000000000000", "9223372036854775807", "18446744073709551615", "1e300"] {
        let until = read(&absurd.replace("1000000000000", minutes)).retained_until;
        assert!(until.is_some_and(|until| rotation::is_endless(until, now)), "{minutes}: {until:?}");
    }
    for none in ["null", "\"soon\"", "-9223372036854775808", "-1e300"] {
        assert_eq!(read(&absurd.replace("1000000000000", none)).retained_until, None, "{none}");
    }
}

#[test]
fn only_what_changes_is_sent() {
    let call = change(&KeyChange { name: Some("deploy-2".to_owned()), ..KeyChange::switched(false) });
    let path = format!("/api/v1/service_accounts/{ACCOUNT}/api_keys/{KEY}");
    assert_eq!(target(&call), format!("PUT {path}"));
    assert_eq!(body(&call), json!({"name": "deploy-2", "active": false}));
    let cleared = KeyChange { description: Some(String::new()), ..KeyChange::default() };
    assert_eq!(body(&change(&cleared)), json!({"description": ""}), "null would leave it as it is");
    assert_eq!(body(&change(&KeyChange::switched(true))), json!({"active": true}));
    let changed = call.read(&ok(fixture!("zenml/key-changed.json"))).unwrap();
    assert_eq!((changed.name.as_str(), changed.enabled), ("deploy-2", false));
    assert_eq!(changed.description, "");
}

#[test]
fn a_refused_change_names_its_field() {
    let any = KeyChange::switched(true);
    let error = refused(change(&any).read(&answer(409, fixture!("zenml/errors/name-taken-change.json"))));
    assert!(matches!(error, Error::Conflict { .. }));
    assert!(error.to_string().contains("another key of this service account has that name"), "{error}");
    let long = answer(422, fixture!("zenml/errors/description-too-long.json"));
    match refused(change(&any).read(&long)) {
        Error::Invalid { message, fields } => {
            assert_eq!(message, "String should have at most 65535 characters");
            assert_eq!(fields, ["description"]);
        }
        other => panic!("{other:?}"),
    }
    let error = refused(change(&any).read(&answer(403, fixture!("zenml/errors/not-an-admin.json"))));
    assert!(error.to_string().contains("only admins of this server may change keys"), "{error}");
}

#[test]
fn a_rotation_tells_the_secret_and_nothing_else() {
    let call = rotate(1_440);
    let path = format!("/api/v1/service_accounts/{ACCOUNT}/api_keys/{KEY}/rotate");
    assert_eq!(target(&call), format!("PUT {path}"));
    assert_eq!(body(&call), json!({"retain_period_minutes": 1440}));
    assert!(!call.request.is_read(), "it is never sent again by itself");
    let secret = call.read(&ok(fixture!("zenml/key-rotated.json"))).unwrap();
    assert!(secret.expose().starts_with("ZENKEY_") && secret.expose().ends_with('='));
    assert_eq!(body(&rotate(0)), json!({"retain_period_minutes": 0}));
    assert_eq!(body(&rotate(u32::MAX)), json!({"retain_period_minutes": MOST_MINUTES}));
}

#[test]
fn an_answer_without_a_secret_leaves_open_what_happened() {
    for body in [fixture!("zenml/key.json"), "", r#"{"body": {"key": ""}}"#, "{}"] {
        assert!(refused(rotate(0).read(&ok(body))).leaves_outcome_unknown(), "{body}");
    }
    let broken = fixture!("zenml/key-rotated.json").replace("\"active\"", "active");
    let error = refused(rotate(0).read(&ok(&broken)));
    assert!(error.leaves_outcome_unknown() && !format!("{error:?}").contains("ZENKEY"), "{error:?}");
}

#[test]
fn only_the_server_s_own_word_says_that_a_key_is_gone() {
    let no_key = answer(404, fixture!("zenml/errors/no-such-key.json"));
    let errors = |response: &Response| {
        [
            refused(key().read(response)),
            refused(change(&KeyChange::switched(true)).read(response)),
            refused(rotate(0).read(response)),
        ]
    };
    let no_account = answer(404, fixture!("zenml/errors/no-such-account.json"));
    for error in errors(&no_key).into_iter().chain(errors(&no_account)) {
        assert!(error.says_gone() && !error.leaves_outcome_unknown(), "{error:?}");
        assert_eq!(error.to_string(), "The service account has no such key, or no longer has it.");
    }
    for (status, body) in [
        (404, fixture!("zenml/errors/no-such-route.json")),
        (404, "<html>Not found</html>"),
        (404, ""),
        (401, fixture!("zenml/errors/key-gone.json")),
        (500, fixture!("zenml/errors/no-such-key.json")),
    ] {
        let response = answer(status, body);
        for error in errors(&response) {
            assert!(!error.says_gone(), "{error:?}");
        }
    }
}

#[test]
fn a_secret_is_proven_by_signing_in_with_it() {
    let secret = Secret::new(" ZENKEY_abc+/== \n");
    let call = ZenMl.prove(&connection(Kind::ZenMl), &secret);
    assert_eq!(
        lines(&call.request),
        [
            "POST https://api.example.com/base/api/v1/login",
            "Content-Type: application/x-www-form-urlencoded",
            "grant_type=zenml-api-key&password=ZENKEY_abc%2B%2F%3D%3D"
        ]
    );
    assert!(!format!("{:?}", call.request).contains("ZENKEY"));
    assert_eq!(call.read(&ok(fixture!("zenml/login-api-key.json"))).unwrap(), Proven { ends: None });
    for (body, words) in [
        (fixture!("zenml/errors/secret-wrong.json"), "The key was not accepted."),
        (fixture!("zenml/errors/secret-broken.json"), "The key was not accepted."),
        (fixture!("zenml/errors/inactive-key.json"), "the key or its service account is switched off"),
    ] {
        let error = refused(ZenMl.prove(&connection(Kind::ZenMl), &secret).read(&answer(401, body)));
        assert!(error.of_a_try("key").contains(words), "{}", error.of_a_try("key"));
    }
    let other = refused(ZenMl.prove(&connection(Kind::ZenMl), &secret).read(&ok("<html></html>")));
    assert!(other.of_a_try("key").starts_with("The key could not be tried."), "{}", other.of_a_try("key"));
}
