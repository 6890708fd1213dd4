//! The address bar and the history of the tab.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, window};

/// The path and the query part, with its `?`, that the address bar shows.
pub fn current() -> (String, String) {
    let location = window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location.as_ref().and_then(|location| read(location).ok()).unwrap_or_default()
    };
    (part(web_sys::Location::pathname), part(web_sys::Location::search))
}

/// Shows another address: in place of this one, or as a step that can be taken back.
pub fn show(address: &str, replace: bool) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    let address = Some(address);
    let _ = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", address)
    } else {
        history.push_state_with_url(&JsValue::NULL, "", address)
    };
}

/// Scrolls to the top, as a browser does for a new page.
pub fn scroll_up() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The address within the app that a click leads to; none where the browser is to follow the link
/// itself: to elsewhere, into another tab, to a part of this page, or as a download.
pub fn followed(event: &MouseEvent) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let elsewhere = link.origin() != window()?.location().origin().ok()?;
    let left_alone = !link.target().is_empty() || link.has_attribute("download") || !link.hash().is_empty();
    if elsewhere || left_alone {
        return None;
    }
    Some(format!("{}{}", link.pathname(), link.search()))
}
