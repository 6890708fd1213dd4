//! What a refusal of Elastic Cloud or Cloud Connect says, whichever of its bodies it comes with.

use crate::api::error::Error;
use crate::api::pace::is_too_many;
use crate::api::request::Response;
use crate::api::wire::{refusal_body, retry_after, texts, tidy};
use serde_json::Value;

/// A code that says more than its status: what it means, and what to do about it.
struct Code {
    id: &'static str,
    sentence: &'static str,
    next: &'static str,
}

/// The code that says that a key is not there.
pub(super) const KEY_GONE: &str = "api_keys.key_not_found";

const fn code(id: &'static str, sentence: &'static str, next: &'static str) -> Code {
    Code { id, sentence, next }
}

/// The codes of the Elastic Cloud API reference that need words of their own.
static CODES: [Code; 9] = [
    code(KEY_GONE, "This key doesn't exist any more", "Read the list again to see what is there now."),
    code("user.not_found", "The service doesn't know whose key this is", "Sign in with another key."),
    code(
        "organization.invalid_access",
        "Your key belongs to another organization",
        "Sign in with a key of this organization, or choose yours under Connections.",
    ),
    code(
        "organization.not_found",
        "There is no such organization",
        "Check the address, or choose the organization under Connections.",
    ),
    code(
        "role_assignments.invalid_target_user_id",
        "The roles can't be given to this user",
        "Choose a member of the organization.",
    ),
    code(
        "role_assignments.unauthorized_role_assignments",
        "You aren't allowed to give this access",
        "Choose access that you have yourself, or ask an organization owner.",
    ),
    code(
        "role_assignments.invalid_config",
        "The service doesn't take these roles together",
        "Change the access, then try again.",
    ),
    code("root.invalid_authentication", "The service doesn't accept this sign-in", "Sign in again."),
    code("accounts.not_found", "The service has no account for this key", "Sign in with another key."),
];

/// Codes that say no more than their status does.
const PLAIN: [&str; 4] = [
    "api_keys.invalid_input",
    "root.unauthorized",
    "organization.invitations_rate_limit_exceeded",
    "invalid.request.body",
];

/// Reads a refusal: the service's envelope, the body of the gateway before it, or nothing that
/// could be shown (an empty body, or a page of HTML).
pub(in crate::api) fn refusal(response: &Response) -> Error {
    let body = refusal_body(response);
    let errors = body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    // A limit is a limit, whatever its code.
    let says_more = (400..500).contains(&response.status) && !is_too_many(response);
    if let [only] = errors
        && says_more
        && let Some(code) = CODES.iter().find(|code| only["code"] == code.id)
    {
        return Error::Known {
            gone: code.id == KEY_GONE,
            sentence: code.sentence,
            next: code.next,
            message: said(only),
        };
    }
    let gateway = texts(&body["UnauthorizedMessages"]);
    let messages = errors.iter().filter_map(|error| message(error, response.status));
    let messages: Vec<_> = messages.chain(gateway.iter().map(|text| tidy(text))).collect();
    let fields = errors.iter().flat_map(|error| texts(&error["fields"])).map(|name| tidy(&name)).collect();
    Error::from_status(response.status, messages.join("; "), fields, retry_after(response))
}

/// A code that the app does not know is shown: it may be all there is to look for. So is any at a
/// 403, which has several reasons that only the code tells apart.
fn message(error: &Value, status: u16) -> Option<String> {
    let code = error["code"].as_str().map(tidy).unwrap_or_default();
    let message = said(error);
    match (message.as_str(), code.as_str()) {
        ("", "") => None,
        ("", _) => Some(code),
        (_, "") => Some(message),
        (_, code) if status != 403 && is_known(code) => Some(message),
        _ => Some(format!("{message} ({code})")),
    }
}

fn said(error: &Value) -> String {
    error["message"].as_str().map(|text| tidy(text.trim_end_matches('.'))).unwrap_or_default()
}

fn is_known(code: &str) -> bool {
    PLAIN.contains(&code) || CODES.iter().any(|known| known.id == code)
}
