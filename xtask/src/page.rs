//! The built page and what it loads: checked by its hash before it runs.

use crate::failure::{Failure, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Where trunk's start script names the first part of the app.
const LOADS: &str = "module_or_path: '";

/// The hash of a content, as `integrity` wants it.
pub fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// The page with the hash of this content at the link to its path.
pub fn with_hash(html: &str, path: &str, content: &[u8]) -> Result<String> {
    let mut found = false;
    let tags = html.split('<').map(|tag| {
        let hash = attribute(tag, "integrity").filter(|_| tag.starts_with("link") && tag.contains(path));
        found |= hash.is_some();
        hash.map_or_else(|| tag.to_owned(), |hash| tag.replace(hash, &integrity(content)))
    });
    let page = tags.collect::<Vec<_>>().join("<");
    if found { Ok(page) } else { Err(strange("the hash of its script")) }
}

/// The page with a start script that loads the first part only if it has the hash that its preload has:
/// browsers don't check that at the preload, but where it is used.
pub fn checking(html: &str) -> Result<String> {
    let (before, rest) = html.split_once(LOADS).ok_or_else(|| strange("the first part of the app"))?;
    let (path, after) = rest.split_once('\'').ok_or_else(|| strange("the first part of the app"))?;
    let preload = html.split('<').find(|tag| tag.starts_with("link") && tag.contains(path));
    let hash = preload.and_then(|tag| attribute(tag, "integrity")).ok_or_else(|| strange("its hash"))?;
    Ok(format!("{before}module_or_path: fetch('{path}', {{ integrity: '{hash}' }}){after}"))
}

/// The value of an attribute, with quotes around it or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!("{name}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '>']).next(),
    }
}

fn strange(what: &str) -> Failure {
    Failure::new(
        format!("The built page doesn't name {what} in the way that is known."),
        "See xtask/src/page.rs: it belongs to the version of trunk that xtask installs.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_gets_its_own_hash() {
        let page =
            "<link href=/a.js integrity=sha384-old rel=modulepreload><link href=/b.js integrity=sha384-old>";
        let changed = with_hash(page, "/a.js", b"").unwrap();
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(changed, page.replacen("sha384-old", empty, 1));
        assert!(with_hash(page, "/c.js", b"").is_err());
    }

    #[test]
    fn the_start_script_checks_what_it_loads() {
        for quote in ["", "\""] {
            let page = format!(
                "<script type=module>await init({{ module_or_path: '/a_bg.wasm' }});</script>\
                 <link href={quote}/a.js{quote} integrity={quote}sha384-x{quote} rel=modulepreload>\
                 <link as=fetch href={quote}/a_bg.wasm{quote} integrity={quote}sha384-a/b+c={quote} rel=preload>"
            );
            let checked = checking(&page).unwrap();
            assert!(
                checked.contains("module_or_path: fetch('/a_bg.wasm', { integrity: 'sha384-a/b+c=' }) });")
            );
        }
        assert!(checking("<script>start()</script>").is_err());
        assert!(checking("module_or_path: '/a.wasm'").is_err());
    }
}
