//! A status is text and icon, not color alone.

use crate::support::{attribute, mount};
use latchkey::components::badge::StatusBadge;
use latchkey::domain::status::Status;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn each_status_has_its_words_and_its_icon() {
    for (status, words, icon, look) in [
        (Status::Expired, "Expired", "#i-off", "badge bad"),
        (Status::ExpiresSoon, "Expires soon", "#i-clock", "badge warn"),
        (Status::NeverExpires, "Never expires", "#i-endless", "badge warn"),
        (Status::Active, "Active", "#i-ok", "badge good"),
        (Status::Disabled, "Disabled", "#i-off", "badge"),
    ] {
        let page = mount(move || view! { <StatusBadge status=status/> });
        assert_eq!(page.text(), words);
        assert_eq!(attribute(&page.the("span"), "class"), look);
        assert_eq!(attribute(&page.the("svg > use"), "href"), icon, "{words}");
        assert_eq!(attribute(&page.the("svg"), "aria-hidden"), "true");
    }
}
