//! The content security policy of the app: hashes of its inline scripts and styles, and the origins of its
//! configured connections.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The parts of the policy that come from `index.html`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageSources {
    script_hashes: Vec<String>,
    style_hashes: Vec<String>,
}

impl PageSources {
    /// Reads a page.
    #[must_use]
    pub fn of(html: &str) -> Self {
        // A browser hashes the text after it has unified the line ends.
        let html = html.replace("\r\n", "\n").replace('\r', "\n");
        Self {
            script_hashes: inline(&html, "script").filter_map(|(tag, text)| script(tag, text)).collect(),
            style_hashes: inline(&html, "style").map(|(_, text)| hash(text)).collect(),
        }
    }

    /// The policy as a header says it, with `connect-src` opened for these origins.
    #[must_use]
    pub fn policy(&self, origins: &[String]) -> String {
        format!("{}; frame-ancestors 'none'", self.meta_policy(origins))
    }

    /// The part of it that a page may say of itself, in a `meta` element: not who may frame it.
    #[must_use]
    pub fn meta_policy(&self, origins: &[String]) -> String {
        let with = |start: &str, sources: &[String]| {
            let mut directive = start.to_owned();
            for source in sources {
                directive.push(' ');
                directive.push_str(source);
            }
            directive
        };
        [
            "default-src 'none'",
            &with("script-src 'wasm-unsafe-eval'", &self.script_hashes),
            &with("style-src 'self'", &self.style_hashes),
            &with("connect-src 'self'", origins),
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        ]
        .join("; ")
    }
}

/// How the policy allows a script: an inline one by its text, another one by the hash that the page checks it by,
/// and one without such a hash not at all.
fn script(tag: &str, text: &str) -> Option<String> {
    if attribute(tag, "src").is_none() {
        return Some(hash(text));
    }
    attribute(tag, "integrity").map(|integrity| format!("'{integrity}'"))
}

/// The hash of a content, as a page's `integrity` wants it.
#[must_use]
pub fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

fn hash(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// Every element of this name outside of comments: its start tag's attributes and its text.
fn inline<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')?..];
            if rest.starts_with("<!--") {
                rest = &rest[rest.find("-->")? + 3..];
                continue;
            }
            let tag_end = tag_end(rest)?;
            let tag = &rest[1..tag_end];
            rest = &rest[tag_end + 1..];
            let found = tag_name(tag);
            // What a script or a style holds is text, however much it looks like tags.
            if ["script", "style"].contains(&found.as_str()) {
                let end = find_ignoring_case(rest, &format!("</{found}"))?;
                let text = &rest[..end];
                rest = &rest[end..];
                if found == name {
                    return Some((tag, text));
                }
            } else if found == name {
                return Some((tag, ""));
            }
        }
    })
}

fn tag_name(tag: &str) -> String {
    tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("").to_ascii_lowercase()
}

/// Where the start tag ends; a `>` inside quotes does not end it.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(index),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute that holds no space, without quotes; empty where it has none. `tag` is what stands
/// between the angle brackets.
#[must_use]
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_ascii_whitespace().skip(1).find_map(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        key.eq_ignore_ascii_case(name).then(|| value.trim_matches(['"', '\'']))
    })
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_allowed_by_hash_and_what_has_none_is_not() {
        let page = "<!doctype html><!-- <script>no</script> -->\n<script src=\"/a.js\"></script>\
            <script type=module integrity=\"sha256-a/b+c=\" src=/b.js></script>\
            <SCRIPT type=\"module\" data-x=\">\">alert(1)</SCRIPT><style>b{}</style>\
            <script>\r\nlet s = '<style>';\r\n</script>";
        let sources = PageSources::of(page);
        let checked = "'sha256-a/b+c='".to_owned();
        assert_eq!(sources.script_hashes, [checked, hash("alert(1)"), hash("\nlet s = '<style>';\n")]);
        assert_eq!(sources.style_hashes, [hash("b{}")]);
    }

    #[test]
    fn the_hash_is_the_one_browsers_compute() {
        // The example of the CSP specification.
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn the_policy_names_exactly_the_origins_it_is_given() {
        let origins = ["http://127.0.0.1:4301".to_owned(), "https://api.example.com".to_owned()];
        let policy = PageSources::default().policy(&origins);
        assert!(policy.contains("; connect-src 'self' http://127.0.0.1:4301 https://api.example.com;"));
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(policy.ends_with("; frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert!(!PageSources::default().meta_policy(&origins).contains("frame-ancestors"));
    }
}
