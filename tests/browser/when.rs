//! An instant as seen from now, with the exact one at hand.

use crate::support::{attribute, mount, text};
use latchkey::browser::clock;
use latchkey::components::when::When;
use latchkey::domain::time::{DAY, HOUR, Timestamp};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn it_tells_the_distance_and_has_the_exact_instant_at_hand() {
    let time = clock::now().plus(3 * DAY + HOUR);
    let page = mount(move || view! { <When time=time/> });
    let element = page.the("time");
    assert_eq!(attribute(&element, "datetime"), time.rfc3339());
    assert_eq!(attribute(&element, "title"), clock::local_and_utc(time));
    assert_eq!(page.the("small").inner_text(), clock::local(time));
    assert_eq!(page.text(), format!("in 3 days{}", clock::local(time)));
}

#[wasm_bindgen_test]
fn the_exact_instant_is_written_in_utc() {
    let page = mount(|| view! { <When time=Timestamp::from_millis(1_795_315_179_984) short=true/> });
    assert_eq!(attribute(&page.the("time"), "datetime"), "2026-11-22T02:39:39Z");
    assert!(page.find("small").is_none());
}

#[wasm_bindgen_test]
fn what_is_past_is_never_in_the_future() {
    let ahead = clock::now().plus(90_000);
    let shown = move |past| {
        let page = mount(move || view! { <When time=ahead past=past short=true/> });
        text(&page.the("time"))
    };
    assert_eq!(shown(true), "just now", "a service whose clock is ahead");
    assert_eq!(shown(false), "in 1 minute");
    let yesterday = clock::now().plus(-DAY - HOUR);
    let page = mount(move || view! { <When time=yesterday past=true short=true/> });
    assert_eq!(page.text(), "1 day ago");
}
