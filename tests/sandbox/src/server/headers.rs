//! The headers under which the app is meant to be deployed.

use http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};

const FIXED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
];

/// Adds the production headers to an answer that serves `path`.
pub fn apply(headers: &mut HeaderMap, path: &str, policy: &str) {
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(HeaderName::from_static("content-security-policy"), policy);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching(path)));
}

fn caching(path: &str) -> &'static str {
    if path == "/index.html" || path == "/config.json" {
        "no-store"
    } else if is_hashed(path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// The build puts 16 hexadecimal digits of the content's hash behind a name's last hyphen.
fn is_hashed(path: &str) -> bool {
    path.split('/').any(|segment| {
        let stem = segment.split('.').next().unwrap_or("");
        let last = stem.rsplit('-').next().unwrap_or("");
        let digits = last.strip_suffix("_bg").unwrap_or(last);
        stem.contains('-') && digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        let immutable = "public, max-age=31536000, immutable";
        assert_eq!(caching("/latchkey-5d41402abc4b2a76_bg.wasm"), immutable);
        assert_eq!(caching("/latchkey-5d41402abc4b2a76.js"), immutable);
        assert_eq!(caching("/snippets/leptos-5d41402abc4b2a76/inline0.js"), immutable);
        assert_eq!(caching("/icon-dark.svg"), "no-cache");
        assert_eq!(caching("/index.html"), "no-store");
        assert_eq!(caching("/config.json"), "no-store");
    }
}
