//! One key: read, changed, given a new secret.

use super::error::key_refusal;
use super::keys::{read_key, secret};
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::read;
use crate::domain::change::KeyChange;
use crate::domain::json::object;
use crate::domain::key::{Detail, Key};
use crate::domain::rotation::MOST_MINUTES;
use crate::domain::secret::Secret;
use serde_json::Value;

/// Reads a key.
pub(super) fn key(response: &Response) -> Result<Key, Error> {
    read_key(read(response, "an API key", key_refusal)?.object()?)
}

/// The same where its access is asked for too: that is its account, which the key names.
pub(super) fn detail(response: &Response) -> Result<Detail, Error> {
    Ok(Detail { key: key(response)?, access: String::new() })
}

/// The body that changes a key. To the server `null` means that a field stays as it is, so what stays
/// is left out and a description is cleared by an empty text.
pub(super) fn change_body(change: &KeyChange) -> Value {
    let mut members = Vec::new();
    members.extend(change.name.as_deref().map(|name| ("name", name.into())));
    members.extend(change.description.as_deref().map(|text| ("description", text.into())));
    members.extend(change.enabled.map(|enabled| ("active", enabled.into())));
    object(members)
}

/// The body that asks for a new secret.
pub(super) fn rotate_body(retain_minutes: u32) -> Value {
    object(vec![("retain_period_minutes", retain_minutes.min(MOST_MINUTES).into())])
}

/// Reads the new secret. The key beside it lacks half of what is known of it, so it is left alone.
pub(super) fn rotated(response: &Response) -> Result<Secret, Error> {
    secret(read(response, "a key with its new secret", key_refusal)?.object()?.object("body")?)
}
