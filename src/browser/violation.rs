//! Remembers which addresses the page's own policy refused to call.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::SecurityPolicyViolationEvent;

thread_local! {
    static REFUSED: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Listens from now on.
pub fn listen() {
    let _ = window_event_listener_untyped("securitypolicyviolation", |event| {
        if let Ok(event) = event.dyn_into::<SecurityPolicyViolationEvent>() {
            REFUSED.with_borrow_mut(|refused| refused.push(event.blocked_uri()));
        }
    });
}

/// Whether a call to `url` was refused.
pub fn refused(url: &str) -> bool {
    let origin_of = |url: &str| web_sys::Url::new(url).map(|url| url.origin()).ok();
    let origin = origin_of(url);
    REFUSED.with_borrow(|refused| refused.iter().any(|uri| uri == url || origin_of(uri) == origin))
}
