//! What a refusal of Elastic Cloud or Cloud Connect says, whichever of its bodies it comes with.

use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{refusal_body, retry_after, texts, tidy};
use serde_json::Value;

/// Reads a refusal: the service's envelope, the body of the gateway before it, or nothing that
/// could be shown (an empty body, or a page of HTML).
pub(in crate::api) fn refusal(response: &Response) -> Error {
    let body = refusal_body(response);
    let errors = body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let gateway = texts(&body["UnauthorizedMessages"]);
    let messages = errors.iter().filter_map(|error| message(error, response.status));
    let messages: Vec<_> = messages.chain(gateway.iter().map(|text| tidy(text))).collect();
    let fields = errors.iter().flat_map(|error| texts(&error["fields"])).map(|name| tidy(&name)).collect();
    Error::from_status(response.status, messages.join("; "), fields, retry_after(response))
}

/// A 403 has several reasons that only its code tells apart, so the code is kept there.
fn message(error: &Value, status: u16) -> Option<String> {
    let code = error["code"].as_str().map(tidy).unwrap_or_default();
    let message = error["message"].as_str().map(|text| tidy(text.trim_end_matches('.'))).unwrap_or_default();
    match (message.as_str(), code.as_str()) {
        ("", "") => None,
        ("", _) => Some(code),
        (_, "") => Some(message),
        _ if status == 403 => Some(format!("{message} ({code})")),
        _ => Some(message),
    }
}
