//! A dialog is open while it is there, is left by its own buttons only, and gives the focus back.

use crate::support::{attribute, counter, is_focused, mount, press_key, settle};
use latchkey::components::modal::Modal;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlDialogElement};

fn dialog_of(page: &crate::support::Mounted) -> HtmlDialogElement {
    page.the("dialog").unchecked_into()
}

#[wasm_bindgen_test]
async fn it_opens_above_the_page_and_is_named_by_its_heading() {
    let (cancel, _) = counter();
    let page = mount(move || view! { <Modal id="m-name" title="Revoke ci" cancel=cancel>"Body"</Modal> });
    settle().await;
    let dialog = dialog_of(&page);
    assert!(dialog.open() && dialog.matches(":modal").unwrap());
    assert_eq!(attribute(&dialog, "aria-labelledby"), "m-name");
    assert_eq!(page.the("#m-name").inner_text(), "Revoke ci");
    assert!(!dialog.has_attribute("role"));
}

#[wasm_bindgen_test]
async fn a_grave_one_interrupts() {
    let (cancel, _) = counter();
    let page = mount(move || view! { <Modal id="m-alert" title="T" cancel=cancel alert=true>"Body"</Modal> });
    assert_eq!(attribute(&dialog_of(&page), "role"), "alertdialog");
}

#[wasm_bindgen_test]
async fn escape_asks_and_does_not_close() {
    let (cancel, asked) = counter();
    let page = mount(move || view! { <Modal id="m-esc" title="T" cancel=cancel><input/></Modal> });
    settle().await;
    let dialog = dialog_of(&page);
    assert!(press_key(&page.the("input"), "a"), "other keys go their way");
    assert_eq!(asked(), 0);
    assert!(!press_key(&page.the("input"), "Escape"), "the browser's own way is stopped");
    assert_eq!(asked(), 1);
    settle().await;
    assert!(dialog.open());
}

#[wasm_bindgen_test]
async fn a_close_request_of_the_browser_is_refused() {
    let (cancel, _) = counter();
    let page = mount(move || view! { <Modal id="m-cancel" title="T" cancel=cancel>"Body"</Modal> });
    settle().await;
    let options = EventInit::new();
    options.set_cancelable(true);
    let event = Event::new_with_event_init_dict("cancel", &options).unwrap();
    assert!(!dialog_of(&page).dispatch_event(&event).unwrap());
}

#[wasm_bindgen_test]
async fn closed_in_spite_of_that_it_opens_again() {
    let (cancel, _) = counter();
    let page = mount(move || view! { <Modal id="m-again" title="T" cancel=cancel>"Body"</Modal> });
    settle().await;
    let dialog = dialog_of(&page);
    dialog.close();
    assert!(!dialog.open());
    settle().await;
    assert!(dialog.open() && dialog.matches(":modal").unwrap());
}

#[wasm_bindgen_test]
async fn when_it_goes_the_focus_returns() {
    let shown = RwSignal::new(false);
    let (cancel, _) = counter();
    let dialog =
        move || view! { <Modal id="m-focus" title="T" cancel=cancel><button>"Cancel"</button></Modal> };
    let page = mount(move || {
        view! { <button id="opener">"Revoke"</button>{move || shown.get().then(dialog)} }
    });
    let opener = page.the("#opener");
    opener.focus().unwrap();
    shown.set(true);
    settle().await;
    assert!(!is_focused(&opener), "the dialog takes the focus");
    shown.set(false);
    settle().await;
    assert!(page.find("dialog").is_none());
    assert!(is_focused(&opener));
}
