//! The headers under which the app is meant to be deployed, the policy aside.

/// What every answer carries. A year of https for the host is what lists of such hosts ask for.
pub const FIXED: [(&str, &str); 6] = [
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
];

/// The name of the header with the policy.
pub const POLICY: &str = "content-security-policy";
/// How long what has a hash in its name is kept.
pub const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// How long the page and its configuration are kept.
pub const NEVER: &str = "no-store";
/// How long the rest is kept: it is asked for each time whether it changed.
pub const ASKED: &str = "no-cache";

/// How long what lies at a path may be kept.
#[must_use]
pub fn caching(path: &str) -> &'static str {
    if path.ends_with("/index.html") || path.ends_with("/config.json") {
        NEVER
    } else if is_hashed(path) {
        FOR_GOOD
    } else {
        ASKED
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
        assert_eq!(caching("/latchkey-5d41402abc4b2a76_bg.wasm"), FOR_GOOD);
        assert_eq!(caching("/latchkey-5d41402abc4b2a76.js"), FOR_GOOD);
        assert_eq!(caching("/snippets/leptos-5d41402abc4b2a76/inline0.js"), FOR_GOOD);
        assert_eq!(caching("/icon-dark.svg"), ASKED);
        assert_eq!(caching("/index.html"), NEVER);
        assert_eq!(caching("/config.json"), NEVER);
        assert_eq!(caching("/keys/index.html"), NEVER);
    }
}
