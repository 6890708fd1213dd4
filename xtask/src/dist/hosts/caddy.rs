//! Caddy: a snippet to be imported.

use super::{Site, Told};
use hosting::headers::{FIXED, FOR_GOOD, NEVER, POLICY};
use std::fmt::Write;

pub(super) fn files(site: &Site) -> Vec<Told> {
    vec![
        ("latchkey.caddy".to_owned(), snippet(site)),
        ("elastic-proxy.caddy".to_owned(), ELASTIC_PROXY.to_owned()),
    ]
}

fn snippet(site: &Site) -> String {
    let base = &site.base;
    let mut headers = String::new();
    for (name, value) in FIXED.into_iter().chain([(POLICY, site.policy.as_str())]) {
        let _ = writeln!(headers, "\t\t{name} `{value}`");
    }
    let bare = base.trim_end_matches('/');
    let redirect = if bare.is_empty() { String::new() } else { format!("redir {bare} {base} 301\n") };
    format!(
        "# Latchkey under {base}: import this in the site of its host. The folder \"site\" lies in /srv/latchkey.\n\
         {redirect}handle {base}* {{\n\
         \troot * /srv/latchkey\n\
         \theader {{\n{headers}\t\t-Server\n\t}}\n\
         \t# A file that is missing must not stay missing for good.\n\
         \t@kept {{\n\t\tpath_regexp -[0-9a-f]{{16}}(_bg)?\\.(js|wasm)$\n\t\tfile {{path}}\n\t}}\n\
         \theader @kept cache-control `{FOR_GOOD}`\n\
         \t@asked {{\n\t\tnot {{\n\t\t\tpath_regexp -[0-9a-f]{{16}}(_bg)?\\.(js|wasm)$\n\t\t\tfile {{path}}\n\t\t}}\n\t}}\n\
         \theader @asked cache-control `{NEVER}`\n\
         \t@file path *.js *.json *.wasm *.br *.gz\n\
         \thandle @file {{\n\t\tfile_server {{\n\t\t\tprecompressed br gzip\n\t\t}}\n\t}}\n\
         \t# Every route of the app is answered by its one page.\n\
         \thandle {{\n\t\ttry_files {{path}} {base}index.html\n\t\tfile_server {{\n\t\t\tprecompressed br gzip\n\t\t}}\n\t}}\n\
         }}\n"
    )
}

/// A way around an API that doesn't answer other origins: the host passes the calls on.
const ELASTIC_PROXY: &str = r#"# Elastic Cloud through this host, for browsers that get no answer from it: import this in the same site,
# and name it in config.json: "base_url": "https://THIS-HOST/elastic". Credentials pass through this host: see that
# no log holds request headers.
handle_path /elastic/* {
	reverse_proxy https://api.elastic-cloud.com {
		header_up Host api.elastic-cloud.com
		header_up -Origin
		header_up -Cookie
		header_down -Set-Cookie
	}
}
"#;
