//! `ZenML`: every shape of a refusal, as a real server gives it.

use crate::support::{answer, fixture, refused, session};
use latchkey::api::backend::{Backend, ListAsk};
use latchkey::api::error::Error;
use latchkey::api::key_list::KeyList;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::query::Query;

fn refusal(status: u16, body: &str) -> Error {
    refused(ZenMl.holders(&session(Kind::ZenMl), None).read(&answer(status, body)))
}

fn invalid(status: u16, body: &str) -> (String, Vec<String>) {
    match refusal(status, body) {
        Error::Invalid { message, fields } => (message, fields),
        other => panic!("{other:?}"),
    }
}

#[test]
fn validation_errors_give_their_sentence_and_their_field_only() {
    for (body, message, fields) in [
        (
            fixture!("zenml/errors/name-too-long.json"),
            "String should have at most 255 characters",
            vec!["name"],
        ),
        (
            fixture!("zenml/errors/two-fields.json"),
            "String should have at most 255 characters; Input should be a valid string",
            vec!["name", "description"],
        ),
        (fixture!("zenml/errors/name-missing.json"), "Field required", vec!["name"]),
        (fixture!("zenml/errors/not-json.json"), "JSON decode error", vec![]),
        (fixture!("zenml/errors/page-zero.json"), "Input should be greater than or equal to 1", vec!["page"]),
        (
            fixture!("zenml/errors/sort-unknown.json"),
            "You can only sort by valid fields of this resource",
            vec!["sort_by"],
        ),
        (
            fixture!("zenml/errors/filter-datetime.json"),
            "The datetime filter only works with values in the following format: %Y-%m-%d %H:%M:%S",
            vec![],
        ),
    ] {
        let fields = fields.into_iter().map(str::to_owned).collect();
        assert_eq!(invalid(422, body), (message.to_owned(), fields), "{body}");
    }
}

#[test]
fn an_address_of_no_account_says_so() {
    for (status, body) in [
        (422, fixture!("zenml/errors/account-not-a-uuid.json")),
        (404, fixture!("zenml/errors/no-such-account.json")),
    ] {
        let ask = ListAsk { query: Query::default(), all: false, cursor: None };
        let error = refused(ZenMl.list(&session(Kind::ZenMl), "a", &ask).read(&answer(status, body)));
        assert!(error.says_gone(), "{error}");
        assert_eq!(error.to_string(), "There is no such service account.");
    }
}

#[test]
fn plain_refusals_are_said_in_plain_words() {
    for (status, body, sentence) in [
        (
            400,
            fixture!("zenml/errors/login-username-required.json"),
            "The service refuses this request: username is required.",
        ),
        (
            400,
            fixture!("zenml/errors/login-grant-type.json"),
            "The service refuses this request: Unsupported grant type: client_credentials.",
        ),
        (400, fixture!("zenml/errors/filter-not-numeric.json"), "The service refuses this request."),
        (
            401,
            fixture!("zenml/errors/not-authenticated.json"),
            "The service doesn't accept this sign-in: Not authenticated.",
        ),
        (
            401,
            fixture!("zenml/errors/bad-token.json"),
            "The service doesn't accept this sign-in: the sign-in has ended.",
        ),
        (
            401,
            fixture!("zenml/errors/key-gone.json"),
            "The service doesn't accept this sign-in: this server has no such key: it was revoked, or is of another server.",
        ),
        (
            401,
            fixture!("zenml/errors/missing-csrf.json"),
            "The service doesn't accept this sign-in: the sign-in belongs to another page.",
        ),
        (
            401,
            fixture!("zenml/errors/wrong-csrf.json"),
            "The service doesn't accept this sign-in: the sign-in belongs to another page.",
        ),
        (
            404,
            fixture!("zenml/errors/no-such-key.json"),
            "It doesn't exist, or no longer does: the service account has no such key.",
        ),
        (
            404,
            fixture!("zenml/errors/no-such-account.json"),
            "It doesn't exist, or no longer does: there is no such service account.",
        ),
        (404, fixture!("zenml/errors/no-such-route.json"), "It doesn't exist, or no longer does: Not Found."),
        (
            405,
            fixture!("zenml/errors/method-not-allowed.json"),
            "The service answered with status 405: Method Not Allowed.",
        ),
        (
            404,
            r#"{"detail": ["KeyError", "\"The stack is gone.\""]}"#,
            "It doesn't exist, or no longer does: The stack is gone.",
        ),
        (413, "", "The service answered with status 413."),
        (
            429,
            fixture!("zenml/errors/rate-limited.json"),
            "The service asks to slow down: Minute request limit exceeded.",
        ),
        (
            429,
            fixture!("zenml/errors/overloaded.json"),
            "The service asks to slow down: Server too busy. Please try again later.",
        ),
        (
            503,
            fixture!("zenml/errors/overloaded.json"),
            "The service failed (status 503): Server too busy. Please try again later.",
        ),
        (500, fixture!("zenml/errors/unhandled.txt"), "The service failed (status 500)."),
        (
            500,
            fixture!("zenml/errors/sql.json"),
            "It conflicts with what is there: another one has that name.",
        ),
    ] {
        assert_eq!(refusal(status, body).to_string(), sentence, "{body}");
    }
}

/// Whatever the status is that internals come with, they are not shown.
#[test]
fn internals_are_never_shown() {
    let bodies = [
        fixture!("zenml/errors/sql.json"),
        fixture!("zenml/errors/sql-with-hash.json"),
        fixture!("zenml/errors/name-too-long.json"),
        fixture!("zenml/errors/two-fields.json"),
        fixture!("zenml/errors/filter-not-numeric.json"),
        fixture!("zenml/errors/account-not-a-uuid.json"),
        fixture!("zenml/errors/filter-datetime.json"),
        r#"{"detail": ["RuntimeError", "cannot open /var/lib/zenml/store.db"]}"#,
        r#"{"detail": ["KeyError", "File \"x.py\", line 3"]}"#,
        r#"{"detail": "Traceback (most recent call last)"}"#,
    ];
    for status in [400, 401, 403, 404, 405, 409, 422, 500] {
        for body in bodies {
            let error = refusal(status, body);
            let shown = format!("{error} {error:?}");
            for internal in [
                "'loc'",
                "site-packages",
                ".py",
                "sqlite",
                "INSERT",
                "$2b$",
                "nnnn",
                "Schema",
                "/var/",
                "Traceback",
            ] {
                assert!(!shown.contains(internal), "{internal} in {shown}");
            }
        }
    }
}

#[test]
fn an_echoed_secret_is_not_shown() {
    let body = r#"["ValueError","1 validation error:\n  {'type': 'string_type', 'loc': ('body', 'name'), 'msg': 'Bad', 'input': 'ZENKEY_abc'}"]"#;
    let error = refusal(422, body);
    assert!(!format!("{error:?}").contains("ZENKEY"), "{error:?}");
    let error = refusal(401, r#"{"detail": "no key ZENKEY_abc="}"#);
    assert_eq!(error.to_string(), "The service doesn't accept this sign-in: no key ….");
}
