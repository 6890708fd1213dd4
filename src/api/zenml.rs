//! `ZenML`: service accounts and their API keys.
//! Source: the REST API of a `ZenML` 0.98 server, as a running one answers.

mod accounts;
mod desk;
mod error;
mod keys;
mod sign_in;

use super::backend::{Backend, KeyPage, ListAsk, Part};
use super::call::{Call, Step};
use super::request::{HeaderValue, Method, Request};
use super::session::{Credential, Session};
use super::wire::{segment, with_query};
use crate::config::Connection;
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::draft::NewKey;
use crate::domain::holder::Holder;
use crate::domain::key::{Created, KeyId, Revoked};
use crate::domain::secret::Secret;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::Password, SignIn::ApiKey],
    holder: ("service account", "service accounts"),
    choose_holder: true,
    paging: Paging::Server,
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
/// Accounts a call when all of them are read: one answer in all but the largest servers.
const ALL_SIZE: &str = "1000";

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
        // The oldest first: one that is made meanwhile comes last and moves no other to the next page.
        let pairs = [("hydrate", "false"), ("page", page), ("size", ALL_SIZE), ("sort_by", "asc:created")];
        Call::new(session.request(Method::Get, &with_query(ACCOUNTS, pairs)), accounts::page)
    }

    fn list(&self, session: &Session, holder: &str, ask: &ListAsk) -> Call<KeyPage> {
        let query = keys::query(ask);
        let pairs = query.iter().map(|(name, value)| (*name, value.as_str()));
        let request = session.request(Method::Get, &with_query(&keys_path(holder), pairs));
        let text = ask.query.text.trim().to_owned();
        Call::new(request, move |response| keys::page(response, &text))
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

pub use desk::ACCOUNTS_DESK;

fn keys_path(account: &str) -> String {
    format!("{ACCOUNTS}/{}/api_keys", segment(account))
}
