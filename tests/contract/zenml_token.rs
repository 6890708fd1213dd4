//! `ZenML`: short-lived tokens, and what it is told when one signs out.

use crate::support::{SECRET, answer, connection, lines, ok, refused, session, target};
use latchkey::api::backend::Backend;
use latchkey::api::error::Error;
use latchkey::api::tokens::Tokens;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::secret::Secret;
use latchkey::domain::time::Timestamp;

/// A token as a server made it, its signature aside.
const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI4MWRiZWUyNC04MDgxLTRlNjgtYjM3Ni0wZjk4MTk4MjZjMzgiLCJpc3MiOiI5MWRhYmZhNi1jY2FhLTQ2ZTAtOWFhZi0zMzU4MzY1NjliMDUiLCJhdWQiOiI5MWRhYmZhNi1jY2FhLTQ2ZTAtOWFhZi0zMzU4MzY1NjliMDUiLCJpYXQiOjE3OTU2NDA3NjMuMzEyNzI0LCJleHAiOjE3OTU2NDQzNjN9.c2lnbmF0dXJl";

fn make(minutes: u32) -> latchkey::api::call::Call<latchkey::api::tokens::Made> {
    Tokens::make(&ZenMl, &session(Kind::ZenMl), minutes)
}

#[test]
fn a_token_is_asked_for_by_its_length_in_seconds() {
    assert_eq!(target(&make(15)), "GET /api/v1/api_token?token_type=generic&expires_in=900");
    assert!(lines(&make(15).request)[1].contains(SECRET), "it opens what the sign-in opens");
    let longest = ZenMl.minutes().iter().max().copied();
    assert_eq!(longest, Some(7 * 24 * 60), "the most that a server allows unless it is told otherwise");
    assert_eq!(ZenMl.minutes().first(), Some(&60));
    assert!(ZenMl.minutes().iter().all(|minutes| *minutes > 0), "to the server none means an hour");
}

#[test]
fn a_token_tells_when_it_ends() {
    let made = make(60).read(&ok(&format!("\"{TOKEN}\""))).unwrap();
    assert_eq!(made.secret, Secret::new(TOKEN));
    assert_eq!(made.ends, Timestamp::parse("2026-11-25T22:06:03Z"));
    for odd in ["a", "a.b.c", "a.e30.c", "a.eyJleHAiOiJ4In0.c", "a.eyJleHAiOjkyMjMzNzIwMzY4NTQ3NzU4MDd9.c"] {
        let made = make(60).read(&ok(&format!("\"{odd}\""))).unwrap();
        assert_eq!(
            (made.ends, made.secret.expose()),
            (None, odd),
            "what can't be read is no reason to lose it"
        );
    }
    for none in [r#"{"token": "x"}"#, "\"\"", "null"] {
        assert!(matches!(refused(make(60).read(&ok(none))), Error::Unreadable { .. }), "{none}");
    }
    assert!(!format!("{:?}", make(60).read(&ok("\"eyJ.secret.x\""))).contains("secret.x"));
}

#[test]
fn a_server_that_allows_less_says_how_much() {
    let shorter = r#"{"detail":["ValueError","The maximum expiration time for generic API tokens allowed by this server is 7200 seconds."]}"#;
    let error = refused(make(24 * 60).read(&answer(400, shorter)));
    assert_eq!(error.to_string(), "Tokens of this server may not work for that long: at most 2 hours.");
    assert_eq!(error.next_step(), "Choose a shorter time.");
}

#[test]
fn a_token_is_proven_and_kept_for_programs() {
    let proof = Tokens::proof(&ZenMl, &connection(Kind::ZenMl), &Secret::new(TOKEN));
    assert_eq!(
        lines(&proof),
        [
            "GET https://api.example.com/base/api/v1/current-user".to_owned(),
            format!("Authorization: Bearer {TOKEN}")
        ]
    );
    let environment = Tokens::environment(&ZenMl, &connection(Kind::ZenMl));
    assert_eq!(environment, "ZENML_STORE_URL=https://api.example.com/base\nZENML_STORE_API_TOKEN=");
    assert!(Kind::ElasticCloud.tokens().is_none() && Kind::SearchApi.tokens().is_none());
}

#[test]
fn a_farewell_carries_no_credential() {
    let farewell = ZenMl.farewell(&connection(Kind::ZenMl)).unwrap();
    assert_eq!(lines(&farewell), ["GET https://api.example.com/base/api/v1/logout"]);
    assert!(Kind::ElasticCloud.backend().farewell(&connection(Kind::ElasticCloud)).is_none());
}
