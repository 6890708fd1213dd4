//! Service accounts: how they are asked for and what is read of them.

use super::error::{past_the_end, refusal as plain_refusal};
use super::list;
use crate::api::backend::Part;
use crate::api::desk::HolderPage;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, carried_out, read};
use crate::domain::holder::Holder;
use crate::domain::holder_draft::{HolderChange, HolderDraft};
use crate::domain::json::object;
use crate::domain::key::Revoked;
use crate::domain::query::Query;
use serde_json::Value;

const GONE: &str = "there is no such service account";
const ELSEWHERE: &str = "another service manages this service account";
const OWNS: &str = "the service account owns other things on this server";

/// Texts about service accounts that need other words here, by a part of them.
pub(super) const PLAINER: [(&str, &str); 7] = [
    ("service account` without RBAC", "only admins of this server may change service accounts"),
    ("Found existing service account", "another service account has that name"),
    ("Found an existing service account", "another service account has that name"),
    ("created via external authentication", ELSEWHERE),
    ("Workspace-level service accounts", ELSEWHERE),
    ("already been used to create", OWNS),
    ("No service account with the", GONE),
];

/// Reads a refusal. One of those that no other sign-in changes says what helps.
fn refusal(response: &Response) -> Error {
    let error = plain_refusal(response);
    let known = |sentence, next| Error::Known { gone: false, sentence, next, message: String::new() };
    match &error {
        Error::Forbidden { message } if message == ELSEWHERE => {
            known("Another service, such as ZenML Pro, manages this service account", "Change it there.")
        }
        Error::Forbidden { message } if message == OWNS => known(
            "The service account owns other things on this server",
            "Delete those first, or deactivate the service account instead.",
        ),
        _ => error,
    }
}

/// The parameters that ask for a page. Where the server can't find exactly what is asked for, more is
/// asked for.
pub(super) fn query(query: &Query) -> Vec<list::Pair> {
    let mut pairs = vec![
        ("hydrate", "true".to_owned()),
        ("page", query.page.to_string()),
        ("size", query.size.to_string()),
        ("sort_by", list::sort(query.sort)),
    ];
    match (list::is_exact(query), query.any) {
        (true, _) => pairs.extend(list::joined(query)),
        (false, true) => {}
        (false, false) => pairs.extend(list::filters(query)),
    }
    pairs
}

/// Reads a page of service accounts.
pub(super) fn page(response: &Response) -> Result<Part<Holder>, Error> {
    let (page, index) = numbered_page(response)?;
    let next = (index < page.pages).then(|| (index + 1).to_string());
    Ok(Part { items: page.items, next })
}

/// Reads a page and leaves out what was not asked for. One that lies past the last page is empty, with the
/// number of pages there are.
pub(super) fn sifted(response: &Response, query: &Query) -> Result<HolderPage, Error> {
    if let Some(end) = past_the_end(response) {
        return Ok(HolderPage { items: Vec::new(), total: end.total.unwrap_or(0), pages: end.pages });
    }
    let (mut page, _) = numbered_page(response)?;
    if !list::is_exact(query) {
        page.items.retain(|account| query.matches(account));
    }
    Ok(page)
}

fn numbered_page(response: &Response) -> Result<(HolderPage, u32), Error> {
    let answer = read(response, "a page of service accounts", refusal)?;
    let page = answer.object()?;
    let mut items = Vec::new();
    for account in page.objects("items")? {
        items.push(from_wire(account)?);
    }
    let pages = page.number("total_pages")?.max(1);
    Ok((HolderPage { items, total: page.number("total")? as usize, pages }, page.number("index")?))
}

/// Reads one service account.
pub(super) fn one(response: &Response) -> Result<Holder, Error> {
    from_wire(read(response, "a service account", refusal)?.object()?)
}

/// Reads one service account, or that there is none.
pub(super) fn one_if_any(response: &Response) -> Result<Option<Holder>, Error> {
    if is_gone(response) { Ok(None) } else { one(response).map(Some) }
}

/// Reads how a deletion ended.
pub(super) fn deleted(response: &Response) -> Result<Revoked, Error> {
    match response {
        gone if is_gone(gone) => Ok(Revoked::Already),
        other => carried_out(other, refusal).map(|()| Revoked::Now),
    }
}

/// Reads how many keys there are off a page of them.
pub(super) fn key_count(response: &Response) -> Result<Option<usize>, Error> {
    if is_gone(response) {
        return Ok(None);
    }
    let answer = read(response, "a page of API keys", refusal)?;
    Ok(Some(answer.object()?.number("total")? as usize))
}

/// Only the server's own words say that an account is gone: a page that is not found says nothing.
fn is_gone(response: &Response) -> bool {
    matches!(refusal(response), Error::NotFound { message } if message == GONE)
}

/// The body that asks for a service account.
pub(super) fn create_body(draft: &HolderDraft) -> Value {
    let mut members = vec![
        ("name", draft.name.as_str().into()),
        ("full_name", draft.full_name.as_str().into()),
        ("description", draft.description.as_str().into()),
        ("active", draft.enabled.into()),
    ];
    if !draft.avatar.is_empty() {
        members.push(("avatar_url", draft.avatar.as_str().into()));
    }
    object(members)
}

/// The body that asks for a change: what is not in it stays, and an empty text clears.
pub(super) fn change_body(change: &HolderChange) -> Value {
    let texts = [
        ("name", &change.name),
        ("full_name", &change.full_name),
        ("description", &change.description),
        ("avatar_url", &change.avatar),
    ];
    let mut members: Vec<(&str, Value)> =
        texts.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?.into()))).collect();
    members.extend(change.enabled.map(|enabled| ("active", enabled.into())));
    object(members)
}

fn from_wire(account: Object) -> Result<Holder, Error> {
    let body = account.optional_object("body")?;
    let metadata = account.optional_object("metadata")?;
    let told = |part: Option<Object>, name: &str| part.and_then(|part| part.told(name)).unwrap_or_default();
    let enabled = match body {
        Some(body) => body.optional_flag("active")?,
        None => None,
    };
    Ok(Holder {
        id: account.text("id")?,
        name: account.text("name")?,
        description: told(metadata, "description"),
        enabled: enabled.unwrap_or(true),
        full_name: told(body, "full_name"),
        avatar: told(body, "avatar_url"),
        created: body.and_then(|body| body.told_time("created")),
        updated: body.and_then(|body| body.told_time("updated")),
        external_id: told(metadata, "external_user_id"),
    })
}
