//! What fetch is asked for, and what becomes of its answers and failures.

use crate::support::fetch::{Answer, Fetch, ok};
use crate::support::patch::{Patch, global};
use js_sys::{Object, Reflect};
use latchkey::api::error::Error;
use latchkey::api::request::{Body, HeaderValue, Method, Request, Response};
use latchkey::api::silence::Silence;
use latchkey::api::transport::exchange;
use latchkey::domain::secret::Secret;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

const URL: &str = "https://api.example.com/api/v1/keys?next_page=a%3Db";

fn with_credential(secret: &str) -> Request {
    let mut request = Request::new(Method::Get, URL);
    let value = HeaderValue::Credential {
        before: "ApiKey ".to_owned(),
        secret: Secret::new(secret),
        after: String::new(),
    };
    request.headers.push(("Authorization".to_owned(), value));
    request
}

/// What is told of a call to a host, where `answer` says what becomes of each request.
async fn told_of(host: &str, answer: impl FnMut(&web_sys::Request) -> Answer + 'static) -> (Silence, Fetch) {
    let fetch = Fetch::by_request(answer);
    let mut request = with_credential("essu_x");
    request.url = format!("https://{host}/api/v1/keys/essu_in_a_path");
    match exchange(&request).await.unwrap_err() {
        Error::NoAnswer { origin, silence } if origin == format!("https://{host}") => (silence, fetch),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_request_takes_nothing_along_but_what_it_says() {
    let fetch = Fetch::new(|_| ok("[]"));
    exchange(&with_credential("essu_x")).await.unwrap();
    assert_eq!(fetch.count(), 1);
    let sent = fetch.request(0);
    assert_eq!((sent.method(), sent.url()), ("GET".to_owned(), URL.to_owned()));
    assert_eq!(sent.credentials(), RequestCredentials::Omit);
    assert_eq!(sent.referrer_policy(), ReferrerPolicy::NoReferrer);
    assert_eq!(sent.cache(), RequestCache::NoStore);
    assert_eq!(sent.redirect(), RequestRedirect::Manual);
    assert_eq!(sent.mode(), RequestMode::Cors);
    let headers = js_sys::try_iter(&sent.headers()).unwrap().unwrap();
    let headers: Vec<String> =
        headers.map(|pair| String::from(js_sys::Array::from(&pair.unwrap()).join(": "))).collect();
    assert_eq!(headers, ["authorization: ApiKey essu_x"]);
    assert_eq!(fetch.body(0).await, "");
}

#[wasm_bindgen_test]
async fn a_body_goes_as_it_is_with_its_media_type() {
    let fetch = Fetch::new(|_| ok("{}"));
    let body = json!({ "description": "ключ \"1\"", "role_assignments": {} });
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        exchange(&Request::new(method, URL).with_json(&body).with_header("If-Match", "\"7\"")).await.unwrap();
        let last = fetch.count() - 1;
        assert_eq!(fetch.request(last).method(), method.name());
        assert_eq!(fetch.header(last, "content-type").as_deref(), Some("application/json"));
        assert_eq!(fetch.header(last, "if-match").as_deref(), Some("\"7\""));
        assert_eq!(fetch.body(last).await, body.to_string());
    }
    let mut form = Request::new(Method::Post, URL);
    form.body = Body::Form(Secret::new("username=ada&password=a%2Bb"));
    exchange(&form).await.unwrap();
    assert_eq!(fetch.header(4, "content-type").as_deref(), Some("application/x-www-form-urlencoded"));
    assert_eq!(fetch.body(4).await, "username=ada&password=a%2Bb");
}

#[wasm_bindgen_test]
async fn an_answer_is_its_status_headers_and_text_whatever_they_say() {
    let _fetch = Fetch::new(|_| Answer::Told(503, "<html>é</html>".to_owned()));
    let Response { status, headers, body } = exchange(&Request::new(Method::Get, URL)).await.unwrap();
    assert_eq!((status, body.as_str()), (503, "<html>é</html>"));
    assert!(headers.contains(&("x-request-id".to_owned(), "r-1".to_owned())), "{headers:?}");
}

#[wasm_bindgen_test]
async fn a_call_without_an_answer_is_sent_once_and_names_its_origin() {
    exchange_once("lost.example.com").await;
    let (silence, fetch) = told_of("lost.example.com", |_| Answer::Lost).await;
    assert_eq!(silence, Silence::Lost);
    assert_eq!(fetch.count(), 1, "a write must not be sent again by itself");
    let error = Error::NoAnswer { origin: String::new(), silence };
    assert!(error.leaves_outcome_unknown());
}

async fn exchange_once(host: &str) {
    let _fetch = Fetch::new(|_| ok("[]"));
    exchange(&Request::new(Method::Get, format!("https://{host}/"))).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_service_that_answers_and_may_not_be_read_is_told_from_one_that_is_not_there() {
    let (silence, fetch) = told_of("closed.example.com", |request| match request.mode() {
        RequestMode::NoCors => ok(""),
        _ => Answer::Lost,
    })
    .await;
    assert_eq!(silence, Silence::Unreadable);
    assert_eq!(fetch.count(), 2);
    let glance = fetch.request(1);
    assert_eq!(
        (glance.method(), glance.url()),
        ("HEAD".to_owned(), "https://closed.example.com/".to_owned())
    );
    assert_eq!(glance.credentials(), RequestCredentials::Omit);
    assert_eq!(glance.referrer_policy(), ReferrerPolicy::NoReferrer);
    assert!(fetch.header(1, "authorization").is_none(), "a glance tells nothing");

    let (silence, _) = told_of("nowhere.example.com", |_| Answer::Lost).await;
    assert_eq!(silence, Silence::Unreachable);
}

#[wasm_bindgen_test]
async fn a_device_without_network_is_told_apart() {
    let navigator = web_sys::window().unwrap().navigator();
    let offline: Object =
        js_sys::JSON::parse(r#"{"value": false, "configurable": true}"#).unwrap().unchecked_into();
    assert!(
        Reflect::define_property(navigator.unchecked_ref::<Object>(), &"onLine".into(), &offline).unwrap()
    );
    let _fetch = Fetch::new(|_| Answer::Lost);
    let error = exchange(&Request::new(Method::Get, URL)).await.unwrap_err();
    Reflect::delete_property(navigator.unchecked_ref::<Object>(), &"onLine".into()).unwrap();
    assert!(matches!(error, Error::NoAnswer { silence: Silence::Offline, .. }), "{error:?}");
}

#[wasm_bindgen_test]
async fn a_service_that_says_nothing_is_given_up_after_half_a_minute() {
    let wanted = std::rc::Rc::new(std::cell::Cell::new(0));
    let told = wanted.clone();
    let at_once = Closure::<dyn FnMut(u32) -> AbortSignal>::new(move |millis| {
        told.set(millis);
        abort_soon()
    });
    let _patch = Patch::new(global("AbortSignal"), "timeout", at_once.as_ref());
    let fetch = Fetch::new(|_| Answer::Silence);
    let error = exchange(&with_credential("essu_x")).await.unwrap_err();
    assert_eq!(wanted.get(), 30_000);
    assert_eq!(fetch.count(), 1);
    assert_eq!(error, Error::Timeout { origin: "https://api.example.com".to_owned(), seconds: 30 });
    assert!(error.leaves_outcome_unknown());
}

/// What a timeout of 30 seconds comes to, without the waiting.
fn abort_soon() -> AbortSignal {
    let controller = web_sys::AbortController::new().unwrap();
    let signal = controller.signal();
    latchkey::browser::timer::after(10, move || {
        controller.abort_with_reason(&js_sys::Error::new("TimeoutError"));
    });
    signal
}

#[wasm_bindgen_test]
async fn a_key_that_no_header_can_hold_is_refused_with_a_sentence() {
    let fetch = Fetch::new(|_| ok("[]"));
    for secret in ["essu_a\nb", "essu_a\r\nX-Other: b", "essu_••••9f2c", "essu_a\0b"] {
        let error = exchange(&with_credential(secret)).await.unwrap_err();
        assert_eq!(error, Error::Unsendable, "{secret:?}");
        assert!(!error.leaves_outcome_unknown());
        assert!(!format!("{error} {} {error:?}", error.next_step()).contains("essu_"));
    }
    assert_eq!(fetch.count(), 0, "nothing is sent");
}

#[wasm_bindgen_test]
async fn an_address_that_cannot_be_called_is_refused_with_a_sentence() {
    let fetch = Fetch::new(|_| ok("[]"));
    for url in ["https://user:word@api.example.com/", "https://[broken/"] {
        let error = exchange(&Request::new(Method::Get, url)).await.unwrap_err();
        assert!(matches!(error, Error::Unsupported { .. }), "{url}: {error:?}");
    }
    assert_eq!(fetch.count(), 0);
}
