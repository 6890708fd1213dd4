//! Sends requests. The only file that knows fetch.

use super::call::Call;
use super::error::Error;
use super::request::{Body, Request, Response};
use super::silence::Silence;
use crate::browser::{timer, violation};
use gloo_net::http::{Headers, Method, RequestBuilder};
use std::cell::RefCell;
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect, ResponseType,
};

/// How long an answer may take, in seconds.
const PATIENCE: u32 = 30;
/// How long is looked for whether something is there at all, in seconds.
const GLANCE: u32 = 5;
/// How long the report of a refusal by the page's own policy may lag behind the failed call.
const REPORT_LAG: u64 = 30;

thread_local! {
    /// Where answers came from that could be read.
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

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
    note_heard(origin(request));
    let headers = answer.headers().entries().collect();
    let status = answer.status();
    match answer.text().await {
        Ok(body) => Ok(Response { status, headers, body }),
        Err(_) => Err(no_answer(request, &signal).await),
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
    let silence = silence(&origin).await;
    Error::NoAnswer { origin, silence }
}

fn note_heard(origin: String) {
    HEARD.with_borrow_mut(|heard| {
        if !heard.contains(&origin) {
            heard.push(origin);
        }
    });
}

async fn silence(origin: &str) -> Silence {
    let window = web_sys::window();
    if window.as_ref().is_some_and(|window| !window.navigator().on_line()) {
        return Silence::Offline;
    }
    if HEARD.with_borrow(|heard| heard.iter().any(|one| one == origin)) {
        return Silence::Lost;
    }
    let is_page_secure =
        window.and_then(|window| window.location().protocol().ok()).as_deref() == Some("https:");
    if is_page_secure && origin.starts_with("http:") {
        return Silence::Insecure;
    }
    if is_there(origin).await { Silence::Unreadable } else { Silence::Unreachable }
}

/// Whether anything answers there. What it says can't be read, and nothing is told: no credential, no path.
async fn is_there(origin: &str) -> bool {
    let glance = RequestBuilder::new(origin)
        .method(Method::HEAD)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(GLANCE * 1_000)))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .mode(RequestMode::NoCors)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    match glance.build() {
        Ok(glance) => glance.send().await.is_ok(),
        Err(_) => false,
    }
}
