//! Looks around after a call without an answer, since a browser does not tell a page why there is none.

use crate::api::silence::Silence;
use gloo_net::http::{Method, RequestBuilder};
use std::cell::RefCell;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode};

/// How long is looked for whether something is there at all, in seconds.
const GLANCE: u32 = 5;

thread_local! {
    /// Where answers came from that could be read.
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes that an answer from there could be read.
pub(super) fn note_heard(origin: String) {
    HEARD.with_borrow_mut(|heard| {
        if !heard.contains(&origin) {
            heard.push(origin);
        }
    });
}

/// What can be found out of a call there that got no answer.
pub(super) async fn silence(origin: &str) -> Silence {
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
