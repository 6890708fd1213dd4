//! Elastic Cloud: every refusal, and answers that can't be read.

use crate::support::{answer, fixture, refused, session};
use latchkey::api::backend::ListAsk;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::request::Response;
use latchkey::config::Kind;
use latchkey::domain::draft::NewKey;
use latchkey::domain::query::Query;

const HOLDER: &str = "198583657190";

/// What a list is asked for with.
fn first() -> ListAsk {
    ListAsk { query: Query::default(), all: false, cursor: None }
}

/// How an answer to a list call is refused.
fn refusal(status: u16, body: &str) -> Error {
    refused(ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &first()).read(&answer(status, body)))
}

/// How the answer to a create is refused.
fn create_refusal(body: &str) -> Error {
    let key = NewKey {
        name: "a".to_owned(),
        description: String::new(),
        lifetime: None,
        roles: Vec::new(),
        settings: None,
    };
    refused(
        ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &key, "attempt").read(&answer(201, body)),
    )
}

#[test]
fn an_end_that_cannot_be_read_never_passes_for_none() {
    let body = r#"{"keys": [{"id": "a", "description": "b", "expiration_date": "soon"}]}"#;
    assert!(matches!(refusal(200, body), Error::Unreadable { .. }));
}

#[test]
fn an_answer_that_breaks_off_shows_nothing_of_itself() {
    let body = fixture!("elastic-cloud/key-created.json");
    for end in 0..body.trim_end().len() {
        let error = create_refusal(&body[..end]);
        assert!(error.leaves_outcome_unknown());
        assert!(!format!("{error} {error:?}").contains("essu_"), "{error:?}");
    }
}

#[test]
fn a_wrong_type_in_place_of_the_secret_is_not_quoted() {
    let error = create_refusal(r#"{"id": "a", "key": ["x"], "description": "b"}"#);
    assert!(error.to_string().contains("a new API key was expected"), "{error}");
    let error = refusal(200, r#""essu_whole_body_is_a_secret""#);
    assert!(!format!("{error:?}").contains("whole_body"), "{error:?}");
}

#[test]
fn every_refusal_reads_as_a_sentence() {
    for (status, body, sentence) in [
        (
            400,
            fixture!("elastic-cloud/errors/invalid-input.json"),
            "The service refuses this request: The provided expiration is invalid; Unknown role.",
        ),
        (
            401,
            fixture!("elastic-cloud/errors/user-not-found.json"),
            "The service doesn't know whose key this is: The user could not be found.",
        ),
        (
            401,
            fixture!("elastic-cloud/errors/root-unauthorized.json"),
            "The service doesn't accept this sign-in: Action not permitted.",
        ),
        (
            401,
            fixture!("elastic-cloud/errors/gateway.json"),
            "The service doesn't accept this sign-in: Invalid credential headers.",
        ),
        (
            403,
            fixture!("elastic-cloud/errors/invalid-access.json"),
            "Your key belongs to another organization: The current user cannot access the requested \
             organization.",
        ),
        (
            404,
            fixture!("elastic-cloud/errors/organization-not-found.json"),
            "There is no such organization: The organization could not be found.",
        ),
        (
            429,
            fixture!("elastic-cloud/errors/rate-limited.json"),
            "The service asks to slow down: Too many requests.",
        ),
        (401, "", "The service doesn't accept this sign-in."),
        (403, fixture!("elastic-cloud/errors/page.html"), "You aren't allowed to do this."),
        (502, fixture!("elastic-cloud/errors/page.html"), "The service failed (status 502)."),
        (403, r#"{"errors": [{"code": "a.b"}]}"#, "You aren't allowed to do this: a.b."),
        (
            400,
            r#"{"errors": [{"code": "keys.odd", "message": "Something odd."}]}"#,
            "The service refuses this request: Something odd (keys.odd).",
        ),
        (418, r#"{"errors": "teapot"}"#, "The service answered with status 418."),
    ] {
        assert_eq!(refusal(status, body).to_string(), sentence, "{status} {body}");
    }
}

#[test]
fn a_refusal_names_its_fields_and_hides_keys() {
    let Error::Invalid { fields, .. } = refusal(400, fixture!("elastic-cloud/errors/invalid-input.json"))
    else {
        panic!("400 is a refused request");
    };
    assert_eq!(fields, ["expiration", "role_assignments.deployment"]);
    let error = refusal(401, fixture!("elastic-cloud/errors/echoes-the-key.json"));
    assert_eq!(error.to_string(), "The service doesn't accept this sign-in: Key … is not known.");
}

#[test]
fn a_wait_is_taken_from_the_answer() {
    let header = ("retry-after".to_owned(), " 7".to_owned());
    let answer = Response { headers: vec![header], ..answer(429, "") };
    let error = refused(ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &first()).read(&answer));
    assert_eq!(error, Error::RateLimited { retry_after: Some(7), message: String::new() });
    assert_eq!(error.to_string(), "The service asks to wait 7 seconds.");
}

#[test]
fn a_limit_shows_what_is_said_and_a_code_that_is_not_known() {
    let body = r#"{"errors": [{"code": "root.rate_limit_exceeded", "message": "Too many calls."}]}"#;
    assert_eq!(
        refusal(429, body).to_string(),
        "The service asks to slow down: Too many calls (root.rate_limit_exceeded)."
    );
}

#[test]
fn a_page_where_data_should_be_is_unreadable() {
    let error = refusal(200, fixture!("elastic-cloud/errors/page.html"));
    assert_eq!(
        error.to_string(),
        "The service answered in a way Latchkey can't read: a list of API keys was expected, and the answer \
         differs at line 1, column 1."
    );
}
