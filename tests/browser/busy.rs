//! A button that is busy takes no press and keeps the focus.

use crate::support::{attribute, counter, is_focused, mount, settle};
use latchkey::components::busy::BusyButton;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn while_busy_it_takes_no_press_and_keeps_the_focus() {
    let busy = RwSignal::new(false);
    let (press, presses) = counter();
    let page = mount(move || view! { <BusyButton busy=busy press=press>"Revoke"</BusyButton> });
    let button = page.the("button");
    button.focus().unwrap();
    button.click();
    assert_eq!(presses(), 1);
    assert_eq!(attribute(&button, "aria-disabled"), "");

    busy.set(true);
    settle().await;
    button.click();
    assert_eq!(presses(), 1, "a press while busy");
    assert_eq!(attribute(&button, "aria-disabled"), "true");
    assert!(!button.has_attribute("disabled"), "a disabled button loses the focus");
    assert!(is_focused(&button));
    assert!(page.find(".spinner").is_some());

    busy.set(false);
    settle().await;
    button.click();
    assert_eq!(presses(), 2);
    assert!(page.find(".spinner").is_none());
}

#[wasm_bindgen_test]
async fn off_for_another_reason_it_takes_no_press_and_shows_no_work() {
    let (press, presses) = counter();
    let page = mount(move || view! { <BusyButton busy=false off=true press=press>"Accept"</BusyButton> });
    page.the("button").click();
    assert_eq!(presses(), 0);
    assert_eq!(attribute(&page.the("button"), "aria-disabled"), "true");
    assert!(page.find(".spinner").is_none());
}

#[wasm_bindgen_test]
async fn a_busy_submit_button_does_not_submit() {
    let busy = RwSignal::new(true);
    let submits = Rc::new(Cell::new(0));
    let counted = submits.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        counted.set(counted.get() + 1);
    };
    let page = mount(move || view! { <form on:submit=submit><BusyButton busy=busy>"Go"</BusyButton></form> });
    page.the("button").click();
    assert_eq!(submits.get(), 0);
    busy.set(false);
    settle().await;
    page.the("button").click();
    assert_eq!(submits.get(), 1);
}
