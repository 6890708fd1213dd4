//! The thin HTTP server: loopback only, the app and the APIs on one port, the APIs alone on another.

mod app;
mod delivery;
mod origins;
mod resend;

use std::fmt;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};

pub use app::App;
use delivery::Body;

use crate::http::{Delivery, Request, Response};
use crate::sandbox::Sandbox;

const LARGEST_BODY: usize = 1 << 20;
/// A connection that was open so long before its first call was not opened for it. Browsers open some
/// in advance, and treat them like reused ones.
const LONG_OPEN: Duration = Duration::from_millis(100);

/// What every connection shares.
struct Shared {
    sandbox: Mutex<Sandbox>,
    resends: Mutex<resend::Resends>,
    app: Option<App>,
}

/// Ends a connection without an answer.
#[derive(Debug)]
struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is closed without an answer, as ordered")
    }
}

impl std::error::Error for Closed {}

/// Listens on this loopback port, 0 for any free one; `option` is what chose it.
///
/// # Errors
/// A sentence with the remedy, when the port is taken.
pub async fn bind(port: u16, option: &str) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        format!("Can't listen on 127.0.0.1:{port}: {error}. Stop what uses that port, or choose another with {option}.")
    })
}

/// Serves until the process ends: app and APIs on `main`, only the APIs on `apis`.
pub async fn serve(sandbox: Sandbox, app: Option<App>, main: TcpListener, apis: Option<TcpListener>) {
    let shared = Arc::new(Shared { sandbox: Mutex::new(sandbox), resends: Mutex::default(), app });
    if let Some(apis) = apis {
        tokio::spawn(accept(apis, Arc::clone(&shared), false));
    }
    accept(main, shared, true).await;
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, serves_app: bool) {
    loop {
        // A connection that failed before it was accepted is the client's loss alone.
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&shared), serves_app));
        }
    }
}

async fn converse(stream: TcpStream, shared: Arc<Shared>, serves_app: bool) {
    // Small answers must not wait for acknowledgements of earlier ones.
    let _ = stream.set_nodelay(true);
    let (opened, was_used) = (Instant::now(), Arc::new(AtomicBool::new(false)));
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        let is_reused = was_used.swap(true, Ordering::Relaxed) || opened.elapsed() > LONG_OPEN;
        async move { shared.answer(request, serves_app, is_reused).await }
    });
    // Clients that leave and ordered faults end here as errors; neither is the sandbox's.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

impl Shared {
    async fn answer(
        &self,
        request: hyper::Request<Incoming>,
        serves_app: bool,
        is_reused: bool,
    ) -> Result<hyper::Response<Body>, Closed> {
        if serves_app
            && !Sandbox::owns(request.uri().path())
            && let Some(app) = &self.app
        {
            return Ok(app.answer(&request).await);
        }
        let response = match read(request).await {
            Ok(request) => self.call(&request, is_reused)?,
            Err(refusal) => refusal,
        };
        if let Delivery::Late(wait) = response.delivery {
            tokio::time::sleep(wait).await;
        }
        Ok(delivery::to_http(response))
    }

    fn call(&self, request: &Request, is_reused: bool) -> Result<Response, Closed> {
        if lock(&self.resends).is_repetition(request, is_reused) {
            return Err(Closed);
        }
        let response = lock(&self.sandbox).handle(request);
        if response.delivery == Delivery::Dropped {
            if is_reused {
                lock(&self.resends).expect(request);
            }
            return Err(Closed);
        }
        Ok(response)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn read(request: hyper::Request<Incoming>) -> Result<Request, Response> {
    let (head, body) = request.into_parts();
    let body = Limited::new(body, LARGEST_BODY)
        .collect()
        .await
        .map_err(|_| Response::json(413, &json!({"error": "The body is broken off or larger than 1 MiB"})))?;
    let headers = head
        .headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect();
    Ok(Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().map(str::to_owned),
        headers,
        body: body.to_bytes().to_vec(),
    })
}
