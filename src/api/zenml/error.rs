//! What a refusal of a `ZenML` server says. Its texts are meant for logs: validation errors are
//! Python objects with paths in them, failures print SQL. Only what can be told apart is shown.

use super::accounts;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{refusal_body, retry_after, texts, tidy};
use serde_json::Value;

/// Marks of a text that was not written for people.
const INTERNALS: [&str; 8] = ["\n", "{'", "File \"", "Traceback", "[SQL", "[parameters", "$2b$", "Schema."];
/// Texts of the server that need other words here, by a part of them.
const PLAINER: [(&str, &str); 9] = [
    ("Only admin users", "only admins of this server may change keys"),
    ("error decoding access token", "the sign-in has ended"),
    ("error decoding API key", "this is not a key of this server"),
    ("error retrieving API key", "this server has no such key: it was revoked, or is of another server"),
    ("CSRF token", "the sign-in belongs to another page"),
    ("is not active", "the key or its service account is switched off"),
    ("Found an existing API key", "another key of this service account has that name"),
    ("is not configured for service account", "the service account has no such key"),
    ("No service account with the", "there is no such service account"),
];

/// How many pages there are, told when a page past the last one was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct End {
    /// The last page.
    pub pages: u32,
    /// How many items match in all, if told.
    pub total: Option<usize>,
}

/// What a database says of a second thing of the same name, where the server's own check misses it: two
/// names that look like ids, or are empty (contract, section 5).
const TWICE: [&str; 2] = ["UNIQUE constraint failed", "Duplicate entry"];

/// Reads a refusal, in any of the shapes that the server gives it.
pub(super) fn refusal(response: &Response) -> Error {
    let Some(text) = text(&refusal_body(response)) else {
        return Error::from_status(response.status, String::new(), Vec::new(), retry_after(response));
    };
    if TWICE.iter().any(|sign| text.contains(sign)) {
        return Error::Conflict { message: "another one has that name".to_owned() };
    }
    let (message, fields) = match validation(&text) {
        Some(found) => found,
        None => (plain(&text), Vec::new()),
    };
    Error::from_status(response.status, message, fields, retry_after(response))
}

/// Reads the refusal of a call about one key. Only the server's own word says that the key is gone:
/// another 404 is of its account, or of something that stands before the server.
pub(super) fn key_refusal(response: &Response) -> Error {
    let gone =
        |text: String| text.contains("API key") && text.contains("is not configured for service account");
    let gone = response.status == 404 && text(&refusal_body(response)).is_some_and(gone);
    if gone || is_of_no_account(response) {
        return Error::Known {
            gone: true,
            sentence: "The service account has no such key, or no longer has it",
            next: "Read the list again to see what is there now.",
            message: String::new(),
        };
    }
    refusal(response)
}

/// Whether the server says that there is no such service account, and so none of its keys. An id that
/// is none is refused in another way.
pub(super) fn is_of_no_account(response: &Response) -> bool {
    let says = |part: &str| text(&refusal_body(response)).is_some_and(|text| text.contains(part));
    match response.status {
        404 => says("No service account with the"),
        422 => says("('path', 'service_account_id')"),
        _ => false,
    }
}

/// Reads the refusal of a call about the keys of an account.
pub(super) fn list_refusal(response: &Response) -> Error {
    if !is_of_no_account(response) {
        return refusal(response);
    }
    Error::Known {
        gone: true,
        sentence: "There is no such service account",
        next: "It may have been deleted. Look at all service accounts.",
        message: String::new(),
    }
}

/// Tells that a page past the last one was asked for: the only sign is the text.
pub(super) fn past_the_end(response: &Response) -> Option<End> {
    if response.status != 400 {
        return None;
    }
    let text = text(&refusal_body(response)).filter(|text| text.starts_with("Invalid page"))?;
    let pages = number_after(&text, "page value therefore is ").and_then(|pages| u32::try_from(pages).ok());
    Some(End { pages: pages.unwrap_or(1).max(1), total: number_after(&text, "a total of ") })
}

