//! Cross-origin rules: the APIs answer their allowed origins only, the control path everyone.

use crate::http::{Request, Response};

const API_METHODS: &str = "GET, POST, PUT, PATCH, DELETE";
const API_HEADERS: &str = "authorization, content-type, if-match, idempotency-key";
const EXPOSED: &str =
    "X-Elastic-Api-Key-Expiration, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-interval";
const MAX_AGE_SECONDS: &str = "600";

/// The origins that may call the APIs from a page.
#[derive(Debug, Clone)]
pub struct Cors {
    origins: Vec<String>,
    /// Whether pages may read headers beyond the few that every page may.
    pub exposes_headers: bool,
    /// Whether `ETag` is among these.
    pub exposes_etag: bool,
}

impl Cors {
    /// Allows exactly these origins, each like `http://localhost:4300`.
    pub fn new(origins: Vec<String>) -> Self {
        Self { origins, exposes_headers: true, exposes_etag: true }
    }

    /// The answer to a preflight, `None` when the request is not one.
    pub fn preflight(&self, request: &Request) -> Option<Response> {
        request.header("access-control-request-method")?;
        if request.method != "OPTIONS" {
            return None;
        }
        let Some(allowed) = self.allowed(request) else {
            return Some(Response::empty(403).with_header("vary", "Origin"));
        };
        Some(
            Response::empty(204)
                .with_header("access-control-allow-origin", &allowed)
                .with_header("access-control-allow-methods", API_METHODS)
                .with_header("access-control-allow-headers", API_HEADERS)
                .with_header("access-control-max-age", MAX_AGE_SECONDS)
                .with_header("vary", "Origin"),
        )
    }

    /// The answer with what the caller's origin may read of it.
    #[must_use]
    pub fn decorate(&self, request: &Request, response: Response) -> Response {
        let response = response.with_header("vary", "Origin");
        let Some(origin) = self.allowed(request) else {
            return response;
        };
        let response = response.with_header("access-control-allow-origin", &origin);
        if !self.exposes_headers {
            return response;
        }
        let exposed = if self.exposes_etag { format!("ETag, {EXPOSED}") } else { EXPOSED.to_owned() };
        response.with_header("access-control-expose-headers", &exposed)
    }

    fn allowed(&self, request: &Request) -> Option<String> {
        let origin = request.header("origin")?;
        if request.path.starts_with("/_sandbox/") {
            return Some("*".to_owned());
        }
        self.origins.iter().find(|allowed| *allowed == origin).cloned()
    }
}
