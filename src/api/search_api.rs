//! The Search API: keys that are their own names.

use super::backend::{Backend, KeyPage, ListAsk, Part};
use super::call::{Call, Step};
use super::error::Error;
use super::request::Method;
use super::session::{Credential, Session};
use crate::config::Connection;
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::draft::NewKey;
use crate::domain::holder::Holder;
use crate::domain::key::{Created, KeyId, Revoked};
use crate::domain::own_key::OwnKey;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::ApiKey],
    holder: ("key list", "key lists"),
    choose_holder: false,
    paging: Paging::Whole,
    create: false,
    revoke: false,
    expiry: false,
    creator: false,
    description: false,
    usage: false,
    access: AccessForm::Config,
    idempotent_create: false,
    key_limit: None,
    terms: false,
};

/// The Search API: keys that are their own names.
pub struct SearchApi;

fn unread<T: 'static>(session: &Session) -> Call<T> {
    let request = session.request(Method::Get, "/");
    Call::new(request, |_| Err(Error::Unreadable { detail: "not read yet".to_owned() }))
}

impl Backend for SearchApi {
    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn sign_in(&self, connection: &Connection, _credential: &Credential) -> Step<Session> {
        Step::Done(Session {
            connection: connection.clone(),
            headers: Vec::new(),
            identity: String::new(),
            may_write: None,
            holders: None,
            own_key: OwnKey::default(),
        })
    }

    fn holders(&self, session: &Session, _cursor: Option<&str>) -> Call<Part<Holder>> {
        unread(session)
    }

    fn list(&self, session: &Session, _holder: &str, _ask: &ListAsk) -> Call<KeyPage> {
        unread(session)
    }

    fn create(&self, session: &Session, _holder: &str, _key: &NewKey, _attempt: &str) -> Call<Created> {
        unread(session)
    }

    fn revoke(&self, session: &Session, _holder: &str, _key: &KeyId) -> Call<Revoked> {
        unread(session)
    }
}
