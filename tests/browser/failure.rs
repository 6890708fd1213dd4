//! A failure says what, why and what to do, and offers to try again where that makes sense.

use crate::support::{attribute, counter, mount};
use latchkey::api::error::Error;
use latchkey::components::failure::Failure;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn timeout() -> Error {
    Error::Timeout { origin: "https://api.example.com".to_owned(), seconds: 30 }
}

#[wasm_bindgen_test]
fn it_is_announced_with_its_reason_and_the_next_step() {
    let page = mount(|| view! { <Failure what="The keys could not be read." error=timeout()/> });
    assert_eq!(attribute(&page.the(".note"), "role"), "alert");
    assert_eq!(
        page.text(),
        "The keys could not be read. https://api.example.com did not answer within 30 seconds.Try again in a moment."
    );
    assert!(page.find("button").is_none(), "nothing to press without a way to try again");
}

#[wasm_bindgen_test]
fn it_offers_to_try_again() {
    let (retry, tries) = counter();
    let page = mount(move || view! { <Failure what="It failed." error=timeout() retry=retry/> });
    let button = page.the("button");
    assert_eq!(button.inner_text(), "Try again");
    assert_eq!(attribute(&button, "type"), "button", "it must not submit a form around it");
    button.click();
    assert_eq!(tries(), 1);
}
