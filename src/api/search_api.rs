//! The Search API: keys that are their own names and can be read again at any time.
//! Source: Search API reference, credentials.

mod error;
mod keys;

use super::backend::{Backend, KeyPage, ListAsk, Part, Pasted};
use super::call::{Call, Step};
use super::error::Error;
use super::key_desk::{KeyDesk, Snippet};
use super::key_list::KeyList;
use super::request::{HeaderValue, Method, Request};
use super::session::{Credential, Session};
use super::wire::segment;
use crate::config::{AuthHeader, Connection};
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::change::KeyChange;
use crate::domain::draft::NewKey;
use crate::domain::export::VARIABLE;
use crate::domain::holder::Holder;
use crate::domain::json::object;
use crate::domain::key::{Created, Detail, Key, KeyId, Revoked};
use crate::domain::own_key::OwnKey;
use crate::domain::ring::Ring;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use serde_json::Value;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::ApiKey],
    holder: ("key list", "key lists"),
    paging: Paging::Whole,
    create: true,
    select: true,
    revoke: true,
    managers: "owners",
    replace: true,
    change_access: true,
    traceable: true,
    tells_secrets: true,
    description: true,
    access: AccessForm::Config,
    ..Capabilities::NONE
};

/// The slash at the end belongs to it: the service redirects without it, and a page follows no redirect.
const KEYS: &str = "/es/api/v1/credentials/api_keys/";
/// The one holder of a connection.
const HOLDER: &str = "keys";

/// A Search API service.
pub struct SearchApi;

impl Backend for SearchApi {
    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    /// No call tells who one is, so that the list can be read is the proof.
    fn sign_in(&self, connection: &Connection, credential: &Credential) -> Step<Session> {
        let session = unproven(connection, credential);
        Step::Next(Call::new(list_request(&session), move |response| {
            keys::page(response)?;
            Ok(Step::Done(session))
        }))
    }

    fn holders(&self, session: &Session, _cursor: Option<&str>) -> Call<Part<Holder>> {
        let holder = holder(&session.connection);
        Call::new(list_request(session), move |response| {
            keys::page(response)?;
            Ok(Part { items: vec![holder], next: None })
        })
    }
}

impl KeyList for SearchApi {
    fn list(&self, session: &Session, _holder: &str, _ask: &ListAsk) -> Call<KeyPage> {
        Call::new(list_request(session), keys::page)
    }
}

impl KeyDesk for SearchApi {
    /// Any text may be a key, so only one that was listed is.
    fn key_in(&self, session: &Session, pasted: &Secret) -> Option<Pasted> {
        session.ring.find(pasted).map(Pasted::Key)
    }

    fn gives_away(&self, session: &Session, text: &str) -> bool {
        session.ring.holds_part(text)
    }

    fn create(&self, session: &Session, _holder: &str, key: &NewKey, _attempt: &str) -> Call<Created> {
        let settings = key.settings.clone().unwrap_or_default();
        let request = session.request(Method::Post, KEYS).with_json(&body(&settings));
        let ring = session.ring.clone();
        Call::new(request, move |response| keys::created(response, &ring, settings))
    }

    fn revoke(&self, session: &Session, _holder: &str, key: &KeyId) -> Call<Revoked> {
        match addressed(session, key) {
            Ok((segment, secret)) => {
                let request = session.request(Method::Delete, &format!("{KEYS}delete/{segment}"));
                Call::new(request, move |response| keys::revoked(response, &secret))
            }
            Err(error) => not_sent(session, error),
        }
    }

    /// No call is known that every key may make, so this only shows how a key is sent.
    fn proof(&self, connection: &Connection, secret: &Secret) -> Request {
        let credential = Credential::ApiKey { name: String::new(), secret: secret.clone() };
        unproven(connection, &credential).request(Method::Get, "/")
    }

    fn snippets(&self, connection: &Connection) -> Vec<Snippet> {
        let header = header(connection);
        let text = format!("{}: {}${VARIABLE}{}", header.name, header.before, header.after);
        vec![Snippet { label: "Header", text }]
    }

    /// There is no way to ask for one key, so it is looked for in the list.
    fn key(&self, session: &Session, _holder: &str, key: &KeyId) -> Option<Call<Detail>> {
        let (id, ring) = (key.clone(), session.ring.clone());
        Some(Call::new(list_request(session), move |response| keys::one(response, &ring, &id)))
    }

    fn change(&self, session: &Session, _holder: &str, key: &KeyId, change: &KeyChange) -> Option<Call<Key>> {
        let settings = change.settings.clone()?;
        let id = key.clone();
        Some(match addressed(session, key) {
            Ok((segment, secret)) => {
                let request = session.request(Method::Put, &format!("{KEYS}{segment}"));
                let ring = session.ring.clone();
                Call::new(request.with_json(&body(&settings)), move |response| {
                    keys::changed(response, &ring, &id, &secret, settings)
                })
            }
            Err(error) => not_sent(session, error),
        })
    }
}

fn body(settings: &Settings) -> Value {
    object(vec![("config", Value::Object(settings.clone()))])
}

/// A key as the segment of a path that names it.
fn addressed(session: &Session, id: &KeyId) -> Result<(String, Secret), Error> {
    let secret = session.ring.secret(id).ok_or_else(keys::gone)?;
    // Browsers take these out of a path, however they are written.
    if ["", ".", ".."].contains(&secret.expose()) {
        let why = "this key can't stand in an address, so it can't be changed or revoked from a page";
        return Err(Error::Unsupported { why: why.to_owned() });
    }
    Ok((segment(secret.expose()), secret))
}

/// What can't be asked for: a read at most, so that nothing changes.
fn not_sent<T: 'static>(session: &Session, error: Error) -> Call<T> {
    Call::new(list_request(session), move |_| Err(error))
}

fn list_request(session: &Session) -> Request {
    session.request(Method::Get, KEYS)
}

fn header(connection: &Connection) -> AuthHeader {
    connection.auth_header.clone().unwrap_or_else(|| AuthHeader {
        name: "Authorization".to_owned(),
        before: "ApiKey ".to_owned(),
        after: String::new(),
    })
}

fn unproven(connection: &Connection, credential: &Credential) -> Session {
    let (Credential::ApiKey { name, secret } | Credential::Password { username: name, password: secret }) =
        credential;
    let header = header(connection);
    let value = HeaderValue::Credential {
        before: header.before,
        secret: Secret::new(secret.expose().trim()),
        after: header.after,
    };
    let name = name.trim();
    Session {
        headers: vec![(header.name, value)],
        identity: if name.is_empty() { "API key".to_owned() } else { name.to_owned() },
        may_write: None,
        lasts: None,
        ends: None,
        holders: Some(vec![holder(connection)].into()),
        own_key: OwnKey::default(),
        ring: Ring::default(),
        connection: connection.clone(),
    }
}

fn holder(connection: &Connection) -> Holder {
    Holder::new(HOLDER, connection.name.as_str())
}
