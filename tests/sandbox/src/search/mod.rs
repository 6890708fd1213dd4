//! The Search API: four operations on keys that are their own identifiers, as a `FastAPI` service.
//!
//! Chosen where its page is silent: `Authorization: ApiKey …` is required, checks of the body come
//! after it, unknown members and query parameters are refused as pydantic does when told to.
//! A percent-encoded slash belongs to the key, as the page asks for.

mod body;

use serde_json::{Map, Value, json};

use crate::http::{Request, Response};

/// Demo credential.
pub const ADMIN_CREDENTIAL: &str = "search-demo-admin";

const PREFIX: &str = "/es/api/v1/credentials/api_keys";

/// All keys with their configs, oldest first.
#[derive(Debug)]
pub struct Search {
    keys: Vec<(String, Map<String, Value>)>,
    created: u64,
}

/// What a path means, before the method is looked at.
enum Route {
    Collection,
    Update(String),
    Delete(String),
    /// The path is right but for its slash: this one is.
    Redirect(String),
}

impl Search {
    /// The service at its seed: eight keys, some of which need care in a path.
    pub fn new() -> Self {
        let seed: [(&str, Value); 8] = [
            ("k7Qm2xVt9LrB4nWc8ZyD", json!({"permissions": "read"})),
            ("p3Hs6uJe1FgA5oKv0TiX", json!({"permissions": "write"})),
            ("a/b+c=d/e==", json!({"permissions": "read"})),
            ("100%/sure?#now", json!({"permissions": "write", "note": "legacy importer"})),
            ("ключ-поиска", json!({"permissions": "read", "indices": ["catalog", "orders"]})),
            ("W8rN0bYq5MzE2cLd7UkS", json!({"permissions": "read", "limits": {"per_minute": 600}})),
            ("spaces in it", json!({})),
            ("G4vP9jXo3RtC6hIf1QaB", json!({"permissions": "write", "tags": ["ci", "<b>bold</b>"]})),
        ];
        Self {
            keys: seed
                .into_iter()
                .map(|(key, config)| (key.to_owned(), config.as_object().cloned().unwrap_or_default()))
                .collect(),
            created: 0,
        }
    }

    /// Holds these keys in place of all others.
    pub fn hold(&mut self, keys: Vec<(String, Map<String, Value>)>) {
        *self = Self { keys, created: 0 };
    }

    /// Answers one request under `/es/`.
    pub fn handle(&mut self, request: &Request) -> Response {
        let Some(route) = route(request) else {
            return detail(404, "Not Found");
        };
        let allowed = match &route {
            Route::Redirect(path) => return redirect(request, path),
            Route::Collection => "GET, POST",
            Route::Update(_) => "PUT",
            Route::Delete(_) => "DELETE",
        };
        if !allowed.split(", ").any(|method| method == request.method) {
            return detail(405, "Method Not Allowed").with_header("allow", allowed);
        }
        if let Err(refusal) = authorize(request).and_then(|()| body::no_query(request)) {
            return refusal;
        }
        let answer = match (route, request.method.as_str()) {
            (Route::Update(key), _) => self.update(request, &key),
            (Route::Delete(key), _) => self.delete(request, &key),
            (_, "POST") => self.generate(request),
            _ => self.list(request),
        };
        answer.unwrap_or_else(|refusal| refusal)
    }

    fn list(&self, request: &Request) -> Result<Response, Response> {
        body::none(request)?;
        let all: Value =
            self.keys.iter().map(|(key, config)| json!({"api_key": key, "config": config})).collect();
        Ok(Response::json(200, &all))
    }

    fn generate(&mut self, request: &Request) -> Result<Response, Response> {
        let config = body::config(request)?;
        self.created += 1;
        let key = format!("new+key/{:08}==", self.created);
        self.keys.push((key.clone(), config));
        Ok(done(&key, "created"))
    }

    fn update(&mut self, request: &Request, key: &str) -> Result<Response, Response> {
        let config = body::config(request)?;
        let entry = self.keys.iter_mut().find(|(known, _)| known == key);
        let (_, stored) = entry.ok_or_else(|| detail(404, "API key not found"))?;
        *stored = config;
        Ok(done(key, "updated"))
    }

    fn delete(&mut self, request: &Request, key: &str) -> Result<Response, Response> {
        body::none(request)?;
        let index = self.keys.iter().position(|(known, _)| known == key);
        self.keys.remove(index.ok_or_else(|| detail(404, "API key not found"))?);
        Ok(done(key, "deleted"))
    }
}

impl Default for Search {
    fn default() -> Self {
        Self::new()
    }
}

fn route(request: &Request) -> Option<Route> {
    let without_slash = || Route::Redirect(request.path.trim_end_matches('/').to_owned());
    if request.path == PREFIX {
        return Some(Route::Redirect(format!("{PREFIX}/")));
    }
    let segments = request.segments_after(PREFIX)?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        [""] => Some(Route::Collection),
        ["delete", key] if !key.is_empty() => Some(Route::Delete((*key).to_owned())),
        ["delete", key, ""] if !key.is_empty() => Some(without_slash()),
        [key] => Some(Route::Update((*key).to_owned())),
        [key, ""] if !key.is_empty() => Some(without_slash()),
        _ => None,
    }
}

fn redirect(request: &Request, path: &str) -> Response {
    let host = request.header("host").unwrap_or("localhost");
    let query = request.query.as_ref().map(|query| format!("?{query}"));
    let location = format!("http://{host}{path}{}", query.unwrap_or_default());
    Response::empty(307).with_header("location", &location)
}

fn authorize(request: &Request) -> Result<(), Response> {
    match request.header("authorization") {
        None => Err(detail(401, "Not authenticated")),
        Some(value) if value == format!("ApiKey {ADMIN_CREDENTIAL}") => Ok(()),
        Some(_) => Err(detail(401, "Invalid credentials")),
    }
}

fn done(key: &str, result: &str) -> Response {
    Response::json(200, &json!({"api_key": key, "result": result}))
}

fn detail(status: u16, sentence: &str) -> Response {
    Response::json(status, &json!({"detail": sentence}))
}
