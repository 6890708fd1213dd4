//! The answers to the four operations. A secret goes into the ring of its session; what stands for it goes
//! on.

use super::error::{refusal, refusal_about};
use crate::api::backend::KeyPage;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, read, unreadable};
use crate::domain::access::Access;
use crate::domain::key::{Created, Detail, Key, KeyId, Revoked};
use crate::domain::ring::Ring;
use crate::domain::secret::Secret;
use crate::domain::settings::{self, Settings};
use serde_json::Value;

const NOT_FOUND: u16 = 404;

/// Reads the whole list.
pub(super) fn page(response: &Response) -> Result<KeyPage, Error> {
    let answer = read(response, "a list of API keys", refusal)?;
    let mut told = Vec::new();
    for key in answer.objects()? {
        told.push((Secret::new(key.text("api_key")?), config(key)));
    }
    Ok(KeyPage { told: Some(told), ..KeyPage::default() })
}

/// Reads one key out of the list.
pub(super) fn one(response: &Response, ring: &Ring, id: &KeyId) -> Result<Detail, Error> {
    let listed = page(response)?.keyed(ring).keys;
    let key = listed.into_iter().find(|key| key.id == *id).ok_or_else(gone)?;
    let access = match &key.access {
        Access::Config(settings) => settings::write(settings),
        _ => String::new(),
    };
    Ok(Detail { key, access })
}

/// That a key is not in the list.
pub(super) fn gone() -> Error {
    Error::Known {
        gone: true,
        sentence: "There is no such key in the list",
        next: "Read the list again to see what is there now.",
        message: String::new(),
    }
}

/// Reads a key that was just made. Nothing beside it that can't be read may take it away.
pub(super) fn created(response: &Response, ring: &Ring, settings: Settings) -> Result<Created, Error> {
    let answer = read(response, "a new API key", refusal)?;
    let secret = Secret::new(answer.object()?.text("api_key")?);
    let key = Key::of_secret(ring.take(secret.clone()), Access::Config(settings));
    Ok(Created { key, secret })
}

/// Reads that a key has another configuration.
pub(super) fn changed(
    response: &Response,
    ring: &Ring,
    id: &KeyId,
    secret: &Secret,
    settings: Settings,
) -> Result<Key, Error> {
    let told = about_it(response, secret)?;
    told.then(|| ring.handle(id))
        .flatten()
        .map(|handle| Key::of_secret(handle, Access::Config(settings)))
        .ok_or_else(
            // Which key was changed is not known: the list tells.
            || unreadable("a changed API key was expected, and the answer is about another one"),
        )
}

/// Reads that a key was ended. That it is gone already counts as done.
pub(super) fn revoked(response: &Response, secret: &Secret) -> Result<Revoked, Error> {
    if response.status == NOT_FOUND {
        return Ok(Revoked::Already);
    }
    if about_it(response, secret)? {
        return Ok(Revoked::Now);
    }
    Err(unreadable("a revoked API key was expected, and the answer is about another one"))
}

/// Whether a good answer is about that key; one that doesn't say is.
fn about_it(response: &Response, secret: &Secret) -> Result<bool, Error> {
    if !response.is_success() {
        return Err(refusal_about(response, secret));
    }
    let answer = read(response, "what became of an API key", refusal)?;
    let told = answer.object()?.optional_text("api_key")?;
    Ok(told.is_none_or(|told| told == secret.expose()))
}

fn config(key: Object) -> Access {
    match key.value("config") {
        Some(Value::Object(config)) => Access::Config(config.clone()),
        _ => Access::Untold,
    }
}
