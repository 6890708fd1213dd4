//! How a `FastAPI` service refuses: a text, or a list of what is wrong where. Both generations of pydantic
//! write that list with `loc` and `msg`; what else they add is left aside, as it may quote what was sent.

use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{refusal_body, retry_after, tidy};
use crate::domain::refusal::Refusal;
use crate::domain::secret::Secret;
use serde_json::Value;

const UNPROCESSABLE: u16 = 422;

/// What a refusal means.
pub(super) fn refusal(response: &Response) -> Error {
    read(response, None)
}

/// The same of a call that named a key: what the service says must not tell it.
pub(super) fn refusal_about(response: &Response, secret: &Secret) -> Error {
    read(response, Some(secret))
}

fn read(response: &Response, secret: Option<&Secret>) -> Error {
    let clean = |text: &str| match secret.map(Secret::expose).filter(|secret| !secret.is_empty()) {
        Some(secret) => tidy(&text.replace(secret, "…")),
        None => tidy(text),
    };
    let detail = &refusal_body(response)["detail"];
    let refusals: Vec<Refusal> =
        detail.as_array().into_iter().flatten().filter_map(|one| refused(one, &clean)).collect();
    if response.status == UNPROCESSABLE && !refusals.is_empty() {
        return Error::Refused { refusals };
    }
    let said = detail.as_str().map(clean);
    let message = said.unwrap_or_else(|| refusals.iter().map(Refusal::told).collect::<Vec<_>>().join("; "));
    Error::from_status(response.status, message, Vec::new(), retry_after(response))
}

/// One entry of the list. Its path begins with the part of the request: only one in the body is told on.
fn refused(entry: &Value, clean: &impl Fn(&str) -> String) -> Option<Refusal> {
    let message = clean(entry["msg"].as_str()?);
    let steps = entry["loc"].as_array().map(Vec::as_slice).unwrap_or_default();
    let step = |step: &Value| match step {
        Value::String(text) => Some(clean(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut path: Vec<String> = steps.iter().filter_map(step).collect();
    if path.first().is_some_and(|first| first == "body") {
        path.remove(0);
    } else {
        // The path holds the key itself; a query or a header is nothing that the owner wrote.
        path.clear();
    }
    Some(Refusal { path, message })
}
