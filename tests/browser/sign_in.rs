//! The form to sign in: made for password managers, and it sends nothing that is empty.

use crate::support::fetch::{Answer, Fetch, ok};
use crate::support::given::{self, ORGANIZATIONS};
use crate::support::{Mounted, attribute, counter, is_focused, mount, settle, text};
use latchkey::components::sign_in::SignInForm;
use latchkey::config::Kind;
use latchkey::state::State;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The form of a connection called `acme`.
fn form(kind: Kind, state: State, done: Callback<()>) -> Mounted {
    let connection = given::connection("acme", kind);
    mount(move || {
        provide_context(state);
        view! { <SignInForm connection=connection done=done/> }
    })
}

fn elastic(state: State, done: Callback<()>) -> Mounted {
    form(Kind::ElasticCloud, state, done)
}

#[wasm_bindgen_test]
fn a_password_manager_knows_its_fields() {
    let (_owner, state) = given::state();
    for kind in Kind::ALL {
        let page = form(kind, state, counter().0);
        assert_eq!(attribute(&page.the("form"), "aria-label"), "Sign in to Acme");
        let (name, secret) = (page.the("#acme-name"), page.the("#acme-secret"));
        assert_eq!(attribute(&name, "autocomplete"), "username");
        assert_eq!(attribute(&secret, "autocomplete"), "current-password");
        assert_eq!(attribute(&secret, "type"), "password");
        for (field, id) in [(name, "acme-name"), (secret, "acme-secret")] {
            assert!(!attribute(&field, "name").is_empty());
            assert!(!text(&page.the(&format!("label[for={id}]"))).is_empty());
        }
        assert!(page.text().contains("Sent to https://api.example.com only."), "{}", page.text());
    }
}

#[wasm_bindgen_test]
async fn an_empty_secret_is_refused_beside_its_field_and_nothing_is_sent() {
    let (_owner, state) = given::state();
    let fetch = Fetch::new(|_| ok(ORGANIZATIONS));
    let (done, successes) = counter();
    let page = elastic(state, done);
    let secret = page.input("#acme-secret");
    assert_eq!(attribute(&secret, "aria-invalid"), "");
    secret.set_value("  ");
    page.the("button[type=submit]").click();
    settle().await;
    assert_eq!(attribute(&secret, "aria-invalid"), "true");
    let message = page.the(&format!("#{}", attribute(&secret, "aria-describedby")));
    assert_eq!(text(&message), "Enter the API key.");
    assert!(is_focused(&secret));
    assert_eq!((fetch.count(), successes()), (0, 0));
}

#[wasm_bindgen_test]
async fn a_good_key_signs_in_and_leaves_the_field() {
    let (_owner, state) = given::state();
    let fetch = Fetch::new(|_| Answer::Late(60, 200, ORGANIZATIONS.to_owned()));
    let (done, successes) = counter();
    let page = elastic(state, done);
    page.input("#acme-name").set_value(" laptop ");
    page.input("#acme-secret").set_value(" essu_owner ");
    let button = page.the("button[type=submit]");
    button.click();
    settle().await;
    assert_eq!(attribute(&button, "aria-disabled"), "true");
    button.click();
    latchkey::browser::timer::sleep(100).await;
    assert_eq!((fetch.count(), successes()), (2, 1), "a second press does nothing; what one may do is asked");
    assert_eq!(fetch.header(0, "authorization").as_deref(), Some("ApiKey essu_owner"));
    assert_eq!(page.input("#acme-secret").value(), "");
    assert_eq!(state.sessions.current("acme").unwrap().identity, "laptop");
}

#[wasm_bindgen_test]
async fn a_refused_key_is_told_and_stays_to_be_mended() {
    let (_owner, state) = given::state();
    let _fetch = Fetch::new(|_| Answer::Told(401, String::new()));
    let (done, successes) = counter();
    let page = elastic(state, done);
    page.input("#acme-secret").set_value("essu_wrong");
    page.the("button[type=submit]").click();
    settle().await;
    assert_eq!(
        text(&page.the("[role=alert]")),
        "You aren't signed in. The service doesn't accept this sign-in.Sign in again."
    );
    assert_eq!(page.input("#acme-secret").value(), "essu_wrong");
    assert_eq!(successes(), 0);
    assert!(state.sessions.current("acme").is_none());
}

#[wasm_bindgen_test]
async fn the_ways_to_sign_in_change_the_labels() {
    let (_owner, state) = given::state();
    let page = form(Kind::ZenMl, state, counter().0);
    let label = || text(&page.the("label[for=acme-secret]"));
    let radios = page.root.query_selector_all("input[type=radio]").unwrap();
    assert_eq!(radios.length(), 2);
    let before = label();
    page.the("input[type=radio]:not(:checked)").click();
    settle().await;
    let mut seen = [before, label()];
    seen.sort();
    assert_eq!(seen, ["API key", "Password"]);
}
