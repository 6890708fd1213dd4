//! Downloads, copies and what this browser keeps.

use crate::support::patch::{Patch, global};
use latchkey::browser::{clipboard, download, storage, timer};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, HtmlAnchorElement};

/// Runs while `object[name]` is a function that does this with its first argument.
fn replaced<R: Into<JsValue> + 'static>(
    path: &str,
    name: &str,
    action: impl FnMut(JsValue) -> R + 'static,
) -> (Patch, Closure<dyn FnMut(JsValue) -> JsValue>) {
    let mut action = action;
    let stub = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |value| action(value).into());
    (Patch::new(global(path), name, stub.as_ref()), stub)
}

#[wasm_bindgen_test]
async fn a_download_starts_with_name_type_and_text_and_its_address_ends() {
    let blob = Rc::new(RefCell::new(None::<Blob>));
    let revoked = Rc::new(RefCell::new(Vec::new()));
    let clicked = Rc::new(RefCell::new(Vec::new()));
    let (made, ended, links) = (blob.clone(), revoked.clone(), clicked.clone());
    let _create = replaced("URL", "createObjectURL", move |given| {
        *made.borrow_mut() = Some(given.unchecked_into());
        JsValue::from("blob:test")
    });
    let _revoke = replaced("URL", "revokeObjectURL", move |url| {
        ended.borrow_mut().push(url.as_string());
        JsValue::UNDEFINED
    });
    let click = js_sys::Function::new_with_args("note", "return function () { note(this) }");
    let note = Closure::<dyn FnMut(HtmlAnchorElement)>::new(move |link: HtmlAnchorElement| {
        links.borrow_mut().push((link.href(), link.download()));
    });
    let click = click.call1(&JsValue::NULL, note.as_ref()).unwrap();
    let _click = Patch::new(global("HTMLAnchorElement.prototype"), "click", &click);

    assert!(download::text("ci-key.csv", "text/csv", "id,name,key\r\n"));
    assert_eq!(*clicked.borrow(), [("blob:test".to_owned(), "ci-key.csv".to_owned())]);
    let blob = blob.take().unwrap();
    assert_eq!(blob.type_(), "text/csv");
    let text = JsFuture::from(blob.text()).await.unwrap();
    assert_eq!(text.as_string().as_deref(), Some("id,name,key\r\n"));
    assert!(revoked.borrow().is_empty(), "the browser still needs it");
    timer::sleep(1_100).await;
    assert_eq!(*revoked.borrow(), [Some("blob:test".to_owned())]);
}

#[wasm_bindgen_test]
fn a_download_that_does_not_start_is_no_success() {
    let refuse = js_sys::Function::new_no_args("throw new Error('no')");
    let _create = Patch::new(global("URL"), "createObjectURL", &refuse);
    assert!(!download::text("ci-key.csv", "text/csv", "secret"));
}

#[wasm_bindgen_test]
async fn a_copy_counts_only_when_the_browser_confirms_it() {
    let copied = Rc::new(RefCell::new(Vec::new()));
    let texts = copied.clone();
    {
        let _write = replaced("navigator.clipboard", "writeText", move |text| {
            texts.borrow_mut().push(text.as_string());
            js_sys::Promise::resolve(&JsValue::UNDEFINED)
        });
        assert!(clipboard::copy("essu_x").await);
    }
    assert_eq!(*copied.borrow(), [Some("essu_x".to_owned())]);
    let _write = replaced("navigator.clipboard", "writeText", |_| {
        js_sys::Promise::reject(&js_sys::Error::new("NotAllowedError"))
    });
    assert!(!clipboard::copy("essu_x").await);
}

#[wasm_bindgen_test]
fn what_is_kept_can_be_read_again() {
    assert_eq!(storage::read("latchkey.test"), None);
    assert!(storage::write("latchkey.test", "{\"ключ\":1}"));
    assert_eq!(storage::read("latchkey.test").as_deref(), Some("{\"ключ\":1}"));
    web_sys::window().unwrap().local_storage().unwrap().unwrap().remove_item("latchkey.test").unwrap();
}

#[wasm_bindgen_test]
fn a_browser_that_keeps_nothing_says_so() {
    let refuse = js_sys::Function::new_no_args("throw new DOMException('full', 'QuotaExceededError')");
    let _patch = Patch::new(global("Storage.prototype"), "setItem", &refuse);
    assert!(!storage::write("latchkey.test", "x"));
}
