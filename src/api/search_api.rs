//! The Search API: a list of keys that are their own names, read only for now.
//! Source: Search API reference, credentials.

use super::backend::{Backend, KeyPage, ListAsk, Part};
use super::call::{Call, Step};
use super::error::Error;
use super::key_desk::KeyDesk;
use super::key_list::KeyList;
use super::request::{HeaderValue, Method, Request, Response};
use super::session::{Credential, Session};
use super::wire::{Object, read, refusal_body, retry_after, texts, tidy};
use crate::config::{AuthHeader, Connection};
use crate::domain::access::Access;
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::draft::NewKey;
use crate::domain::expiry::Expiry;
use crate::domain::holder::Holder;
use crate::domain::key::{Created, Key, KeyId, LastUsed, Revoked};
use crate::domain::own_key::OwnKey;
use crate::domain::secret::Secret;
use serde_json::Value;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::ApiKey],
    holder: ("key list", "key lists"),
    choose_holder: false,
    paging: Paging::Whole,
    filters: &[],
    sorts: &[],
    create: false,
    select: false,
    revoke: false,
    managers: "owners",
    replace: false,
    change: false,
    rotate: false,
    traceable: false,
    expiry: false,
    creator: false,
    description: false,
    usage: false,
    access: AccessForm::Config,
    idempotent_create: false,
    key_limit: None,
    tokens: false,
    terms: false,
};

/// The slash at the end belongs to it: the service redirects without it, and a browser does not
/// follow a redirect to another origin.
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
            page(response)?;
            Ok(Step::Done(session))
        }))
    }

    fn holders(&self, session: &Session, _cursor: Option<&str>) -> Call<Part<Holder>> {
        let holder = holder(&session.connection);
        Call::new(list_request(session), move |response| {
            page(response)?;
            Ok(Part { items: vec![holder], next: None })
        })
    }
}

impl KeyList for SearchApi {
    fn list(&self, session: &Session, _holder: &str, _ask: &ListAsk) -> Call<KeyPage> {
        Call::new(list_request(session), page)
    }
}

impl KeyDesk for SearchApi {
    fn create(&self, session: &Session, _holder: &str, _key: &NewKey, _attempt: &str) -> Call<Created> {
        not_offered(session)
    }

    fn revoke(&self, session: &Session, _holder: &str, _key: &KeyId) -> Call<Revoked> {
        not_offered(session)
    }

    fn proof(&self, connection: &Connection, secret: &Secret) -> Request {
        let credential = Credential::ApiKey { name: String::new(), secret: secret.clone() };
        list_request(&unproven(connection, &credential))
    }
}

fn list_request(session: &Session) -> Request {
    session.request(Method::Get, KEYS)
}

/// What capabilities rule out: a read at most, so that nothing changes.
fn not_offered<T: 'static>(session: &Session) -> Call<T> {
    let why = "its keys can't be changed from here".to_owned();
    Call::new(list_request(session), move |_| Err(Error::Unsupported { why }))
}

fn unproven(connection: &Connection, credential: &Credential) -> Session {
    let (Credential::ApiKey { name, secret } | Credential::Password { username: name, password: secret }) =
        credential;
    let usual = || AuthHeader {
        name: "Authorization".to_owned(),
        before: "ApiKey ".to_owned(),
        after: String::new(),
    };
    let header = connection.auth_header.clone().unwrap_or_else(usual);
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
        connection: connection.clone(),
    }
}

fn holder(connection: &Connection) -> Holder {
    Holder::new(HOLDER, connection.name.as_str())
}

fn page(response: &Response) -> Result<KeyPage, Error> {
    let answer = read(response, "a list of API keys", refusal)?;
    let mut keys = Vec::new();
    for key in answer.objects()? {
        keys.push(from_wire(keys.len() + 1, key)?);
    }
    Ok(KeyPage { keys, ..KeyPage::default() })
}

/// The service knows a key by its secret alone, which must not stand in the app's addresses. The
/// place in the list stands for it.
fn from_wire(place: usize, key: Object) -> Result<Key, Error> {
    Ok(Key {
        id: KeyId(format!("key-{place}")),
        name: Secret::new(key.text("api_key")?).masked(),
        description: String::new(),
        created: None,
        updated: None,
        creator: None,
        expiry: Expiry::NotOffered,
        last_used: LastUsed::NotReported,
        last_rotated: None,
        retained_until: None,
        enabled: true,
        holder_off: false,
        access: match key.value("config") {
            Some(Value::Object(config)) => Access::Config(config.clone()),
            _ => Access::Untold,
        },
        vanished: None,
    })
}

/// `{"detail": text}`, or `{"detail": [{"loc": […], "msg": text}, …]}` for a refused field.
fn refusal(response: &Response) -> Error {
    let detail = &refusal_body(response)["detail"];
    let errors = detail.as_array().map(Vec::as_slice).unwrap_or_default();
    let messages = errors.iter().filter_map(|error| error["msg"].as_str()).chain(detail.as_str());
    let message = messages.map(tidy).collect::<Vec<_>>().join("; ");
    let fields = errors.iter().filter_map(|error| texts(&error["loc"]).pop()).collect();
    Error::from_status(response.status, message, fields, retry_after(response))
}
