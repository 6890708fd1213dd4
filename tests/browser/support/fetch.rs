//! A stand-in for fetch that remembers what it was asked for and answers as told.

use super::patch::Patch;
use js_sys::{Function, Promise, TypeError};
use latchkey::browser::timer;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Headers, Request, Response, ResponseInit};

/// What comes of a request.
#[derive(Clone)]
pub enum Answer {
    /// A status and a body.
    Told(u16, String),
    /// The same, so many milliseconds later.
    Late(u64, u16, String),
    /// No answer: what a browser makes of a refused, dropped or unreachable call.
    Lost,
    /// Nothing until the request is aborted.
    Silence,
}

/// The stand-in, until it is dropped.
pub struct Fetch {
    requests: Rc<RefCell<Vec<Request>>>,
    _patch: Patch,
    _stub: Closure<dyn FnMut(Request) -> Promise>,
}

/// An answer with status 200.
pub fn ok(body: impl Into<String>) -> Answer {
    Answer::Told(200, body.into())
}

impl Fetch {
    /// Answers each request by its address.
    pub fn new(mut answer: impl FnMut(&str) -> Answer + 'static) -> Self {
        Self::by_request(move |request| answer(&request.url()))
    }

    /// Answers each request by all that it is.
    pub fn by_request(mut answer: impl FnMut(&Request) -> Answer + 'static) -> Self {
        let requests = Rc::new(RefCell::new(Vec::new()));
        let seen = requests.clone();
        let stub = Closure::<dyn FnMut(Request) -> Promise>::new(move |request: Request| {
            let told = answer(&request);
            let signal = request.signal();
            seen.borrow_mut().push(request);
            match told {
                Answer::Told(status, body) => Promise::resolve(&response(status, &body)),
                Answer::Late(millis, status, body) => future_to_promise(async move {
                    timer::sleep(millis).await;
                    Ok(response(status, &body))
                }),
                Answer::Lost => Promise::reject(&TypeError::new("Failed to fetch")),
                Answer::Silence => Promise::new(&mut |_, reject| {
                    let reason = signal.clone();
                    let abort = Closure::once_into_js(move || reject.call1(&JsValue::NULL, &reason.reason()));
                    signal.add_event_listener_with_callback("abort", abort.unchecked_ref()).unwrap();
                }),
            }
        });
        let patch = Patch::new(js_sys::global(), "fetch", stub.as_ref().unchecked_ref::<Function>());
        Self { requests, _patch: patch, _stub: stub }
    }

    /// How many requests came.
    pub fn count(&self) -> usize {
        self.requests.borrow().len()
    }

    /// The request of that number, from 0.
    pub fn request(&self, index: usize) -> Request {
        self.requests.borrow()[index].clone().unwrap()
    }

    /// The value of a header of that request.
    pub fn header(&self, index: usize, name: &str) -> Option<String> {
        self.request(index).headers().get(name).unwrap()
    }

    /// The body of that request.
    pub async fn body(&self, index: usize) -> String {
        let text = JsFuture::from(self.request(index).text().unwrap()).await.unwrap();
        text.as_string().unwrap()
    }
}

fn response(status: u16, body: &str) -> JsValue {
    let headers = Headers::new().unwrap();
    headers.set("Content-Type", "application/json").unwrap();
    headers.set("X-Request-Id", "r-1").unwrap();
    let options = ResponseInit::new();
    options.set_status(status);
    options.set_headers(&headers);
    Response::new_with_opt_str_and_init(Some(body), &options).unwrap().into()
}
