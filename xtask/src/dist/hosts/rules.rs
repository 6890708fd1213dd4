//! Netlify and Cloudflare Pages: `_headers` and `_redirects` in the site. Where two rules fit a path, both
//! are taken, so no header stands in two of them.

use super::{Host, Site, Told};
use hosting::headers::{FIXED, NEVER, POLICY, caching};
use std::fmt::Write;

/// The first parts of the app's own paths.
const ROUTES: [&str; 2] = ["connections", "rotations"];

pub(super) fn files(site: &Site, host: Host) -> Vec<Told> {
    let is_cloudflare = host == Host::Cloudflare;
    // Cloudflare sends who asks for index.html to the folder, a rewritten route too: so there it is the folder.
    let page = if is_cloudflare { "" } else { "index.html" };
    vec![
        ("site/_headers".to_owned(), headers(site, is_cloudflare)),
        ("site/_redirects".to_owned(), redirects(&site.base, page)),
        // What is not there is told by the app itself, with the status that says so.
        ("site/404.html".to_owned(), site.page()),
    ]
}

fn headers(site: &Site, is_cloudflare: bool) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in FIXED.into_iter().chain([(POLICY, site.policy.as_str())]) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    if is_cloudflare {
        // It would let every origin read the files, and that is to be said by nobody.
        text.push_str("  ! access-control-allow-origin\n");
    }
    let base = &site.base;
    let own = [
        base.clone(),
        format!("{base}connections/*"),
        format!("{base}connections"),
        format!("{base}rotations"),
    ];
    for path in own {
        let _ = writeln!(text, "{path}\n  cache-control: {NEVER}");
    }
    for path in site.paths() {
        let _ = writeln!(text, "{path}\n  cache-control: {}", caching(&path));
    }
    text
}

fn redirects(base: &str, page: &str) -> String {
    let mut text = String::new();
    let bare = base.trim_end_matches('/');
    if !bare.is_empty() {
        let _ = writeln!(text, "{bare} {base} 301");
    }
    for route in ROUTES {
        let _ = writeln!(text, "{base}{route} {base}{page} 200\n{base}{route}/* {base}{page} 200");
    }
    text
}
