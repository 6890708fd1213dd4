//! Signing in: what the server asks for, a token for the credential, and who one is.

use super::error::refusal;
use crate::api::call::{Call, Step};
use crate::api::error::Error;
use crate::api::request::{Body, HeaderValue, Method, Request, Response};
use crate::api::session::{Credential, Session};
use crate::api::wire::{Object, read, tidy};
use crate::config::Connection;
use crate::domain::key::Proven;
use crate::domain::own_key::OwnKey;
use crate::domain::ring::Ring;
use crate::domain::secret::Secret;

/// The scheme in which the server gives tokens by itself.
const TOKENS: &str = "OAUTH2_PASSWORD_BEARER";

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
    let answer = read(response, "the description of a ZenML server", refusal)?;
    let server = answer.object()?;
    let scheme = server.text("auth_scheme")?;
    if server.optional_flag("active")? == Some(false) {
        return Err(Error::NotSetUp);
    }
    let why = match scheme.as_str() {
        TOKENS => return Ok(()),
        "EXTERNAL" => "people sign in to this server through another service, such as ZenML Pro".to_owned(),
        "NO_AUTH" => "this server lets everybody in without signing in".to_owned(),
        "HTTP_BASIC" => "this server asks for the password with every call".to_owned(),
        other => format!("this server signs people in by {}, which Latchkey doesn't know", tidy(other)),
    };
    Err(Error::Unsupported { why })
}

/// Reads whether nobody has set up the server yet.
pub(super) fn is_new(response: &Response) -> Result<bool, Error> {
    match check_server(response) {
        Ok(()) => Ok(false),
        Err(Error::NotSetUp) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Signs in once with a key's secret, and looks at nothing but whether that works.
pub(super) fn prove(connection: &Connection, secret: &Secret) -> Call<Proven> {
    let mut request = Request::new(Method::Post, connection.url("/api/v1/login"));
    request.body = Body::Form(form(&Credential::ApiKey { name: String::new(), secret: secret.clone() }));
    Call::new(request, |response| {
        read(response, "a token", refusal)?.object()?.text("access_token")?;
        Ok(Proven { ends: None })
    })
}

fn log_in(connection: Connection, credential: &Credential) -> Call<Step<Session>> {
    let mut request = Request::new(Method::Post, connection.url("/api/v1/login"));
    request.body = Body::Form(form(credential));
    Call::new(request, move |response| {
        let answer = read(response, "a token", refusal)?;
        let token = answer.object()?;
        // Without a time, or with one that can't be read, trying tells when it has ended.
        let lasts = token.number("expires_in").ok();
        Ok(Step::Next(who_am_i(connection, headers(token)?, lasts)))
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

fn who_am_i(
    connection: Connection,
    headers: Vec<(String, HeaderValue)>,
    lasts: Option<u32>,
) -> Call<Step<Session>> {
    let session = Session {
        connection,
        headers,
        identity: String::new(),
        may_write: None,
        lasts,
        ends: None,
        holders: None,
        own_key: OwnKey::default(),
        ring: Ring::default(),
    };
    let request = session.request(Method::Get, "/api/v1/current-user");
    Call::new(request, move |response| introduce(session, response).map(Step::Done))
}

/// A token that came with a CSRF token is refused without it, also where no cookie is sent.
fn headers(token: Object) -> Result<Vec<(String, HeaderValue)>, Error> {
    let credential = |before: &str, text: String| HeaderValue::Credential {
        before: before.to_owned(),
        secret: Secret::new(text),
        after: String::new(),
    };
    let mut headers = vec![("Authorization".to_owned(), credential("Bearer ", token.text("access_token")?))];
    if let Some(csrf) = token.optional_text("csrf_token")? {
        headers.push(("X-CSRF-Token".to_owned(), credential("", csrf)));
    }
    Ok(headers)
}

fn introduce(mut session: Session, response: &Response) -> Result<Session, Error> {
    let answer = read(response, "the signed-in user", refusal)?;
    let user = answer.object()?;
    session.identity = user.text("name")?;
    if let Some(body) = user.optional_object("body")? {
        if body.flag("is_service_account")? {
            session.identity.push_str(" (service account)");
        }
        session.may_write = Some(body.flag("is_admin")?);
    }
    Ok(session)
}
