//! Elastic Cloud: organizations and their API keys.
//! Source: Elastic Cloud API reference, operations on organizations, keys and deployments.

pub(super) mod error;
mod keys;
mod lists;
mod own;
mod roles;

use super::backend::{Backend, KeyPage, ListAsk, Part, Pasted, Rights};
use super::call::{Call, Step};
use super::error::Error;
use super::key_desk::{KeyDesk, Snippet};
use super::key_list::KeyList;
use super::request::{HeaderValue, Method, Request, Response};
use super::session::{Credential, Session};
use super::wire::{segment, with_query};
use crate::config::Connection;
use crate::domain::access::Place;
use crate::domain::capability::{AccessForm, Capabilities, Paging, SignIn};
use crate::domain::draft::NewKey;
use crate::domain::holder::{Holder, Member, Resource};
use crate::domain::key::{Created, Detail, KeyId, Proven, Revoked};
use crate::domain::own_key::OwnKey;
use crate::domain::ring::Ring;
use crate::domain::secret::Secret;
use crate::domain::stack::StackRoles;

const CAPABILITIES: Capabilities = Capabilities {
    sign_in: &[SignIn::ApiKey],
    holder: ("organization", "organizations"),
    paging: Paging::Whole,
    create: true,
    select: true,
    revoke: true,
    managers: "owners",
    replace: true,
    provable: true,
    expiry: true,
    creator: true,
    access: AccessForm::Roles,
    key_limit: Some(500),
    terms: true,
    clusters: true,
    ..Capabilities::NONE
};

const KEYS: &str = "/api/v1/users/auth/keys";
const ORGANIZATIONS: &str = "/api/v1/organizations";
const PROJECTS: &str = "/api/v1/serverless/projects";

/// The Elastic Cloud API.
pub struct ElasticCloud;

impl Backend for ElasticCloud {
    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn sign_in(&self, connection: &Connection, credential: &Credential) -> Step<Session> {
        let session = unproven(connection, credential);
        let request = session.request(Method::Get, ORGANIZATIONS);
        Step::Next(Call::new(request, move |response| prove(session, response).map(Step::Done)))
    }

    fn holders(&self, session: &Session, cursor: Option<&str>) -> Call<Part<Holder>> {
        let request = session.request(Method::Get, &paged(ORGANIZATIONS, cursor));
        Call::new(request, lists::organizations)
    }

    /// Not in any published document; Kibana asks it.
    fn rights(&self, session: &Session) -> Option<Call<Rights>> {
        let path = with_query("/api/v1/saas/user", [("show_role_assignments", "true")]);
        Some(Call::new(session.request(Method::Get, &path), own::rights))
    }
}

impl KeyList for ElasticCloud {
    fn list(&self, session: &Session, holder: &str, ask: &ListAsk) -> Call<KeyPage> {
        let request = session.request(Method::Get, &paged(KEYS, ask.cursor.as_deref()));
        let (holder, before) = (holder.to_owned(), ask.cursor.clone());
        Call::new(request, move |response| keys::page(response, &holder, before.as_deref()))
    }

    fn members(&self, session: &Session, holder: &str) -> Option<Call<Vec<Member>>> {
        let path = format!("{ORGANIZATIONS}/{}/members", segment(holder));
        Some(Call::new(session.request(Method::Get, &path), lists::members))
    }
}

impl KeyDesk for ElasticCloud {
    fn key_in(&self, _session: &Session, pasted: &Secret) -> Option<Pasted> {
        own::looks_like_key(pasted).then_some(Pasted::Mute)
    }

    fn create(&self, session: &Session, holder: &str, key: &NewKey, _attempt: &str) -> Call<Created> {
        let request = session.request(Method::Post, KEYS).with_json(&keys::create_body(key, holder));
        Call::new(request, keys::created)
    }

    fn revoke(&self, session: &Session, _holder: &str, key: &KeyId) -> Call<Revoked> {
        let request = session.request(Method::Delete, &format!("{KEYS}/{}", segment(&key.0)));
        Call::new(request, keys::revoked)
    }

    fn proof(&self, connection: &Connection, secret: &Secret) -> Request {
        let credential = Credential::ApiKey { name: String::new(), secret: secret.clone() };
        unproven(connection, &credential).request(Method::Get, ORGANIZATIONS)
    }

    fn prove(&self, connection: &Connection, secret: &Secret) -> Call<Proven> {
        Call::new(self.proof(connection, secret), own::proven)
    }

    fn snippets(&self, connection: &Connection) -> Vec<Snippet> {
        let curl = super::curl::command(&self.proof(connection, &Secret::new("")));
        own::snippets(curl, &connection.base_url)
    }

    fn key(&self, session: &Session, _holder: &str, key: &KeyId) -> Option<Call<Detail>> {
        let request = session.request(Method::Get, &format!("{KEYS}/{}", segment(&key.0)));
        Some(Call::new(request, keys::detail))
    }

    fn stack_roles(&self, session: &Session, place: &Place, project: &str) -> Option<Call<StackRoles>> {
        let kind = place.project_kind().filter(|kind| !kind.is_empty())?;
        let path = format!("{PROJECTS}/{}/{}/roles", segment(kind), segment(project));
        let project = project.to_owned();
        Some(Call::new(session.request(Method::Get, &path), move |response| {
            lists::stack_roles(response, project)
        }))
    }

    fn resources(&self, session: &Session, place: &Place) -> Option<Call<Vec<Resource>>> {
        let path = match (place, place.project_kind()) {
            (Place::Deployments, _) => "/api/v1/deployments".to_owned(),
            (Place::ConnectedClusters, _) => "/api/v1/cloud-connected/clusters".to_owned(),
            (_, Some(kind)) if !kind.is_empty() => format!("{PROJECTS}/{}", segment(kind)),
            _ => return None,
        };
        let request = session.request(Method::Get, &path);
        let deployments = *place == Place::Deployments;
        Some(Call::new(request, move |response| {
            if deployments { lists::deployments(response) } else { lists::items(response) }
        }))
    }
}

fn paged(path: &str, cursor: Option<&str>) -> String {
    with_query(path, cursor.map(|cursor| ("next_page", cursor)))
}

/// A session as it is if the service accepts the key. A password manager fills in a name beside
/// the key, which is then the key's name.
pub(super) fn unproven(connection: &Connection, credential: &Credential) -> Session {
    let (Credential::ApiKey { name, secret } | Credential::Password { username: name, password: secret }) =
        credential;
    let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    let header = HeaderValue::Credential {
        before: "ApiKey ".to_owned(),
        secret: Secret::new(secret.expose().trim()),
        after: String::new(),
    };
    Session {
        connection: connection.clone(),
        headers: vec![("Authorization".to_owned(), header)],
        identity: name.clone().unwrap_or_else(|| "API key".to_owned()),
        may_write: None,
        lasts: None,
        ends: None,
        holders: None,
        own_key: OwnKey { name, ..OwnKey::default() },
        ring: Ring::default(),
    }
}

fn prove(mut session: Session, response: &Response) -> Result<Session, Error> {
    let organizations = lists::organizations(response)?;
    if organizations.items.is_empty() && organizations.next.is_none() {
        return Err(Error::Forbidden { message: "this key belongs to no organization".to_owned() });
    }
    session.holders = organizations.next.is_none().then(|| organizations.items.into());
    session.own_key.expires = own::end(response);
    Ok(session)
}
