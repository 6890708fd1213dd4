//! Under which path of its host the app lies. It is found when the app starts, because the same files may be
//! put anywhere.

use std::sync::OnceLock;

/// Without a slash at the end; nothing at the root of the host.
static BASE: OnceLock<String> = OnceLock::new();

/// Says where the app lies: the path of its folder. Call once, before any path is asked for.
pub fn set(folder: &str) {
    let _ = BASE.set(folder.trim_end_matches('/').to_owned());
}

/// A path of the app as the host knows it.
pub(super) fn under(path: String) -> String {
    let base = base();
    if base.is_empty() { path } else { joined(base, &path) }
}

/// A path of the host as the app knows it; none when it lies beside the app.
pub(super) fn within(path: &str) -> Option<&str> {
    stripped(base(), path)
}

/// Whether a path of the host is the app's.
#[must_use]
pub fn is_within(path: &str) -> bool {
    within(path).is_some()
}

fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

fn joined(base: &str, path: &str) -> String {
    format!("{base}{path}")
}

fn stripped<'a>(base: &str, path: &'a str) -> Option<&'a str> {
    let rest = path.strip_prefix(base)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_under_a_folder_comes_back_and_its_neighbors_are_not_the_apps() {
        for base in ["", "/keys", "/a/b"] {
            let path = joined(base, "/connections/elastic");
            assert_eq!(stripped(base, &path), Some("/connections/elastic"), "{base}");
            assert_eq!(stripped(base, &joined(base, "/")), Some("/"));
        }
        assert_eq!(stripped("/keys", "/keys"), Some(""));
        assert_eq!(stripped("/keys", "/keystone/connections"), None);
        assert_eq!(stripped("/keys", "/connections"), None);
    }
}
