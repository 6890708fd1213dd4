//! `ZenML`: service accounts and their API keys.
//! Source: the REST API of a `ZenML` 0.98 server, as a running one answers.

mod accounts;
mod error;
mod keys;
mod list;
mod sign_in;

use super::backend::{Backend, KeyPage, ListAsk, Part};
use super::call::{Call, Step};
use super::request::{HeaderValue, Method, Request};
use super::session::{Credential, Session};
use super::wire::{segment, with_query};
use crate::config::Connection;
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::draft::NewKey;
use crate::domain::filter::Field;
use crate::domain::holder::Holder;
use crate::domain::key::{Created, KeyId, Revoked};
use crate::domain::query::{Column, Query};
use crate::domain::secret::Secret;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::Password, SignIn::ApiKey],
    holder: ("service account", "service accounts"),
    choose_holder: true,
    paging: Paging::Server,
    filters: &Field::ALL,
    sorts: &[
        Column::Name,
        Column::Description,
        Column::Status,
        Column::Created,
        Column::Updated,
        Column::LastUsed,
        Column::LastRotated,
        Column::Id,
    ],
    create: true,
    revoke: true,
    managers: "admins",
    replace: false,
    expiry: false,
    creator: false,
    description: true,
    usage: true,
    access: AccessForm::Holder,
    idempotent_create: true,
    key_limit: None,
    terms: false,
};

const ACCOUNTS: &str = "/api/v1/service_accounts";

/// A `ZenML` server.
pub struct ZenMl;

impl Backend for ZenMl {
    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn sign_in(&self, connection: &Connection, credential: &Credential) -> Step<Session> {
        sign_in::begin(connection, credential)
    }

    fn holders(&self, session: &Session, cursor: Option<&str>) -> Call<Part<Holder>> {
        let page = cursor.unwrap_or("1");
        let pairs = [("hydrate", "true"), ("page", page), ("size", "100"), ("sort_by", "asc:name")];
        Call::new(session.request(Method::Get, &with_query(ACCOUNTS, pairs)), accounts::page)
    }

    fn list(&self, session: &Session, holder: &str, ask: &ListAsk) -> Call<KeyPage> {
        let request = |pairs: Vec<(&str, String)>| {
            let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
            session.request(Method::Get, &with_query(&keys_path(holder), pairs))
        };
        if !ask.all {
            return Call::new(request(list::page(&ask.query)), keys::page);
        }
        let mark = ask.cursor.as_deref().and_then(list::Mark::read).unwrap_or_default();
        let query = ask.query.clone();
        Call::new(request(list::part(&query, &mark)), move |response| keys::part(response, &query, &mark))
    }

    fn finds_exactly(&self, query: &Query) -> bool {
        list::is_exact(query)
    }

    fn create(&self, session: &Session, holder: &str, key: &NewKey, attempt: &str) -> Call<Created> {
        let request = session
            .request(Method::Post, &keys_path(holder))
            .with_header("Idempotency-Key", attempt)
            .with_json(&keys::create_body(key));
        Call::new(request, keys::created)
    }

    fn revoke(&self, session: &Session, holder: &str, key: &KeyId) -> Call<Revoked> {
        let path = format!("{}/{}", keys_path(holder), segment(&key.0));
        Call::new(session.request(Method::Delete, &path), keys::revoked)
    }

    /// A key works as a bearer token without signing in first.
    fn proof(&self, connection: &Connection, secret: &Secret) -> Request {
        let bearer = HeaderValue::Credential {
            before: "Bearer ".to_owned(),
            secret: secret.clone(),
            after: String::new(),
        };
        Request::new(Method::Get, connection.url("/api/v1/current-user"))
            .with_headers(&[("Authorization".to_owned(), bearer)])
    }
}

fn keys_path(account: &str) -> String {
    format!("{ACCOUNTS}/{}/api_keys", segment(account))
}
