//! Connections, sessions, answers, and requests as text.

use latchkey::api::call::{Call, Step};
use latchkey::api::error::Error;
use latchkey::api::request::{HeaderValue, Request, Response};
use latchkey::api::session::{Credential, Session};
use latchkey::config::{Connection, Kind};
use latchkey::domain::own_key::OwnKey;
use latchkey::domain::ring::Ring;
use latchkey::domain::secret::Secret;
use serde_json::json;

/// The secret in every session of these tests.
pub const SECRET: &str = "essu_secret_of_the_session_0123456789";

/// The text of a fixture.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract/fixtures/", $name))
    };
}
pub(crate) use fixture;

pub fn connection(kind: Kind) -> Connection {
    let entry = json!({
        "id": "test", "kind": kind.slug(), "name": "Test service", "base_url": "https://api.example.com/base/",
    });
    Connection::check(&entry, "", &[]).connection.unwrap()
}

/// A session that needs no signing in.
pub fn session(kind: Kind) -> Session {
    let value = HeaderValue::Credential {
        before: "ApiKey ".to_owned(),
        secret: Secret::new(SECRET),
        after: String::new(),
    };
    Session {
        connection: connection(kind),
        headers: vec![("Authorization".to_owned(), value)],
        identity: "me".to_owned(),
        may_write: None,
        lasts: None,
        ends: None,
        holders: None,
        own_key: OwnKey::default(),
        ring: Ring::default(),
    }
}

pub fn api_key(name: &str) -> Credential {
    Credential::ApiKey { name: name.to_owned(), secret: Secret::new(format!(" {SECRET}\n")) }
}

pub fn answer(status: u16, body: &str) -> Response {
    Response { status, headers: Vec::new(), body: body.to_owned() }
}

pub fn ok(body: &str) -> Response {
    answer(200, body)
}

/// Method and address of a request, then one line a header, then the body.
pub fn lines(request: &Request) -> Vec<String> {
    let mut lines = vec![format!("{} {}", request.method.name(), request.url)];
    lines.extend(request.headers.iter().map(|(name, value)| format!("{name}: {}", value.expose())));
    lines.extend(request.body.content_type().map(|kind| format!("Content-Type: {kind}")));
    lines.extend(request.body.expose().map(str::to_owned));
    lines
}

/// Method and address of a request, without the base of the connection.
pub fn target<T>(call: &Call<T>) -> String {
    format!("{} {}", call.request.method.name(), call.request.url).replace("https://api.example.com/base", "")
}

/// The call that a step asks for.
pub fn next<T>(step: Step<T>) -> Call<Step<T>> {
    match step {
        Step::Next(call) => call,
        Step::Done(_) => panic!("a call was expected, and the steps are done"),
    }
}

/// What the steps led to.
pub fn done<T>(step: Step<T>) -> T {
    match step {
        Step::Done(value) => value,
        Step::Next(call) => panic!("the steps go on with {}", call.request.url),
    }
}

/// The error of a result whose value can't be printed.
pub fn refused<T>(result: Result<T, Error>) -> Error {
    match result {
        Ok(_) => panic!("a refusal was expected"),
        Err(error) => error,
    }
}
