//! Elastic Cloud: organizations and their API keys.

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
    holder: ("organization", "organizations"),
    choose_holder: false,
    paging: Paging::Whole,
    create: true,
    revoke: true,
    expiry: true,
    creator: true,
    description: false,
    usage: false,
    access: AccessForm::Roles,
    idempotent_create: false,
    key_limit: Some(500),
    terms: true,
};

/// Elastic Cloud: organizations and their API keys.
pub struct ElasticCloud;

fn unread<T: 'static>(session: &Session) -> Call<T> {
    let request = session.request(Method::Get, "/");
    Call::new(request, |_| Err(Error::Unreadable { detail: "not read yet".to_owned() }))
}

impl Backend for ElasticCloud {
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
