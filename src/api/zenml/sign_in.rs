//! Signing in: what the server asks for, a token for the credential, and who one is.

use super::error::refusal;
use crate::api::call::{Call, Step};
use crate::api::error::Error;
use crate::api::request::{Body, HeaderValue, Method, Request, Response};
use crate::api::session::{Credential, Session};
use crate::api::wire::{read, tidy};
use crate::config::Connection;
use crate::domain::own_key::OwnKey;
use crate::domain::secret::Secret;
use serde::Deserialize;

/// The scheme in which the server gives tokens by itself.
const TOKENS: &str = "OAUTH2_PASSWORD_BEARER";

#[derive(Deserialize)]
struct WireServer {
    auth_scheme: String,
    active: Option<bool>,
}

#[derive(Deserialize)]
struct WireToken {
    access_token: String,
    csrf_token: Option<String>,
}

#[derive(Deserialize)]
struct WireUser {
    name: String,
    body: Option<WireUserBody>,
}

#[derive(Deserialize)]
struct WireUserBody {
    is_admin: bool,
    is_service_account: bool,
}

/// The first step: the server tells how it lets one in, before any credential is sent.
pub(super) fn begin(connection: &Connection, credential: &Credential) -> Step<Session> {
    let request = Request::new(Method::Get, connection.url("/api/v1/info"));
    let (connection, credential) = (connection.clone(), credential.clone());
    Step::Next(Call::new(request, move |response| {
        check_server(response)?;
        Ok(Step::Next(log_in(connection, &credential)))
    }))
}

fn check_server(response: &Response) -> Result<(), Error> {
    let server: WireServer = read(response, "the description of a ZenML server", refusal)?;
    if server.active == Some(false) {
        let why = "nobody has set up this server yet; open its own page once to do so".to_owned();
        return Err(Error::Unsupported { why });
    }
    let why = match server.auth_scheme.as_str() {
        TOKENS => return Ok(()),
        "EXTERNAL" => "people sign in to this server through another service, such as ZenML Pro".to_owned(),
        "NO_AUTH" => "this server lets everybody in without signing in".to_owned(),
        "HTTP_BASIC" => "this server asks for the password with every call".to_owned(),
        other => format!("this server signs people in by {}, which Latchkey doesn't know", tidy(other)),
    };
    Err(Error::Unsupported { why })
}

fn log_in(connection: Connection, credential: &Credential) -> Call<Step<Session>> {
    let mut request = Request::new(Method::Post, connection.url("/api/v1/login"));
    request.body = Body::Form(form(credential));
    Call::new(request, move |response| {
        let token: WireToken = read(response, "a token", refusal)?;
        Ok(Step::Next(who_am_i(connection, token)))
    })
}

fn form(credential: &Credential) -> Secret {
    let mut form = form_urlencoded::Serializer::new(String::new());
    match credential {
        Credential::Password { username, password } => form
            .append_pair("grant_type", "password")
            .append_pair("username", username)
            .append_pair("password", password.expose()),
        Credential::ApiKey { secret, .. } => {
            form.append_pair("grant_type", "zenml-api-key").append_pair("password", secret.expose().trim())
        }
    };
    Secret::new(form.finish())
}

fn who_am_i(connection: Connection, token: WireToken) -> Call<Step<Session>> {
    let session = Session {
        connection,
        headers: headers(token),
        identity: String::new(),
        may_write: None,
        holders: None,
        own_key: OwnKey::default(),
    };
    let request = session.request(Method::Get, "/api/v1/current-user");
    Call::new(request, move |response| introduce(session, response).map(Step::Done))
}

/// A token that came with a CSRF token is refused without it, also where no cookie is sent.
fn headers(token: WireToken) -> Vec<(String, HeaderValue)> {
    let credential = |before: &str, text: String| HeaderValue::Credential {
        before: before.to_owned(),
        secret: Secret::new(text),
        after: String::new(),
    };
    let mut headers = vec![("Authorization".to_owned(), credential("Bearer ", token.access_token))];
    headers.extend(token.csrf_token.map(|csrf| ("X-CSRF-Token".to_owned(), credential("", csrf))));
    headers
}

fn introduce(mut session: Session, response: &Response) -> Result<Session, Error> {
    let user: WireUser = read(response, "the signed-in user", refusal)?;
    let is_service_account = user.body.as_ref().is_some_and(|body| body.is_service_account);
    session.identity =
        if is_service_account { format!("{} (service account)", user.name) } else { user.name };
    session.may_write = user.body.map(|body| body.is_admin);
    Ok(session)
}
