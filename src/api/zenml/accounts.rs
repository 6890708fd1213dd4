//! Service accounts.

use super::error::refusal;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, read};
use crate::domain::holder::Holder;

/// Reads a page of service accounts.
pub(super) fn page(response: &Response) -> Result<Part<Holder>, Error> {
    let answer = read(response, "a page of service accounts", refusal)?;
    let page = answer.object()?;
    let index = page.number("index")?;
    let next = (index < page.number("total_pages")?).then(|| (index + 1).to_string());
    let mut items = Vec::new();
    for account in page.objects("items")? {
        items.push(from_wire(account)?);
    }
    Ok(Part { items, next })
}

fn from_wire(account: Object) -> Result<Holder, Error> {
    let enabled = match account.optional_object("body")? {
        Some(body) => body.optional_flag("active")?,
        None => None,
    };
    let metadata = account.optional_object("metadata")?;
    Ok(Holder {
        id: account.text("id")?,
        name: account.text("name")?,
        description: metadata.and_then(|metadata| metadata.told("description")).unwrap_or_default(),
        enabled: enabled.unwrap_or(true),
    })
}
