//! API keys of a service account: listed page by page, made, revoked.

use super::accounts::WirePage;
use super::error::{past_the_end, refusal};
use crate::api::backend::{KeyPage, ListAsk};
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{read, unreadable};
use crate::domain::access::Access;
use crate::domain::draft::NewKey;
use crate::domain::expiry::Expiry;
use crate::domain::key::{Created, Key, KeyId, LastUsed, Revoked};
use crate::domain::query::{Column, Sort};
use crate::domain::secret::Secret;
use crate::domain::status::Status;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

/// What the server's search takes for "anything", with no way to mean the character itself.
const WILDCARDS: [char; 2] = ['%', '_'];

#[derive(Deserialize)]
struct WireKey {
    id: String,
    name: String,
    body: WireBody,
    metadata: Option<WireMetadata>,
}

#[derive(Deserialize)]
struct WireBody {
    created: Option<String>,
    key: Option<String>,
    active: Option<bool>,
    service_account: Option<WireAccount>,
}

#[derive(Deserialize)]
struct WireAccount {
    name: String,
}

#[derive(Deserialize)]
struct WireMetadata {
    description: Option<String>,
    last_login: Option<String>,
    last_rotated: Option<String>,
}

/// The parameters that ask for a page. The filter always names its operator, because a text that
/// begins like one would be taken for it.
pub(super) fn query(ask: &ListAsk) -> Vec<(&'static str, String)> {
    let mut pairs = vec![
        ("hydrate", "true".to_owned()),
        ("page", ask.query.page.to_string()),
        ("size", ask.size.to_string()),
        ("sort_by", sort(ask.query.sort)),
    ];
    let text = ask.query.text.trim();
    if !text.is_empty() {
        pairs.push(("name", format!("contains:{text}")));
    }
    match ask.query.status {
        None => {}
        Some(Status::Active) => pairs.push(("active", "true".to_owned())),
        Some(Status::Disabled) => pairs.push(("active", "false".to_owned())),
        // Keys without an end are in no other state: ask for what no key has.
        Some(Status::Expired | Status::ExpiresSoon | Status::NeverExpires) => {
            pairs.push(("id", "equals:none".to_owned()));
        }
    }
    pairs
}

/// Active keys come before disabled ones in the order of states, and `false` before `true` in the
/// server's.
fn sort(sort: Sort) -> String {
    let (field, descending) = match sort.column {
        Column::Name => ("name", sort.descending),
        Column::Status => ("active", !sort.descending),
        Column::LastUsed => ("last_login", sort.descending),
        Column::LastRotated => ("last_rotated", sort.descending),
        Column::Created | Column::Expires | Column::Access => ("created", sort.descending),
    };
    format!("{}:{field}", if descending { "desc" } else { "asc" })
}

/// Reads a page. One that lies past the last page is empty, with the number of pages there are.
pub(super) fn page(response: &Response, text: &str) -> Result<KeyPage, Error> {
    if let Some(end) = past_the_end(response) {
        return Ok(KeyPage { keys: Vec::new(), next: None, total: end.total, pages: Some(end.pages) });
    }
    let page: WirePage<WireKey> = read(response, "a page of API keys", refusal)?;
    let mut keys = page.items.into_iter().map(from_wire).collect::<Result<Vec<_>, _>>()?;
    let mut total = Some(page.total);
    if text.contains(WILDCARDS) {
        let needle = text.to_lowercase();
        keys.retain(|key| key.name.to_lowercase().contains(&needle));
        total = None;
    }
    Ok(KeyPage { keys, next: None, total, pages: Some(page.total_pages) })
}

/// The body that asks for a key.
pub(super) fn create_body(key: &NewKey) -> Value {
    json!({"name": key.name, "description": key.description})
}

/// Reads a key that was just made, with its secret.
pub(super) fn created(response: &Response) -> Result<Created, Error> {
    let mut key: WireKey = read(response, "a new API key", refusal)?;
    let secret = key.body.key.take().filter(|secret| !secret.is_empty());
    let secret = secret.ok_or_else(|| unreadable("the answer holds no secret"))?;
    Ok(Created { key: leniently(key), secret: Secret::new(secret) })
}

/// Reads how a revocation ended.
pub(super) fn revoked(response: &Response) -> Result<Revoked, Error> {
    match response.status {
        404 => Ok(Revoked::Already),
        _ if response.is_success() => Ok(Revoked::Now),
        _ => Err(refusal(response)),
    }
}

/// A last use that can't be read must not pass for "never".
fn from_wire(key: WireKey) -> Result<Key, Error> {
    let told = key.metadata.as_ref().and_then(|metadata| metadata.last_login.as_deref());
    if told.is_some_and(|text| Timestamp::parse(text).is_none()) {
        return Err(unreadable("the last use of a key is no point in time"));
    }
    Ok(leniently(key))
}

fn leniently(key: WireKey) -> Key {
    let time = |text: Option<String>| text.as_deref().and_then(Timestamp::parse);
    let (description, last_used, last_rotated) = match key.metadata {
        None => (String::new(), LastUsed::NotReported, None),
        Some(metadata) => (
            metadata.description.unwrap_or_default(),
            time(metadata.last_login).map_or(LastUsed::Never, LastUsed::At),
            time(metadata.last_rotated),
        ),
    };
    Key {
        id: KeyId(key.id),
        name: key.name,
        description,
        created: time(key.body.created),
        creator: None,
        expiry: Expiry::NotOffered,
        last_used,
        last_rotated,
        enabled: key.body.active.unwrap_or(true),
        access: key.body.service_account.map_or(Access::Untold, |account| Access::Holder(account.name)),
    }
}
