//! Service accounts managed: what is sent.

use super::accounts;
use super::condition::instant;
use super::list;
use super::{ACCOUNTS, keys_path};
use crate::api::call::Call;
use crate::api::desk::{HolderDesk, HolderPage};
use crate::api::request::Method;
use crate::api::session::Session;
use crate::api::wire::{segment, with_query};
use crate::domain::filter::Field;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::{HolderChange, HolderDraft};
use crate::domain::key::Revoked;
use crate::domain::query::Query;
use crate::domain::time::Timestamp;

/// Manages the service accounts of a server.
pub struct Accounts;

/// Manages the service accounts of a server.
pub const ACCOUNTS_DESK: Accounts = Accounts;

impl HolderDesk for Accounts {
    fn page(&self, session: &Session, query: &Query) -> Call<HolderPage> {
        let pairs = accounts::query(query);
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        let request = session.request(Method::Get, &with_query(ACCOUNTS, pairs));
        let query = query.clone();
        Call::new(request, move |response| accounts::sifted(response, &query))
    }

    fn finds_exactly(&self, query: &Query) -> bool {
        list::is_exact(query)
    }

    fn filters(&self) -> &'static [Field] {
        &[Field::Name, Field::Description, Field::Id, Field::Created, Field::Updated, Field::ExternalId]
    }

    fn one(&self, session: &Session, id: &str) -> Call<Option<Holder>> {
        Call::new(session.request(Method::Get, &path(id)), accounts::one_if_any)
    }

    fn named(&self, session: &Session, name: &str) -> Call<Option<Holder>> {
        let filter = format!("equals:{name}");
        // A database may take other names for the same, by its rules for letters.
        let pairs = [("hydrate", "true"), ("size", "100"), ("name", filter.as_str())];
        let request = session.request(Method::Get, &with_query(ACCOUNTS, pairs));
        let name = name.to_owned();
        Call::new(request, move |response| {
            let page = accounts::page(response)?;
            Ok(page.items.into_iter().find(|account| account.name == name))
        })
    }

    fn create(&self, session: &Session, draft: &HolderDraft, attempt: &str) -> Call<Holder> {
        let request = session
            .request(Method::Post, ACCOUNTS)
            .with_header("Idempotency-Key", attempt)
            .with_json(&accounts::create_body(draft));
        Call::new(request, accounts::one)
    }

    fn change(&self, session: &Session, id: &str, change: &HolderChange) -> Call<Holder> {
        let request = session.request(Method::Put, &path(id)).with_json(&accounts::change_body(change));
        Call::new(request, accounts::one)
    }

    fn delete(&self, session: &Session, id: &str) -> Call<Revoked> {
        Call::new(session.request(Method::Delete, &path(id)), accounts::deleted)
    }

    fn key_count(&self, session: &Session, id: &str, used_since: Option<Timestamp>) -> Call<Option<usize>> {
        let since = used_since.map(|since| format!("gte:{}", instant(since)));
        let since = since.as_deref().map(|since| ("last_login", since));
        let pairs = [("hydrate", "false"), ("size", "1")].into_iter().chain(since);
        let path = with_query(&keys_path(id), pairs);
        Call::new(session.request(Method::Get, &path), accounts::key_count)
    }
}

fn path(id: &str) -> String {
    format!("{ACCOUNTS}/{}", segment(id))
}
