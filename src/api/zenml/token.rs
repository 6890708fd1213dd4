//! Short-lived tokens. They are JSON Web Tokens, which tell by themselves when they end.

use super::error::{number_after, refusal as plain_refusal};
use super::secret::decoded;
use crate::api::call::Call;
use crate::api::error::Error;
use crate::api::request::{Method, Request, Response};
use crate::api::session::Session;
use crate::api::tokens::{Made, Tokens};
use crate::api::wire::{read, unreadable, with_query};
use crate::config::Connection;
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;
use crate::domain::words::duration;
use serde_json::Value;

impl Tokens for super::ZenMl {
    fn minutes(&self) -> &'static [u32] {
        &[60, 15, 8 * 60, 24 * 60, 7 * 24 * 60]
    }

    fn make(&self, session: &Session, minutes: u32) -> Call<Made> {
        let seconds = u64::from(minutes).saturating_mul(60).to_string();
        let pairs = [("token_type", "generic"), ("expires_in", seconds.as_str())];
        Call::new(session.request(Method::Get, &with_query("/api/v1/api_token", pairs)), made)
    }

    fn proof(&self, connection: &Connection, token: &Secret) -> Request {
        super::who_is(connection, token)
    }

    fn environment(&self, connection: &Connection) -> String {
        format!("ZENML_STORE_URL={}\nZENML_STORE_API_TOKEN=", connection.url("").trim_end_matches('/'))
    }
}

/// Reads a token: the answer is a text and nothing else.
fn made(response: &Response) -> Result<Made, Error> {
    let token = read(response, "a token", refusal)?.text()?;
    if token.is_empty() {
        return Err(unreadable("the answer holds no token"));
    }
    Ok(Made { ends: end(&token), secret: Secret::new(token) })
}

/// A server may allow less than is offered, and says so in seconds.
fn refusal(response: &Response) -> Error {
    let error = plain_refusal(response);
    let Error::Invalid { message, .. } = &error else { return error };
    match number_after(message, "allowed by this server is ") {
        Some(seconds) if message.contains("maximum expiration time") => Error::Known {
            gone: false,
            sentence: "Tokens of this server may not work for that long",
            next: "Choose a shorter time.",
            message: format!(
                "at most {}",
                duration(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000))
            ),
        },
        _ => error,
    }
}

/// The end that stands in a token.
fn end(token: &str) -> Option<Timestamp> {
    let claims: Value = serde_json::from_slice(&decoded(token.split('.').nth(1)?)).ok()?;
    let seconds = claims["exp"].as_i64()?;
    Some(Timestamp::from_millis(seconds.checked_mul(1_000)?))
}
