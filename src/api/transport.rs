//! Sends requests. The only file that knows fetch.

mod body;
mod glance;

use super::call::Call;
use super::error::Error;
use super::request::{Body, Request, Response};
use crate::browser::{timer, violation};
use gloo_net::http::{Headers, Method, RequestBuilder};
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect, ResponseType,
};

/// How long an answer may take, in seconds.
const PATIENCE: u32 = 30;
/// How long the report of a refusal by the page's own policy may lag behind the failed call.
const REPORT_LAG: u64 = 30;
/// The longest answer that is read, in bytes: a list of 10,000 keys has some 6 MB.
const MOST: usize = 32 << 20;
/// As much is read of a refusal; no sentence for people is longer.
const MOST_OF_REFUSAL: usize = 256 << 10;

/// Sends a call and reads its answer. It sends exactly once, without cookies, referrer or cache,
/// and follows no redirect.
///
/// # Errors
/// That no answer came, the backend's refusal, or that the answer could not be read.
pub async fn send<T: 'static>(call: Call<T>) -> Result<T, Error> {
    let (request, decode) = call.into_parts();
    decode(&exchange(&request).await?)
}

/// Sends a request as it is.
///
/// # Errors
/// That it can't be sent, or that no answer came.
pub async fn exchange(request: &Request) -> Result<Response, Error> {
    let signal = AbortSignal::timeout_with_u32(PATIENCE * 1_000);
    let ready = prepare(request, &signal)?;
    let Ok(answer) = ready.send().await else { return Err(no_answer(request, &signal).await) };
    // Seen, and never followed: what is sent along is for this address only.
    if answer.type_() == ResponseType::Opaqueredirect {
        return Err(Error::Redirected { origin: origin(request) });
    }
    glance::note_heard(origin(request));
    let headers = answer.headers().entries().collect();
    let status = answer.status();
    match body::read(&answer, if answer.ok() { MOST } else { MOST_OF_REFUSAL }).await {
        Some((_, true)) if answer.ok() => {
            Err(Error::Unreadable { detail: format!("the answer is longer than {} MB", MOST >> 20) })
        }
        Some((body, _)) => Ok(Response { status, headers, body }),
        None => Err(no_answer(request, &signal).await),
    }
}

fn prepare(request: &Request, signal: &AbortSignal) -> Result<gloo_net::http::Request, Error> {
    let builder = RequestBuilder::new(&request.url)
        .headers(headers(request)?)
        .method(method(request))
        .abort_signal(Some(signal))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .mode(RequestMode::Cors)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    let ready = match &request.body {
        Body::Empty => builder.build(),
        body => builder.body(body.expose().unwrap_or_default()),
    };
    ready.map_err(|_| Error::Unsupported { why: "its address can't be called from a page".to_owned() })
}

/// `gloo_net` panics at a value that a header can't hold, such as a pasted line break; the browser's
/// own object says so.
fn headers(request: &Request) -> Result<Headers, Error> {
    let headers = Headers::new().into_raw();
    let own = request.headers.iter().map(|(name, value)| (name.as_str(), value.expose()));
    let kind = request.body.content_type().map(|kind| ("Content-Type", kind.to_owned()));
    for (name, value) in own.chain(kind) {
        headers.set(name, &value).map_err(|_| Error::Unsendable)?;
    }
    Ok(Headers::from_raw(headers))
}

fn method(request: &Request) -> Method {
    use super::request::Method as Ours;
    match request.method {
        Ours::Get => Method::GET,
        Ours::Post => Method::POST,
        Ours::Put => Method::PUT,
        Ours::Patch => Method::PATCH,
        Ours::Delete => Method::DELETE,
    }
}

/// An address that can't be read is not told: it may hold a key.
fn origin(request: &Request) -> String {
    web_sys::Url::new(&request.url).map_or_else(|_| "the service".to_owned(), |url| url.origin())
}

async fn no_answer(request: &Request, signal: &AbortSignal) -> Error {
    let origin = origin(request);
    if signal.aborted() {
        return Error::Timeout { origin, seconds: PATIENCE };
    }
    timer::sleep(REPORT_LAG).await;
    if violation::refused(&request.url) {
        return Error::NotAllowed { origin };
    }
    let silence = glance::silence(&origin).await;
    Error::NoAnswer { origin, silence }
}
