//! The page's own elements: focus, selection, patterns, title.

use js_sys::{Array, Function, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlInputElement, KeyboardEvent};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Whether a CSS selector finds anything.
pub fn has(selector: &str) -> bool {
    document().is_some_and(|document| document.query_selector(selector).is_ok_and(|found| found.is_some()))
}

/// Focuses the element of that id, once the page has settled.
pub fn focus(id: impl Into<String>) {
    let id: String = id.into();
    super::timer::after(0, move || {
        let element = document().and_then(|document| document.get_element_by_id(&id));
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Focuses the first element that a CSS selector finds, once the page has settled. `otherwise` is the
/// id of the one to focus where it finds none.
pub fn focus_first(selector: &'static str, otherwise: &'static str) {
    super::timer::after(0, move || {
        let found = document().and_then(|document| document.query_selector(selector).ok()?);
        match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            Some(element) => {
                let _ = element.focus();
            }
            None => focus(otherwise),
        }
    });
}

/// Selects all text of the element of that id, so that the owner can copy it by hand.
pub fn select_text(id: &'static str) {
    super::timer::after(0, move || {
        let element = document().and_then(|document| document.get_element_by_id(id));
        let selection = web_sys::window().and_then(|window| window.get_selection().ok()?);
        if let (Some(element), Some(selection)) = (element, selection) {
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.focus();
            }
            let _ = selection.select_all_children(&element);
        }
    });
}

/// Closes the popover of that id.
pub fn close_menu(id: &str) {
    let menu = document().and_then(|document| document.get_element_by_id(id));
    if let Some(menu) = menu.and_then(|menu| menu.dyn_into::<HtmlElement>().ok()) {
        let _ = menu.hide_popover();
    }
}

/// Whether the text of the input of that id fits its pattern, if it has one that works.
pub fn fits_pattern(id: &str) -> bool {
    let input = document().and_then(|document| document.get_element_by_id(id));
    let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let pattern = input.as_ref().and_then(|input| input.get_attribute("pattern"));
    let (Some(input), Some(pattern)) = (input, pattern) else { return true };
    is_match(&pattern, &input.value()).unwrap_or(true)
}

/// Not the input's own check: that takes `[a-z-]` for broken, and lets everything pass then.
fn is_match(pattern: &str, text: &str) -> Result<bool, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"RegExp".into())?.dyn_into()?;
    let arguments = Array::of2(&format!("^(?:{pattern})$").into(), &"u".into());
    Ok(Reflect::construct(&class, &arguments)?.unchecked_into::<RegExp>().test(text))
}

/// Whether a key press is Enter, which then does not submit the form around its input.
pub fn takes_enter(event: &KeyboardEvent) -> bool {
    let enter = event.key() == "Enter";
    if enter {
        event.prevent_default();
    }
    enter
}

/// Empties every input for a password, and forgets the addresses that were called.
pub fn forget_secrets() {
    // Some services are told keys by their addresses.
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        performance.clear_resource_timings();
    }
    let found = document().and_then(|document| document.query_selector_all("[type=password]").ok());
    let Some(found) = found else { return };
    for at in 0..found.length() {
        if let Some(input) = found.get(at).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value("");
        }
    }
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{title} · Latchkey"));
    }
}
