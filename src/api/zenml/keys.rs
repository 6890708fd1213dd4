//! API keys of a service account: listed page by page, made, revoked.

use super::error::{is_of_no_account, key_refusal, list_refusal, past_the_end};
use super::list::is_exact;
use super::mark::{Mark, Seen};
use crate::api::backend::KeyPage;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, carried_out, read, unreadable};
use crate::domain::access::Access;
use crate::domain::draft::NewKey;
use crate::domain::expiry::Expiry;
use crate::domain::json::object;
use crate::domain::key::{Created, Key, KeyId, LastUsed, Revoked};
use crate::domain::query::Query;
use crate::domain::rotation;
use crate::domain::secret::Secret;
use serde_json::Value;

/// Reads a page. One that lies past the last page is empty, with the number of pages there are.
pub(super) fn page(response: &Response) -> Result<KeyPage, Error> {
    if let Some(end) = past_the_end(response) {
        return Ok(KeyPage { total: end.total, pages: Some(end.pages), ..KeyPage::default() });
    }
    let answer = read(response, "a page of API keys", list_refusal)?;
    let page = answer.object()?;
    let (total, pages) = (page.number("total")?, page.number("total_pages")?);
    Ok(KeyPage { keys: items(page)?, total: Some(total as usize), pages: Some(pages), ..KeyPage::default() })
}

/// Reads a part of all keys: those that fulfill the query, and where the rest begins.
pub(super) fn part(response: &Response, query: &Query, mark: &Mark) -> Result<KeyPage, Error> {
    let (mut keys, total) = if past_the_end(response).is_some() {
        (Vec::new(), 0)
    } else {
        let answer = read(response, "a part of the API keys", list_refusal)?;
        let page = answer.object()?;
        (items(page)?, page.number("total")? as usize)
    };
    let last = keys.last().and_then(|key| key.created);
    let looked = keys.len();
    let next = mark.after(Seen { last, keys: looked, total, bytes: response.body.len() });
    if query.any || !is_exact(query) {
        keys.retain(|key| query.matches(key));
    }
    let left = next.map_or(0, |next| next.left);
    Ok(KeyPage { keys, next: next.map(|next| next.write()), looked, left, ..KeyPage::default() })
}

fn items(page: Object) -> Result<Vec<Key>, Error> {
    let mut keys = Vec::new();
    for key in page.objects("items")? {
        keys.push(read_key(key)?);
    }
    Ok(keys)
}

/// The body that asks for a key.
pub(super) fn create_body(key: &NewKey) -> Value {
    object(vec![("name", key.name.as_str().into()), ("description", key.description.as_str().into())])
}

/// Reads a key that was just made. Its secret is told only now, so nothing beside it that can't be
/// read may take it away.
pub(super) fn created(response: &Response) -> Result<Created, Error> {
    let answer = read(response, "a new API key", list_refusal)?;
    let key = answer.object()?;
    let body = key.object("body")?;
    let secret = secret(body)?;
    let (enabled, last_used) =
        (enabled(body).unwrap_or(true), last_used(key).unwrap_or(LastUsed::NotReported));
    Ok(Created { key: from_wire(key, body, enabled, last_used)?, secret })
}

/// Reads how a revocation ended.
pub(super) fn revoked(response: &Response) -> Result<Revoked, Error> {
    match carried_out(response, key_refusal) {
        Ok(()) => Ok(Revoked::Now),
        Err(error) if error.says_gone() || is_of_no_account(response) => Ok(Revoked::Already),
        Err(error) => Err(error),
    }
}

/// Reads a key that is listed or asked for: nothing that the app acts on is guessed.
pub(super) fn read_key(key: Object) -> Result<Key, Error> {
    let body = key.object("body")?;
    from_wire(key, body, enabled(body)?, last_used(key)?)
}

/// The secret in the answer of a call that makes one.
pub(super) fn secret(body: Object) -> Result<Secret, Error> {
    let secret = body.optional_text("key")?.filter(|secret| !secret.is_empty());
    secret.map(Secret::new).ok_or_else(|| unreadable("the answer holds no secret"))
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
    let retained = metadata.map_or(0, retained_minutes);
    Ok(Key {
        id: KeyId(key.text("id")?),
        name: key.text("name")?,
        mask: None,
        description: metadata.and_then(|metadata| metadata.told("description")).unwrap_or_default(),
        created: body.told_time("created"),
        updated: body.told_time("updated"),
        creator: None,
        expiry: Expiry::NotOffered,
        last_used,
        last_rotated,
        retained_until: last_rotated.and_then(|rotated| rotation::end(rotated, retained)),
        enabled,
        holder_off: account.is_some_and(|account| is_off(account)),
        access: account.and_then(|account| account.told("name")).map_or(Access::Untold, Access::Holder),
        vanished: None,
    })
}

/// Other clients may have asked for any number: one that is too large still means that it is retained.
fn retained_minutes(metadata: Object) -> i64 {
    let Some(number) = metadata.value("retain_period_minutes") else { return 0 };
    let text = number.to_string();
    let huge =
        number.is_number() && !text.starts_with('-') && text.contains(|digit| matches!(digit, '1'..='9'));
    number.as_i64().unwrap_or(if huge { i64::MAX } else { 0 })
}

/// An account that doesn't tell counts as switched on: its keys are shown as what they are by themselves.
fn is_off(account: Object) -> bool {
    let body = account.optional_object("body").unwrap_or_default();
    body.and_then(|body| body.optional_flag("active").unwrap_or_default()) == Some(false)
}
