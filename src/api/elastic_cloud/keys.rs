//! API keys of an organization: listed, made, revoked.

use super::error::refusal;
use super::roles;
use crate::api::backend::KeyPage;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{read, unreadable};
use crate::domain::access::Access;
use crate::domain::draft::NewKey;
use crate::domain::expiry::{Expiry, Lifetime};
use crate::domain::key::{Created, Key, KeyId, LastUsed, Revoked};
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct WirePage {
    keys: Vec<WireKey>,
    next_page: Option<String>,
}

#[derive(Deserialize)]
struct WireKey {
    id: String,
    #[serde(default)]
    description: String,
    creation_date: Option<String>,
    expiration_date: Option<String>,
    organization_id: Option<String>,
    user_id: Option<String>,
    role_assignments: Option<Value>,
    key: Option<String>,
}

/// Reads a part of the list. `before` is where it began; a list that goes on there would never end.
pub(super) fn page(response: &Response, holder: &str, before: Option<&str>) -> Result<KeyPage, Error> {
    let page: WirePage = read(response, "a list of API keys", refusal)?;
    let next = page.next_page.filter(|cursor| !cursor.is_empty());
    if next.is_some() && next.as_deref() == before {
        return Err(unreadable("the list of API keys goes on where it began"));
    }
    let of_holder = |key: &WireKey| key.organization_id.as_deref().is_none_or(|id| id == holder);
    let keys = page.keys.into_iter().filter(of_holder).map(|key| {
        let expiry = expiry(&key).ok_or_else(|| unreadable("the end of a key is no point in time"))?;
        Ok(from_wire(key, expiry))
    });
    Ok(KeyPage { keys: keys.collect::<Result<_, Error>>()?, next, total: None, pages: None })
}

/// The body that asks for a key. `role_assignments` is always there: without it the service would
/// grant everything that its creator may do.
pub(super) fn create_body(key: &NewKey, organization: &str) -> Value {
    let mut body = json!({
        "description": key.name,
        "role_assignments": roles::encode(&key.roles, organization),
    });
    match key.lifetime {
        Some(Lifetime::Days(days)) => body["expiration"] = json!(format!("{days}d")),
        Some(Lifetime::Hours(hours)) => body["expiration"] = json!(format!("{hours}h")),
        Some(Lifetime::Endless) | None => {}
    }
    body
}

/// Reads a key that was just made. Its secret is told only now, so nothing beside it that can't be
/// read may take it away.
pub(super) fn created(response: &Response) -> Result<Created, Error> {
    let mut key: WireKey = read(response, "a new API key", refusal)?;
    let secret = key.key.take().filter(|secret| !secret.is_empty());
    let secret = secret.ok_or_else(|| unreadable("the answer holds no secret"))?;
    let expiry = expiry(&key).unwrap_or(Expiry::NotOffered);
    Ok(Created { key: from_wire(key, expiry), secret: Secret::new(secret) })
}

/// Reads how a revocation ended.
pub(super) fn revoked(response: &Response) -> Result<Revoked, Error> {
    match response.status {
        404 => Ok(Revoked::Already),
        _ if response.is_success() => Ok(Revoked::Now),
        _ => Err(refusal(response)),
    }
}

/// When it ends; none when what is told can't be read.
fn expiry(key: &WireKey) -> Option<Expiry> {
    match &key.expiration_date {
        None => Some(Expiry::Never),
        Some(text) => Timestamp::parse(text).map(Expiry::At),
    }
}

fn from_wire(key: WireKey, expiry: Expiry) -> Key {
    Key {
        id: KeyId(key.id),
        name: key.description,
        description: String::new(),
        created: key.creation_date.as_deref().and_then(Timestamp::parse),
        creator: key.user_id,
        expiry,
        last_used: LastUsed::NotReported,
        last_rotated: None,
        enabled: true,
        access: key.role_assignments.map_or(Access::Untold, |roles| Access::Roles(roles::decode(&roles))),
    }
}
