//! API keys of a service account: listed page by page, made, revoked.

use super::error::{past_the_end, refusal};
use crate::api::backend::{KeyPage, ListAsk};
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, read, unreadable};
use crate::domain::access::Access;
use crate::domain::draft::NewKey;
use crate::domain::expiry::Expiry;
use crate::domain::json::object;
use crate::domain::key::{Created, Key, KeyId, LastUsed, Revoked};
use crate::domain::query::{Column, Sort};
use crate::domain::secret::Secret;
use crate::domain::status::Status;
use crate::domain::time::MINUTE;
use serde_json::Value;

/// What the server's search takes for "anything", with no way to mean the character itself.
pub(super) const WILDCARDS: [char; 2] = ['%', '_'];

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
        Some(Status::Expired | Status::ExpiresSoon | Status::NeverExpires | Status::Gone) => {
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
    let answer = read(response, "a page of API keys", refusal)?;
    let page = answer.object()?;
    let mut keys = Vec::new();
    for key in page.objects("items")? {
        let body = key.object("body")?;
        keys.push(from_wire(key, body, enabled(body)?, last_used(key)?)?);
    }
    let mut total = Some(page.number("total")? as usize);
    if text.contains(WILDCARDS) {
        let needle = text.to_lowercase();
        keys.retain(|key| key.name.to_lowercase().contains(&needle));
        total = None;
    }
    Ok(KeyPage { keys, next: None, total, pages: Some(page.number("total_pages")?) })
}

/// The body that asks for a key.
pub(super) fn create_body(key: &NewKey) -> Value {
    object(vec![("name", key.name.as_str().into()), ("description", key.description.as_str().into())])
}

/// Reads a key that was just made. Its secret is told only now, so nothing beside it that can't be
/// read may take it away.
pub(super) fn created(response: &Response) -> Result<Created, Error> {
    let answer = read(response, "a new API key", refusal)?;
    let key = answer.object()?;
    let body = key.object("body")?;
    let secret = body.optional_text("key")?.filter(|secret| !secret.is_empty());
    let secret = secret.ok_or_else(|| unreadable("the answer holds no secret"))?;
    let (enabled, last_used) =
        (enabled(body).unwrap_or(true), last_used(key).unwrap_or(LastUsed::NotReported));
    Ok(Created { key: from_wire(key, body, enabled, last_used)?, secret: Secret::new(secret) })
}

/// Reads how a revocation ended.
pub(super) fn revoked(response: &Response) -> Result<Revoked, Error> {
    match response.status {
        404 => Ok(Revoked::Already),
        _ if response.is_success() => Ok(Revoked::Now),
        _ => Err(refusal(response)),
    }
}

fn enabled(body: Object) -> Result<bool, Error> {
    Ok(body.optional_flag("active")?.unwrap_or(true))
}

/// A last use that can't be read must not pass for "never".
fn last_used(key: Object) -> Result<LastUsed, Error> {
    Ok(match key.optional_object("metadata")? {
        None => LastUsed::NotReported,
        Some(metadata) => metadata.optional_time("last_login")?.map_or(LastUsed::Never, LastUsed::At),
    })
}

fn from_wire(key: Object, body: Object, enabled: bool, last_used: LastUsed) -> Result<Key, Error> {
    let metadata = key.optional_object("metadata").unwrap_or_default();
    let account = body.optional_object("service_account").unwrap_or_default();
    let last_rotated = metadata.and_then(|metadata| metadata.told_time("last_rotated"));
    let retained = metadata.and_then(|metadata| metadata.number("retain_period_minutes").ok()).unwrap_or(0);
    Ok(Key {
        id: KeyId(key.text("id")?),
        name: key.text("name")?,
        description: metadata.and_then(|metadata| metadata.told("description")).unwrap_or_default(),
        created: body.told_time("created"),
        updated: body.told_time("updated"),
        creator: None,
        expiry: Expiry::NotOffered,
        last_used,
        last_rotated,
        retained_until: last_rotated
            .filter(|_| retained > 0)
            .map(|rotated| rotated.plus(i64::from(retained) * MINUTE)),
        enabled,
        access: account.and_then(|account| account.told("name")).map_or(Access::Untold, Access::Holder),
        vanished: None,
    })
}
