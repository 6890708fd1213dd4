//! `ZenML`: service accounts and their API keys.
//! Source: the REST API of a `ZenML` 0.98 server, as a running one answers.

mod accounts;
mod condition;
mod desk;
mod error;
mod keys;
mod list;
mod mark;
mod one;
mod secret;
mod set_up;
mod sign_in;
mod token;

use super::backend::{Backend, KeyPage, ListAsk, Part, Pasted};
use super::call::{Call, Step};
use super::curl;
use super::key_desk::{KeyDesk, Snippet};
use super::key_list::KeyList;
use super::request::{HeaderValue, Method, Request};
use super::session::{Credential, Session};
use super::wire::{segment, with_query};
use crate::config::Connection;
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::change::KeyChange;
use crate::domain::draft::NewKey;
use crate::domain::export::VARIABLE;
use crate::domain::filter::Field;
use crate::domain::holder::Holder;
use crate::domain::key::{Created, Detail, Key, KeyId, Proven, Revoked};
use crate::domain::query::{Column, Query};
use crate::domain::secret::Secret;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::Password, SignIn::ApiKey],
    holder: ("service account", "service accounts"),
    choose_holder: true,
    paging: Paging::Server,
    filters: &[
        Field::Name,
        Field::Description,
        Field::Id,
        Field::Created,
        Field::Updated,
        Field::LastUsed,
        Field::LastRotated,
    ],
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
    select: true,
    revoke: true,
    managers: "admins",
    change: true,
    rotate: true,
    traceable: true,
    provable: true,
    description: true,
    usage: true,
    access: AccessForm::Holder,
    idempotent_create: true,
    tokens: true,
    ..Capabilities::NONE
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

    /// It clears a cookie, which the app neither has nor sends: one that the server's own page left in this
    /// browser stays, and so does the token until it ends.
    fn farewell(&self, connection: &Connection) -> Option<Request> {
        Some(Request::new(Method::Get, connection.url("/api/v1/logout")))
    }
}

impl KeyList for ZenMl {
    fn list(&self, session: &Session, holder: &str, ask: &ListAsk) -> Call<KeyPage> {
        let request = |pairs: Vec<(&str, String)>| {
            let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
            session.request(Method::Get, &with_query(&keys_path(holder), pairs))
        };
        if !ask.all {
            return Call::new(request(list::page(&ask.query)), keys::page);
        }
        let mark = ask.cursor.as_deref().and_then(mark::Mark::read).unwrap_or_default();
        let query = ask.query.clone();
        Call::new(request(list::part(&query, &mark)), move |response| keys::part(response, &query, &mark))
    }

    fn finds_exactly(&self, query: &Query) -> bool {
        list::is_exact(query)
    }
}

impl KeyDesk for ZenMl {
    fn key_in(&self, _session: &Session, pasted: &Secret) -> Option<Pasted> {
        secret::key_in(pasted)
    }

    fn create(&self, session: &Session, holder: &str, key: &NewKey, attempt: &str) -> Call<Created> {
        let request = session
            .request(Method::Post, &keys_path(holder))
            .with_header("Idempotency-Key", attempt)
            .with_json(&keys::create_body(key));
        Call::new(request, keys::created)
    }

    fn revoke(&self, session: &Session, holder: &str, key: &KeyId) -> Call<Revoked> {
        Call::new(session.request(Method::Delete, &key_path(holder, key)), keys::revoked)
    }

    /// A key works as a bearer token without signing in first.
    fn proof(&self, connection: &Connection, secret: &Secret) -> Request {
        who_is(connection, secret)
    }

    fn environment(&self, connection: &Connection) -> String {
        format!("ZENML_STORE_URL={}\nZENML_STORE_API_KEY=", connection.url("").trim_end_matches('/'))
    }

    fn snippets(&self, connection: &Connection) -> Vec<Snippet> {
        let url = connection.url("");
        let url = url.trim_end_matches('/');
        let proof = self.proof(connection, &Secret::new(""));
        vec![
            Snippet {
                label: "Environment",
                text: format!("export ZENML_STORE_URL={url}\nexport ZENML_STORE_API_KEY=\"${VARIABLE}\""),
            },
            Snippet { label: "Command line", text: format!("zenml login {url} --api-key") },
            Snippet { label: "curl", text: curl::command(&proof) },
        ]
    }

    /// Signs in as what uses the key does. The token that comes of it is thrown away.
    fn prove(&self, connection: &Connection, secret: &Secret) -> Call<Proven> {
        sign_in::prove(connection, secret)
    }

    fn key(&self, session: &Session, holder: &str, key: &KeyId) -> Option<Call<Detail>> {
        let path = with_query(&key_path(holder, key), [("hydrate", "true")]);
        Some(Call::new(session.request(Method::Get, &path), one::detail))
    }

    fn change(&self, session: &Session, holder: &str, key: &KeyId, change: &KeyChange) -> Option<Call<Key>> {
        let request = session.request(Method::Put, &key_path(holder, key));
        Some(Call::new(request.with_json(&one::change_body(change)), one::key))
    }

    fn rotate(
        &self,
        session: &Session,
        holder: &str,
        key: &KeyId,
        retain_minutes: u32,
    ) -> Option<Call<Secret>> {
        let request = session.request(Method::Put, &format!("{}/rotate", key_path(holder, key)));
        Some(Call::new(request.with_json(&one::rotate_body(retain_minutes)), one::rotated))
    }
}

/// Asks who a key or a token is.
fn who_is(connection: &Connection, secret: &Secret) -> Request {
    let bearer = HeaderValue::Credential {
        before: "Bearer ".to_owned(),
        secret: secret.clone(),
        after: String::new(),
    };
    Request::new(Method::Get, connection.url("/api/v1/current-user"))
        .with_headers(&[("Authorization".to_owned(), bearer)])
}

fn key_path(account: &str, key: &KeyId) -> String {
    format!("{}/{}", keys_path(account), segment(&key.0))
}

pub use desk::ACCOUNTS_DESK;

fn keys_path(account: &str) -> String {
    format!("{ACCOUNTS}/{}/api_keys", segment(account))
}
