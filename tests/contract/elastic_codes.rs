//! Elastic Cloud: every code of the API reference in words, and every body of a refusal on every
//! call.

use crate::support::{answer, api_key, connection, fixture, next, refused, session};
use latchkey::api::backend::{Backend, ListAsk};
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::config::Kind;
use latchkey::domain::access::Place;
use latchkey::domain::draft::NewKey;
use latchkey::domain::key::KeyId;
use latchkey::domain::query::Query;
use latchkey::domain::secret::Secret;
use serde_json::json;

const HOLDER: &str = "198583657190";
const NOT_ACCEPTED: &str = "The service doesn't accept this sign-in";

/// How every call of the backend takes an answer, by the call's name. A revocation that finds
/// nothing to revoke is no failure, and neither is a proof by a key that may not look.
fn refusals(status: u16, body: &str) -> Vec<(&'static str, Error)> {
    let (session, answer) = (session(Kind::ElasticCloud), answer(status, body));
    let key = KeyId("k".to_owned());
    let draft = NewKey {
        name: "a".to_owned(),
        description: String::new(),
        lifetime: None,
        roles: Vec::new(),
        settings: None,
    };
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let sign_in = next(ElasticCloud.sign_in(&connection(Kind::ElasticCloud), &api_key("")));
    let mut refusals = vec![
        ("sign_in", refused(sign_in.read(&answer))),
        ("holders", refused(ElasticCloud.holders(&session, None).read(&answer))),
        ("list", refused(ElasticCloud.list(&session, HOLDER, &ask).read(&answer))),
        ("create", refused(ElasticCloud.create(&session, HOLDER, &draft, "attempt").read(&answer))),
        ("key", refused(ElasticCloud.key(&session, HOLDER, &key).unwrap().read(&answer))),
        ("rights", refused(ElasticCloud.rights(&session).unwrap().read(&answer))),
        ("members", refused(ElasticCloud.members(&session, HOLDER).unwrap().read(&answer))),
    ];
    if status != 404 {
        refusals.push(("revoke", refused(ElasticCloud.revoke(&session, HOLDER, &key).read(&answer))));
    }
    if status != 403 {
        let call = ElasticCloud.prove(&connection(Kind::ElasticCloud), &Secret::new("essu_x"));
        refusals.push(("prove", refused(call.read(&answer))));
    }
    for place in [Place::Deployments, Place::ConnectedClusters, Place::of_projects("vectordb")] {
        let call = ElasticCloud.resources(&session, &place).unwrap();
        refusals.push(("resources", refused(call.read(&answer))));
    }
    let call = ElasticCloud.stack_roles(&session, &Place::SecurityProjects, "p").unwrap();
    refusals.push(("stack_roles", refused(call.read(&answer))));
    refusals
}

/// That every call refuses an answer with this sentence.
fn all_say(status: u16, body: &str, sentence: &str) {
    for (call, error) in refusals(status, body) {
        assert_eq!(error.to_string(), sentence, "{call}: {status} {body}");
        assert!(error.next_step().ends_with('.'), "{call}: {status} {body}");
    }
}

fn envelope(code: &str, message: &str) -> String {
    json!({"errors": [{"code": code, "message": message, "fields": []}]}).to_string()
}

