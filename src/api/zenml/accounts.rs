//! Service accounts.

use super::error::refusal;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::read;
use crate::domain::holder::Holder;
use serde::Deserialize;

/// A page of anything.
#[derive(Deserialize)]
pub(super) struct WirePage<T> {
    pub index: u32,
    pub total_pages: u32,
    pub total: usize,
    pub items: Vec<T>,
}

#[derive(Deserialize)]
struct WireAccount {
    id: String,
    name: String,
    body: Option<WireAccountBody>,
    metadata: Option<WireAccountMetadata>,
}

#[derive(Deserialize)]
struct WireAccountBody {
    active: Option<bool>,
}

#[derive(Deserialize)]
struct WireAccountMetadata {
    description: Option<String>,
}

/// Reads a page of service accounts.
pub(super) fn page(response: &Response) -> Result<Part<Holder>, Error> {
    let page: WirePage<WireAccount> = read(response, "a page of service accounts", refusal)?;
    let next = (page.index < page.total_pages).then(|| (page.index + 1).to_string());
    let holder = |account: WireAccount| Holder {
        id: account.id,
        name: account.name,
        description: account.metadata.and_then(|metadata| metadata.description).unwrap_or_default(),
        enabled: account.body.and_then(|body| body.active).unwrap_or(true),
    };
    Ok(Part { items: page.items.into_iter().map(holder).collect(), next })
}
