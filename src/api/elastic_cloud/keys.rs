//! API keys of an organization: listed, made, revoked.

use super::error::{KEY_GONE, refusal};
use super::roles;
use crate::api::backend::KeyPage;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, carried_out, read, refusal_body, unreadable};
use crate::domain::access::Access;
use crate::domain::draft::NewKey;
use crate::domain::expiry::{Expiry, Lifetime};
use crate::domain::json::object;
use crate::domain::key::{Created, Detail, Key, KeyId, LastUsed, Revoked};
use crate::domain::secret::Secret;
use serde_json::Value;

/// Reads a part of the list. `before` is where it began; a list that goes on there would never end.
pub(super) fn page(response: &Response, holder: &str, before: Option<&str>) -> Result<KeyPage, Error> {
    let answer = read(response, "a list of API keys", refusal)?;
    let page = answer.object()?;
    let next = page.optional_text("next_page")?.filter(|cursor| !cursor.is_empty());
    if next.is_some() && next.as_deref() == before {
        return Err(unreadable("the list of API keys goes on where it began"));
    }
    let mut keys = Vec::new();
    for key in page.objects("keys")? {
        if key.optional_text("organization_id")?.is_none_or(|id| id == holder) {
            keys.push(from_wire(key, id(key)?, key.optional_text("description")?, expiry(key)?));
        }
    }
    Ok(KeyPage { keys, next, ..KeyPage::default() })
}

/// The body that asks for a key. `role_assignments` is always there: without it the service would
/// grant everything that its creator may do.
pub(super) fn create_body(key: &NewKey, organization: &str) -> Value {
    let mut members = vec![
        ("description", key.name.as_str().into()),
        ("role_assignments", roles::encode(&key.roles, organization)),
    ];
    match key.lifetime {
        Some(Lifetime::Days(days)) => members.push(("expiration", format!("{days}d").into())),
        Some(Lifetime::Hours(hours)) => members.push(("expiration", format!("{hours}h").into())),
        Some(Lifetime::Endless) | None => {}
    }
    object(members)
}

/// Reads a key that was just made. Its secret is told only now, so nothing beside it that can't be
/// read may take it away.
pub(super) fn created(response: &Response) -> Result<Created, Error> {
    let answer = read(response, "a new API key", create_refusal)?;
    let key = answer.object()?;
    let secret = key.optional_text("key")?.filter(|secret| !secret.is_empty());
    let secret = secret.ok_or_else(|| unreadable("the answer holds no secret"))?;
    let expiry = expiry(key).unwrap_or(Expiry::NotOffered);
    let id = KeyId(key.told("id").unwrap_or_default());
    Ok(Created { key: from_wire(key, id, key.told("description"), expiry), secret: Secret::new(secret) })
}

/// A refused create, with its fields by the names of the form.
fn create_refusal(response: &Response) -> Error {
    match refusal(response) {
        Error::Invalid { message, fields } => {
            let fields = fields.iter().map(|field| form_name(field).to_owned()).collect();
            Error::Invalid { message, fields }
        }
        error => error,
    }
}

fn form_name(field: &str) -> &str {
    match field {
        "description" => "name",
        "expiration" => "expiry",
        other if other.starts_with("role_assignments") => "access",
        other => other,
    }
}

/// Reads one key, and its access as it stands in the answer.
pub(super) fn detail(response: &Response) -> Result<Detail, Error> {
    let answer = read(response, "an API key", refusal)?;
    let key = answer.object()?;
    let access = key.value("role_assignments").map(|roles| format!("{roles:#}")).unwrap_or_default();
    Ok(Detail { key: from_wire(key, id(key)?, key.told("description"), expiry(key)?), access })
}

/// Reads how a revocation ended.
pub(super) fn revoked(response: &Response) -> Result<Revoked, Error> {
    match response.status {
        404 if is_gone(response) => Ok(Revoked::Already),
        _ => carried_out(response, refusal).map(|()| Revoked::Now),
    }
}

/// Any other 404 may be about the organization, or of something that stands before the service.
fn is_gone(response: &Response) -> bool {
    refusal_body(response)["errors"]
        .as_array()
        .is_some_and(|errors| errors.iter().any(|error| error["code"] == KEY_GONE))
}

/// An id that a path can't hold must not lead to another path.
fn id(key: Object) -> Result<KeyId, Error> {
    let id = key.text("id")?;
    if ["", ".", ".."].contains(&id.as_str()) {
        return Err(unreadable("an API key has no usable id"));
    }
    Ok(KeyId(id))
}

/// An end that can't be read must not pass for "never".
fn expiry(key: Object) -> Result<Expiry, Error> {
    Ok(key.optional_time("expiration_date")?.map_or(Expiry::Never, Expiry::At))
}

fn from_wire(key: Object, id: KeyId, name: Option<String>, expiry: Expiry) -> Key {
    Key {
        id,
        name: name.unwrap_or_default(),
        mask: None,
        description: String::new(),
        created: key.told_time("creation_date"),
        updated: None,
        creator: key.told("user_id"),
        expiry,
        last_used: LastUsed::NotReported,
        last_rotated: None,
        retained_until: None,
        enabled: true,
        holder_off: false,
        access: match key.value("role_assignments") {
            Some(Value::Object(roles)) => Access::Roles(roles::decode(roles)),
            Some(_) | None => Access::Untold,
        },
        vanished: None,
    }
}
