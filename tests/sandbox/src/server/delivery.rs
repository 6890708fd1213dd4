//! Turns the core's answers into HTTP, a truncated one into a body that breaks off.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use tokio::time::Sleep;

use crate::http::{Delivery, Response};

/// The body of every answer.
pub type Body = UnsyncBoxBody<Bytes, io::Error>;

/// A whole body.
pub fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}

/// The answer as HTTP.
pub fn to_http(response: Response) -> hyper::Response<Body> {
    let length = response.body.len();
    let body = match response.delivery {
        Delivery::Truncated(cut) => BrokenOff::new(response.body, cut).boxed_unsync(),
        _ => whole(response.body),
    };
    let mut http = hyper::Response::new(body);
    *http.status_mut() = hyper::StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in &response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            http.headers_mut().append(name, value);
        }
    }
    if matches!(response.delivery, Delivery::Truncated(_)) {
        http.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    http
}

/// Gives the first bytes, waits until they are on their way, then fails.
struct BrokenOff {
    start: Option<Bytes>,
    wait: Pin<Box<Sleep>>,
}

impl BrokenOff {
    fn new(mut bytes: Vec<u8>, cut: usize) -> Self {
        bytes.truncate(cut);
        Self { start: Some(bytes.into()), wait: Box::pin(tokio::time::sleep(Duration::from_millis(50))) }
    }
}

impl http_body::Body for BrokenOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.start.take() {
            Some(start) if !start.is_empty() => Poll::Ready(Some(Ok(Frame::data(start)))),
            _ => self.wait.as_mut().poll(context).map(|()| Some(Err(io::ErrorKind::UnexpectedEof.into()))),
        }
    }
}
