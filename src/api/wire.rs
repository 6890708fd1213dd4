//! What the backends share in writing addresses and reading answers.

mod answer;
mod halves;

use super::error::Error;
use super::request::Response;
use crate::domain::words::clipped;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

pub(super) use answer::{Answer, Object};

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// The longest part of a service's message that is shown, in characters.
const LONGEST_MESSAGE: usize = 300;
/// Longer words are no words: tokens, hashes, encoded data.
const LONGEST_WORD: usize = 80;
/// What the secrets of the backends begin with.
const SECRET_MARKS: [&str; 2] = ["essu_", "ZENKEY_"];

/// Percent-encodes a text as one segment of a path.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// A path with its query.
pub(super) fn with_query<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Reads the body of a good answer; `refusal` says what another status means. `what` is what the
/// body should be.
pub(super) fn read(
    response: &Response,
    what: &'static str,
    refusal: fn(&Response) -> Error,
) -> Result<Answer, Error> {
    if response.is_success() { Answer::parse(&response.body, what) } else { Err(refusal(response)) }
}

/// Whether a page came in the place of an answer: of something that stands before the service, such as the
/// sign-in to a network, and so no word of the service's.
pub(super) fn is_page(response: &Response) -> bool {
    response.body.trim_start().starts_with('<')
}

/// Reads that a call was carried out of which nothing else is told.
pub(super) fn carried_out(response: &Response, refusal: fn(&Response) -> Error) -> Result<(), Error> {
    if !response.is_success() {
        return Err(refusal(response));
    }
    if is_page(response) {
        return Err(unreadable("a page came in the place of its answer"));
    }
    Ok(())
}

/// That an answer is not what it should be.
pub(super) fn unreadable(detail: impl Into<String>) -> Error {
    Error::Unreadable { detail: detail.into() }
}

/// The body of a refusal, if it is JSON.
pub(super) fn refusal_body(response: &Response) -> Value {
    serde_json::from_str(&response.body).unwrap_or_default()
}

/// Seconds to wait before asking again, if the answer tells.
pub(super) fn retry_after(response: &Response) -> Option<u32> {
    response.header("retry-after")?.trim().parse().ok()
}

/// A service's message made fit to be shown: one line, not too long, without anything that looks
/// like a secret.
pub(super) fn tidy(message: &str) -> String {
    let words = message.split_whitespace().map(|word| {
        let secret = SECRET_MARKS.iter().any(|mark| word.contains(mark));
        if secret || word.chars().count() > LONGEST_WORD { "…" } else { word }
    });
    let text = words.collect::<Vec<_>>().join(" ");
    clipped(&text, LONGEST_MESSAGE)
}

/// The texts in a JSON list; nothing for anything else.
pub(super) fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_stays_one_segment() {
        assert_eq!(segment("a/b?c#d%e+f=g é"), "a%2Fb%3Fc%23d%25e%2Bf%3Dg%20%C3%A9");
        assert_eq!(segment("5f1a-b_c.d~e"), "5f1a-b_c.d~e");
    }

    #[test]
    fn a_query_is_left_out_when_empty() {
        assert_eq!(with_query("/keys", []), "/keys");
        assert_eq!(with_query("/keys", [("next_page", "a=b&c")]), "/keys?next_page=a%3Db%26c");
    }

    #[test]
    fn a_message_is_one_short_line_without_secrets() {
        assert_eq!(tidy(" The key\n essu_abc  is 'ZENKEY_abc=' "), "The key … is …");
        assert_eq!(tidy(&"x".repeat(81)), "…");
        assert_eq!(tidy(&"é ".repeat(400)).chars().count(), LONGEST_MESSAGE + 1);
    }
}
