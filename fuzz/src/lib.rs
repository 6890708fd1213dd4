//! What is done with each input: nothing that arrives from outside may make the app fall over.
#![allow(clippy::unwrap_used, reason = "an input that panics is what is looked for")]

#[allow(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "shared with the tests of the contracts, which use more of it"
)]
#[path = "../../tests/contract/support.rs"]
mod support;

#[path = "../../tests/contract/every_call.rs"]
mod every_call;

mod typed;

use every_call::{Reading, readings};
use latchkey::api::request::Response;
use latchkey::config::Config;
pub use typed::typed;

/// What stands behind the body of an answer: which call it answers, the status in two bytes, the headers.
const TAIL: usize = 4;

thread_local! {
    static READINGS: Vec<Reading> = readings();
}

/// Reads an answer to one of all calls.
pub fn answers(data: &[u8]) {
    let Some((body, &[call, high, low, headers])) = data.split_last_chunk::<TAIL>() else { return };
    let status = match u16::from_be_bytes([high, low]) {
        0 => 200,
        other => 100 + other % 500,
    };
    let response =
        Response { status, headers: headers_of(headers), body: String::from_utf8_lossy(body).into_owned() };
    READINGS.with(|readings| readings[usize::from(call) % readings.len()](&response));
}

fn headers_of(choice: u8) -> Vec<(String, String)> {
    let values =
        ["", "7", "-1", "99999999999999999999", "Wed, 25 Nov 2026 10:00:00 GMT", "\"3\"", "W/\"x\"", "é"];
    let names = ["retry-after", "etag", "x-elastic-api-key-expiration"];
    let value = values[usize::from(choice) % values.len()];
    let chosen = names.iter().filter(|_| choice != 0);
    chosen.map(|name| ((*name).to_owned(), value.to_owned())).collect()
}

/// Reads a `config.json`; what it takes has an address that may be called, and what it refuses has a reason.
pub fn config(data: &[u8]) {
    let config = Config::read(&String::from_utf8_lossy(data));
    for problem in &config.problems {
        assert!(problem.sentence().ends_with('.'), "{}", problem.sentence());
    }
    for connection in &config.connections {
        let (origin, url) = (connection.origin(), connection.url("/a"));
        assert!(origin.starts_with("https://") || origin.starts_with("http://"), "{origin}");
        assert!(!origin.contains('@') && url.starts_with(&origin), "{url}");
    }
}
