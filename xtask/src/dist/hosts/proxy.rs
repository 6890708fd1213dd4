//! What both recipes share that let the app's own host pass an API's calls on, for an API that doesn't answer other
//! origins.

/// What such an answer carries, whatever the API says. It comes from the app's own origin, and must neither run there,
/// nor be shown, nor be kept.
pub(super) const SENT: [(&str, &str); 4] = [
    ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// What an API may not say in the name of this origin, beside what stands in the place of its own words: about what
/// the browser keeps, who may read, where to go, and whom to report to.
const HIDDEN: [&str; 18] = [
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Origin",
    "Accept-CH",
    "Alt-Svc",
    "Clear-Site-Data",
    "Content-Security-Policy-Report-Only",
    "Expires",
    "Link",
    "NEL",
    "Origin-Agent-Cluster",
    "Pragma",
    "Refresh",
    "Report-To",
    "Reporting-Endpoints",
    "Service-Worker-Allowed",
    "Set-Cookie",
    "SourceMap",
    "Strict-Transport-Security",
];

/// What is taken away from an answer: what is said in its place, and what may not be said.
pub(super) fn removed() -> impl Iterator<Item = &'static str> {
    SENT.iter().map(|(name, _)| *name).chain(HIDDEN)
}

/// A line for each name.
pub(super) fn lines(names: impl IntoIterator<Item = &'static str>, line: impl Fn(&str) -> String) -> String {
    names.into_iter().map(line).collect()
}

/// What the service is not told: what the browser knows of other pages, and who asks from where.
pub(super) const UNTOLD: [&str; 8] = [
    "Cookie",
    "Forwarded",
    "Origin",
    "Referer",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
];

/// How the app asks.
pub(super) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