/// The text of a body: `{"detail": text}`, `{"detail": [class, text]}`, `[class, text]` or
/// `{"error": text}`.
fn text(body: &Value) -> Option<String> {
    let told = [&body["detail"], &body["error"], body].into_iter().find(|value| !value.is_null())?;
    match told {
        Value::String(text) => Some(text.clone()),
        Value::Array(_) => texts(told).pop(),
        _ => None,
    }
}

/// Sentences and fields of a validation error; none when the text is no such error.
fn validation(text: &str) -> Option<(String, Vec<String>)> {
    let (count, rest) = text.split_once(" validation error")?;
    if count.is_empty() || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (messages, fields) = if rest.contains("'loc': (") { of_request(rest) } else { of_filter(rest) };
    let message = messages.iter().map(|text| plain(text)).filter(|text| !text.is_empty()).collect::<Vec<_>>();
    Some((message.join("; "), fields.into_iter().filter(|name| is_field_name(name)).collect()))
}

/// `{'type': …, 'loc': ('body', 'name'), 'msg': '…', …}`, one for each field. What was sent is
/// echoed after `msg`, so each object is read up to there only.
fn of_request(text: &str) -> (Vec<String>, Vec<String>) {
    let mut messages = Vec::new();
    let mut fields = Vec::new();
    for line in text.lines().filter(|line| line.trim_start().starts_with("{'type': ")) {
        let Some((_, rest)) = line.split_once("'loc': (") else { continue };
        let Some((place, rest)) = rest.split_once(')') else { continue };
        fields.extend(place.rsplit(", ").find_map(quoted));
        messages.extend(rest.split_once("'msg': ").and_then(|(_, rest)| quoted(rest)));
    }
    (messages, fields)
}

/// `1 validation error for NAME`, then a line with the field, if it is about one, and an indented
/// one with the sentence.
fn of_filter(text: &str) -> (Vec<String>, Vec<String>) {
    let lines: Vec<_> = text.lines().skip(1).collect();
    let (fields, sentence) = match lines.as_slice() {
        [field, sentence, ..] if !field.starts_with(' ') => (vec![(*field).to_owned()], *sentence),
        [sentence, ..] => (Vec::new(), *sentence),
        [] => (Vec::new(), ""),
    };
    let sentence = sentence.trim();
    let sentence = sentence.split_once(" [type=").map_or(sentence, |(sentence, _)| sentence);
    let sentence = sentence.strip_prefix("Value error, ").unwrap_or(sentence);
    (vec![sentence.to_owned()], fields)
}

/// A text in Python's quotes at the beginning of `text`.
fn quoted(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let inner = &text[1..];
    inner.find(quote).map(|end| inner[..end].to_owned())
}

fn is_field_name(name: &str) -> bool {
    let known = ["body", "query", "path"];
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && !known.contains(&name)
}

/// The text for people: plainer words where there are some, nothing where it shows internals.
fn plain(text: &str) -> String {
    let text = text.trim().trim_matches('"').trim();
    let mut plainer = accounts::PLAINER.iter().chain(&PLAINER);
    if let Some((_, words)) = plainer.find(|(part, _)| text.contains(part)) {
        return (*words).to_owned();
    }
    if INTERNALS.iter().any(|mark| text.contains(mark)) || names_a_file(text) {
        return String::new();
    }
    let text = ["Authentication error: ", "Invalid request: "]
        .iter()
        .fold(text, |text, prefix| text.strip_prefix(prefix).unwrap_or(text));
    tidy(text)
}

fn names_a_file(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|character: char| !character.is_alphanumeric() && character != '/');
        word.matches('/').count() > 1 || word.contains(".py")
    })
}

/// The number that stands behind a mark.
pub(super) fn number_after(text: &str, mark: &str) -> Option<usize> {
    let (_, rest) = text.split_once(mark)?;
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}
