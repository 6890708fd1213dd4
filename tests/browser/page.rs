//! Patterns, focus and titles of the page.

use crate::support::{is_focused, mount, settle};
use latchkey::browser::page;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn fits(pattern: &'static str, name: &str) -> bool {
    let view = mount(move || view! { <input id="name" pattern=pattern/> });
    view.input("#name").set_value(name);
    page::fits_pattern("name")
}

#[wasm_bindgen_test]
fn a_name_fits_its_pattern_as_a_whole() {
    assert!(fits("[a-z]+-[0-9]+", "ci-7"));
    assert!(!fits("[a-z]+-[0-9]+", "ci-7 "));
    assert!(!fits("[a-z]+-[0-9]+", "my ci-7"));
    assert!(!fits("a|b", "ab"));
    assert!(fits("[a-z-]+", "a-b") && !fits("[a-z-]+", "A"), "patterns as people write them");
}

#[wasm_bindgen_test]
fn what_has_no_pattern_that_works_fits() {
    let view = mount(|| view! { <input id="name"/> });
    view.input("#name").set_value("anything");
    assert!(page::fits_pattern("name"));
    assert!(fits("[broken", "anything"), "a pattern that is no pattern refuses nothing");
    assert!(page::fits_pattern("not-there"));
}

#[wasm_bindgen_test]
async fn focus_and_selection_go_where_they_are_sent() {
    let view = mount(
        || view! { <pre id="value" tabindex="0">"essu_abc"</pre><h2 id="title" tabindex="-1">"T"</h2> },
    );
    page::focus("title");
    settle().await;
    assert!(is_focused(&view.the("#title")));
    page::select_text("value");
    settle().await;
    assert!(is_focused(&view.the("#value")));
    let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
    assert_eq!(String::from(selection.to_string()), "essu_abc");
}

#[wasm_bindgen_test]
fn a_title_names_page_and_app() {
    page::set_title("Keys");
    assert_eq!(document().title(), "Keys · Latchkey");
}