#[test]
fn every_code_of_the_reference_says_what_it_means_and_what_to_do() {
    const READ_AGAIN: &str = "Read the list again to see what is there now.";
    const ANOTHER_KEY: &str = "Sign in with another key.";
    for (status, code, sentence, step) in [
        (
            400,
            "api_keys.invalid_input",
            "The service refuses this request",
            "Change what it names, then try again.",
        ),
        (404, "api_keys.key_not_found", "This key doesn't exist any more", READ_AGAIN),
        (401, "user.not_found", "The service doesn't know whose key this is", ANOTHER_KEY),
        (
            403,
            "organization.invalid_access",
            "Your key belongs to another organization",
            "Sign in with a key of this organization, or choose yours under Connections.",
        ),
        (
            404,
            "organization.not_found",
            "There is no such organization",
            "Check the address, or choose the organization under Connections.",
        ),
        (
            400,
            "role_assignments.invalid_target_user_id",
            "The roles can't be given to this user",
            "Choose a member of the organization.",
        ),
        (401, "root.unauthorized", NOT_ACCEPTED, "Sign in again."),
        (
            403,
            "role_assignments.unauthorized_role_assignments",
            "You aren't allowed to give this access",
            "Choose access that you have yourself, or ask an organization owner.",
        ),
        (
            400,
            "role_assignments.invalid_config",
            "The service doesn't take these roles together",
            "Change the access, then try again.",
        ),
        (403, "root.invalid_authentication", NOT_ACCEPTED, "Sign in again."),
        (404, "accounts.not_found", "The service has no account for this key", ANOTHER_KEY),
    ] {
        for (call, error) in refusals(status, &envelope(code, "So it is.")) {
            assert_eq!(error.to_string(), format!("{sentence}: So it is."), "{call}: {code}");
            assert_eq!(error.next_step(), step, "{call}: {code}");
        }
        all_say(status, &envelope(code, ""), &format!("{sentence}{}", tail(status, code)));
    }
    let limit = envelope("organization.invitations_rate_limit_exceeded", "So it is.");
    all_say(429, &limit, "The service asks to slow down: So it is.");
}

/// A code that says no more than its status stands in for a message that is missing.
fn tail(status: u16, code: &str) -> String {
    let plain = [(400, "api_keys.invalid_input"), (401, "root.unauthorized")].contains(&(status, code));
    if plain { format!(": {code}.") } else { ".".to_owned() }
}

#[test]
fn a_code_nobody_knows_is_shown_with_its_message() {
    for (status, sentence) in [
        (400, "The service refuses this request"),
        (401, NOT_ACCEPTED),
        (403, "You aren't allowed to do this"),
        (404, "It doesn't exist, or no longer does"),
        (409, "It conflicts with what is there"),
        (449, "The service doesn't accept this sign-in"),
        (500, "The service failed (status 500)"),
    ] {
        all_say(
            status,
            &envelope("keys.odd", "Something odd."),
            &format!("{sentence}: Something odd (keys.odd)."),
        );
        all_say(status, &envelope("keys.odd", ""), &format!("{sentence}: keys.odd."));
    }
}

#[test]
fn several_refusals_at_once_are_all_shown() {
    let body = json!({"errors": [
        {"code": "api_keys.invalid_input", "message": "Bad expiration."},
        {"code": "role_assignments.invalid_config", "message": "Bad roles."},
        {"code": "keys.odd", "message": "Odd."},
    ]});
    all_say(
        400,
        &body.to_string(),
        "The service refuses this request: Bad expiration; Bad roles; Odd (keys.odd).",
    );
}

#[test]
fn the_gateway_before_the_service_is_heard_on_every_call() {
    let body = fixture!("elastic-cloud/errors/gateway.json");
    all_say(401, body, "The service doesn't accept this sign-in: Invalid credential headers.");
    let two = r#"{"UnauthorizedMessages": ["One.", "Two", 3], "Cause": {"of": "it"}}"#;
    all_say(401, two, "The service doesn't accept this sign-in: One.; Two.");
}

#[test]
fn an_empty_body_or_a_page_refuses_every_call_without_being_quoted() {
    let odd = r#"{"errors": [7, null, {"code": 1, "message": ["x"]}, {}], "UnauthorizedMessages": 7}"#;
    for body in ["", " ", "{}", "[]", "null", odd, fixture!("elastic-cloud/errors/page.html")] {
        all_say(401, body, "The service doesn't accept this sign-in.");
        all_say(403, body, "You aren't allowed to do this.");
        all_say(404, body, "It doesn't exist, or no longer does.");
        all_say(429, body, "The service asks to slow down.");
        all_say(502, body, "The service failed (status 502).");
    }
}

#[test]
fn a_refusal_tells_no_secret_on_any_call() {
    for status in [400, 401, 403, 404, 418] {
        for (call, error) in refusals(status, &envelope("keys.odd", "essu_abc was sent, said ZENKEY_abc")) {
            assert!(!format!("{error} {error:?}").contains("abc"), "{call}: {error:?}");
        }
    }
}
