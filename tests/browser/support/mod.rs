//! What the tests share: mounting, finding, pressing, waiting, and things to show.

pub mod fetch;
pub mod given;
pub mod patch;

use latchkey::browser::timer;
use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// A view in the page, until it is dropped.
pub struct Mounted {
    /// The element it is mounted in.
    pub root: HtmlElement,
    view: Option<Box<dyn Any>>,
}

impl Mounted {
    /// Takes the view away as the app would, and leaves its place.
    pub fn unmount(&mut self) {
        self.view = None;
    }

    /// The first element that fits.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found: Option<Element> = self.root.query_selector(selector).unwrap();
        found.map(Element::unchecked_into)
    }

    /// The only element that fits.
    pub fn the(&self, selector: &str) -> HtmlElement {
        let all = self.root.query_selector_all(selector).unwrap();
        assert_eq!(all.length(), 1, "{selector} in {}", self.root.inner_html());
        all.get(0).unwrap().unchecked_into()
    }

    /// The only input that fits.
    pub fn input(&self, selector: &str) -> HtmlInputElement {
        self.the(selector).unchecked_into()
    }

    /// Everything that can be read in it.
    pub fn text(&self) -> String {
        text(&self.root)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.unmount();
        self.root.remove();
    }
}

/// Mounts a view in an element of its own.
pub fn mount<N: IntoView + 'static>(view: impl FnOnce() -> N + 'static) -> Mounted
where
    N::State: 'static,
{
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let handle = leptos::mount::mount_to(root.clone(), view);
    Mounted { root, view: Some(Box::new(handle)) }
}

/// Waits until effects have run and the browser has acted on them.
pub async fn settle() {
    leptos::task::tick().await;
    timer::sleep(20).await;
}

/// The text of an element, white space as one sees it.
pub fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of an attribute; empty where it is not set.
pub fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Whether an element has the focus.
pub fn is_focused(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Presses a key on an element. Tells whether nobody stopped what the browser does by itself.
pub fn press_key(element: &Element, key: &str) -> bool {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    options.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    element.dispatch_event(&event).unwrap()
}

/// Counts how often a callback ran.
pub fn counter() -> (Callback<()>, impl Fn() -> u32) {
    let count = Arc::new(AtomicU32::new(0));
    let counted = count.clone();
    let callback = Callback::new(move |()| {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    (callback, move || count.load(Ordering::Relaxed))
}
