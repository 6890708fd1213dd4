//! A request and an answer as plain data.

use crate::domain::secret::Secret;
use std::fmt;

/// An HTTP method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes.
    Post,
    /// Changes.
    Put,
    /// Changes a part.
    Patch,
    /// Ends.
    Delete,
}

impl Method {
    /// As it stands in a request line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// The value of a header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HeaderValue {
    /// One that may be shown.
    Plain(String),
    /// A credential inside a fixed text, such as `ApiKey ` before it.
    Credential {
        /// What stands before it.
        before: String,
        /// The credential.
        secret: Secret,
        /// What stands after it.
        after: String,
    },
}

/// What a request carries.
#[derive(Clone, PartialEq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A JSON text.
    Json(String),
    /// A JSON text that holds a credential.
    SecretJson(Secret),
    /// A form that holds a credential.
    Form(Secret),
}

/// A request, ready to be sent.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Its absolute URL.
    pub url: String,
    /// Its headers, the content type aside.
    pub headers: Vec<(String, HeaderValue)>,
    /// What it carries.
    pub body: Body,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Response {
    /// Its status.
    pub status: u16,
    /// The headers that a page may read, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body as text.
    pub body: String,
}

impl Request {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Self { method, url: url.into(), headers: Vec::new(), body: Body::Empty }
    }

    /// The same with these headers too.
    #[must_use]
    pub fn with_headers(mut self, headers: &[(String, HeaderValue)]) -> Self {
        self.headers.extend_from_slice(headers);
        self
    }

    /// The same with a header that may be shown.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), HeaderValue::Plain(value.into())));
        self
    }

    /// The same with a JSON body.
    #[must_use]
    pub fn with_json(mut self, body: &serde_json::Value) -> Self {
        self.body = Body::Json(body.to_string());
        self
    }

    /// Whether sending it again changes nothing.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.method == Method::Get
    }
}

impl HeaderValue {
    /// The value to send.
    #[must_use]
    pub fn expose(&self) -> String {
        match self {
            Self::Plain(value) => value.clone(),
            Self::Credential { before, secret, after } => format!("{before}{}{after}", secret.expose()),
        }
    }
}

impl Body {
    /// The media type to send, if there is a body.
    #[must_use]
    pub fn content_type(&self) -> Option<&'static str> {
        match self {
            Self::Empty => None,
            Self::Json(_) | Self::SecretJson(_) => Some("application/json"),
            Self::Form(_) => Some("application/x-www-form-urlencoded"),
        }
    }

    /// The text to send, if there is a body.
    #[must_use]
    pub fn expose(&self) -> Option<&str> {
        match self {
            Self::Empty => None,
            Self::Json(text) => Some(text),
            Self::SecretJson(secret) | Self::Form(secret) => Some(secret.expose()),
        }
    }
}

/// A JSON body may be shown; it is the draft that the owner sees. What holds a credential is redacted.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Json(text) => f.debug_tuple("Json").field(text).finish(),
            Self::SecretJson(secret) => f.debug_tuple("SecretJson").field(secret).finish(),
            Self::Form(form) => f.debug_tuple("Form").field(form).finish(),
        }
    }
}

impl Response {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// Whether the status says that all went well.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_no_credential() {
        let secret = Secret::new("essu_very_secret");
        let value = HeaderValue::Credential {
            before: "ApiKey ".to_owned(),
            secret: secret.clone(),
            after: String::new(),
        };
        let mut request = Request::new(Method::Post, "https://example.org/login");
        request.headers.push(("Authorization".to_owned(), value));
        for body in [Body::Form(secret.clone()), Body::SecretJson(secret)] {
            request.body = body;
            assert!(!format!("{request:?}").contains("very_secret"));
        }
        assert_eq!(request.headers[0].1.expose(), "ApiKey essu_very_secret");
    }
}
