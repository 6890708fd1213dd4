//! Requests and responses as plain data, so that the core needs no server to be tested.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// One request as it arrived, before anything was checked.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Upper-case method.
    pub method: String,
    /// Path as sent: still percent-encoded, without the query.
    pub path: String,
    /// Query as sent, without the question mark.
    pub query: Option<String>,
    /// Header names and values in the order they came.
    pub headers: Vec<(String, String)>,
    /// Body bytes, empty when there was none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body; `target` is a path with an optional query.
    pub fn new(method: &str, target: &str) -> Self {
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        Self { method: method.to_owned(), path: path.to_owned(), query, ..Self::default() }
    }

    /// The same request with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same request with a JSON body and its content type.
    #[must_use]
    pub fn with_json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with_header("content-type", "application/json")
    }

    /// The first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Decoded query parameters in the order they came.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(self.query.as_deref().unwrap_or("").as_bytes()).into_owned().collect()
    }

    /// The path's segments after `prefix`, each percent-decoded by itself, so that an encoded
    /// slash stays inside its segment. A trailing slash shows as an empty last segment.
    /// `None` when the path lies elsewhere or a segment is not UTF-8.
    pub fn segments_after(&self, prefix: &str) -> Option<Vec<String>> {
        let rest = self.path.strip_prefix(prefix)?.strip_prefix('/')?;
        rest.split('/')
            .map(|segment| percent_decode_str(segment).decode_utf8().ok().map(std::borrow::Cow::into_owned))
            .collect()
    }

    /// Whether the body is declared as JSON; parameters such as `charset` are allowed.
    pub fn is_json(&self) -> bool {
        self.header("content-type").is_some_and(|value| {
            let media_type = value.split(';').next().unwrap_or("").trim();
            media_type.eq_ignore_ascii_case("application/json")
        })
    }
}

/// How an answer reaches the caller; faults change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delivery {
    /// As it is, at once.
    #[default]
    Whole,
    /// As it is, after this long.
    Late(Duration),
    /// Headers, then this many bytes of the body, then the connection ends.
    Truncated(usize),
    /// The connection is closed without an answer.
    Dropped,
}

/// One answer, with how it is to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// Body bytes.
    pub body: Vec<u8>,
    /// What the server does with it.
    pub delivery: Delivery,
}

impl Response {
    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delivery: Delivery::Whole }
    }

    /// An answer with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        let mut response = Self::empty(status).with_header("content-type", "application/json");
        response.body = body.to_string().into_bytes();
        response
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body read as JSON; `null` when it is not JSON.
    pub fn json_body(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoded_slash_stays_inside_its_segment() {
        let request = Request::new("PUT", "/keys/a%2Fb%20c/");
        assert_eq!(request.segments_after("/keys"), Some(vec!["a/b c".to_owned(), String::new()]));
        assert_eq!(request.segments_after("/key"), None);
        assert_eq!(Request::new("GET", "/keys/%ff").segments_after("/keys"), None);
    }

    #[test]
    fn content_type_parameters_do_not_matter_but_the_type_does() {
        let with = |value| Request::new("POST", "/").with_header("Content-Type", value);
        assert!(with("application/json; charset=utf-8").is_json());
        assert!(!with("text/plain").is_json());
        assert!(!Request::new("POST", "/").is_json());
    }
}
