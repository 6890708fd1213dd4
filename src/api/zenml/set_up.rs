//! A server that nobody has set up yet: its description tells, and its first administrator is made once.

use super::error::refusal as plain_refusal;
use super::sign_in::is_new;
use crate::api::call::Call;
use crate::api::error::Error;
use crate::api::request::{Body, Method, Request, Response};
use crate::api::set_up::SetUp;
use crate::api::wire::carried_out;
use crate::config::Connection;
use crate::domain::first_admin::FirstAdmin;
use crate::domain::json::object;
use crate::domain::secret::Secret;

impl SetUp for super::ZenMl {
    fn is_new(&self, connection: &Connection) -> Call<bool> {
        Call::new(Request::new(Method::Get, connection.url("/api/v1/info")), is_new)
    }

    fn begin(&self, connection: &Connection, admin: &FirstAdmin) -> Call<()> {
        let mut request = Request::new(Method::Put, connection.url("/api/v1/activate"));
        request.body = Body::SecretJson(body(admin));
        Call::new(request, |response| carried_out(response, refusal))
    }
}

/// Nothing is left to the server: without these members it would decide by itself, and tell others.
fn body(admin: &FirstAdmin) -> Secret {
    let mut members = vec![
        ("admin_username", admin.username.as_str().into()),
        ("admin_password", admin.password.expose().into()),
        ("enable_analytics", admin.statistics.into()),
        ("display_announcements", admin.announcements.into()),
        ("display_updates", admin.updates.into()),
    ];
    if !admin.server_name.is_empty() {
        members.push(("server_name", admin.server_name.as_str().into()));
    }
    Secret::new(object(members).to_string())
}

fn refusal(response: &Response) -> Error {
    match plain_refusal(response) {
        Error::Forbidden { message } if message.contains("already active") => Error::Known {
            gone: false,
            sentence: "Somebody has set up this server already",
            next: "Sign in as a user that it has.",
            message: String::new(),
        },
        error => error,
    }
}
