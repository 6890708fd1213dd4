//! Serves the built app: its files, `index.html` for deep links, `config.json`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use hosting::headers;
use hosting::policy::PageSources;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, Uri};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use tower_http::services::ServeDir;

use super::delivery::{self, Body};
use super::{lock, origins};

/// The folder with the built app.
#[derive(Debug)]
pub struct App {
    folder: PathBuf,
    config: Option<PathBuf>,
    files: ServeDir,
    page: Mutex<Option<(SystemTime, PageSources)>>,
}

impl App {
    /// Serves this folder; `config` takes the place of the folder's `config.json`.
    ///
    /// # Errors
    /// A sentence with the remedy when the folder holds no built app.
    pub fn new(folder: PathBuf, config: Option<PathBuf>) -> Result<Self, String> {
        if !folder.join("index.html").is_file() {
            return Err(format!(
                "There is no index.html in {}. Build the app first, or name its folder with --app.",
                folder.display()
            ));
        }
        let files = ServeDir::new(&folder)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        Ok(Self { folder, config, files, page: Mutex::default() })
    }

    /// Answers one request that is for the app.
    pub async fn answer(&self, request: &hyper::Request<Incoming>) -> hyper::Response<Body> {
        let path = self.resource(request.uri().path());
        let outcome = match (&self.config, path) {
            _ if ![Method::GET, Method::HEAD].contains(request.method()) => {
                Ok(plain(StatusCode::METHOD_NOT_ALLOWED, "The app is read with GET."))
            }
            (Some(config), "/config.json") => json_file(config).await,
            _ => self.file(request, path).await,
        };
        let mut response = outcome.unwrap_or_else(|error| unreadable(path, &error));
        let policy = self.policy().await;
        apply(response.headers_mut(), path, &policy);
        response
    }

    /// The file behind a path: the page itself for whatever looks like a route.
    fn resource<'a>(&self, path: &'a str) -> &'a str {
        let last = path.rsplit('/').next().unwrap_or("");
        let is_extensionless_file = || self.folder.join(path.trim_start_matches('/')).is_file();
        if last.contains('.') || (!last.is_empty() && is_extensionless_file()) { path } else { "/index.html" }
    }

    async fn file(
        &self,
        request: &hyper::Request<Incoming>,
        path: &str,
    ) -> io::Result<hyper::Response<Body>> {
        let mut inner = http::Request::new(Empty::<Bytes>::new());
        *inner.method_mut() = request.method().clone();
        *inner.headers_mut() = request.headers().clone();
        *inner.uri_mut() = path.parse::<Uri>().unwrap_or_default();
        let response = self.files.clone().try_call(inner).await?;
        Ok(response.map(BodyExt::boxed_unsync))
    }

    async fn policy(&self) -> String {
        let config = match &self.config {
            Some(config) => config.clone(),
            None => self.folder.join("config.json"),
        };
        let config = tokio::fs::read(config).await.unwrap_or_default();
        let policy = self.page_sources().await.policy(&origins::of(&config));
        format!("{policy}; report-uri /_sandbox/csp")
    }

    /// What the page needs in the policy, read again only when the page has changed.
    async fn page_sources(&self) -> PageSources {
        let path = self.folder.join("index.html");
        let modified = tokio::fs::metadata(&path)
            .await
            .and_then(|metadata| metadata.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        if let Some((known, sources)) = &*lock(&self.page)
            && *known == modified
        {
            return sources.clone();
        }
        let html = tokio::fs::read_to_string(&path).await.unwrap_or_default();
        let sources = PageSources::of(&html);
        *lock(&self.page) = Some((modified, sources.clone()));
        sources
    }
}

/// Adds the production headers to an answer that serves `path`.
fn apply(to: &mut HeaderMap, path: &str, policy: &str) {
    for (name, value) in headers::FIXED.into_iter().chain([(headers::POLICY, policy)]) {
        if let Ok(value) = HeaderValue::from_str(value) {
            to.insert(HeaderName::from_static(name), value);
        }
    }
    to.insert(CACHE_CONTROL, HeaderValue::from_static(headers::caching(path)));
}

fn unreadable(path: &str, error: &io::Error) -> hyper::Response<Body> {
    let status = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    plain(status, &format!("Can't read {path}: {error}."))
}

async fn json_file(path: &Path) -> io::Result<hyper::Response<Body>> {
    let bytes = tokio::fs::read(path).await?;
    let mut response = hyper::Response::new(delivery::whole(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

fn plain(status: StatusCode, sentence: &str) -> hyper::Response<Body> {
    let mut response = hyper::Response::new(delivery::whole(sentence.to_owned()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
