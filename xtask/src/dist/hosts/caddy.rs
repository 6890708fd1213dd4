//! Caddy: a snippet to be imported.

use super::{Site, Told, proxy};
use hosting::headers::{FIXED, FOR_GOOD, NEVER, POLICY};
use std::fmt::Write;

pub(super) fn files(site: &Site) -> Vec<Told> {
    vec![("latchkey.caddy".to_owned(), snippet(site)), ("elastic-proxy.caddy".to_owned(), elastic_proxy())]
}

fn snippet(site: &Site) -> String {
    let base = &site.base;
    let mut headers = String::new();
    for (name, value) in FIXED.into_iter().chain([(POLICY, site.policy.as_str())]) {
        let _ = writeln!(headers, "\t\t{name} `{value}`");
    }
    let bare = base.trim_end_matches('/');
    let redirect = if bare.is_empty() { String::new() } else { format!("\tredir {bare} {base} 301\n") };
    let paths = if bare.is_empty() { base.clone() + "*" } else { format!("{bare} {base}*") };
    format!(
        r#"# Latchkey under {base}: import this in the site of its host. The folder "site" lies in /srv/latchkey.
@latchkey path {paths}
handle @latchkey {{
	root * /srv/latchkey
	# Not in one with the removal, which would leave them out of what says that a file is missing.
	header {{
{headers}	}}
	header -Server
	# A file that is missing must not stay missing for good.
	@kept {{
		path_regexp -[0-9a-f]{{16}}(_bg)?\.(js|wasm)$
		file {{path}}
	}}
	header @kept cache-control `{FOR_GOOD}`
	@asked not {{
		path_regexp -[0-9a-f]{{16}}(_bg)?\.(js|wasm)$
		file {{path}}
	}}
	header @asked cache-control `{NEVER}`
	# No call that changes something is answered as if it were done.
	@change not method GET HEAD
	handle @change {{
		respond 405
	}}
{redirect}	@file path *.js *.json *.wasm *.br *.gz
	handle @file {{
		file_server {{
			precompressed br gzip
		}}
	}}
	# Every route of the app is answered by its one page.
	handle {{
		try_files {{path}} {base}index.html
		file_server {{
			precompressed br gzip
		}}
	}}
}}
"#
    )
}

/// A way around an API that doesn't answer other origins: the host passes the calls on.
fn elastic_proxy() -> String {
    let sent = proxy::SENT.map(|(name, value)| format!("\t\t{name} `{value}`\n")).concat();
    let removed = proxy::lines(proxy::removed(), |name| format!("\t\t\theader_down -{name}\n"));
    let untold = proxy::lines(proxy::UNTOLD, |name| format!("\t\t\theader_up -{name}\n"));
    format!(
        r#"# Elastic Cloud's API through this host, for browsers that get no answer from it: import this in the same site,
# and name it in config.json: "base_url": "https://THIS-HOST/elastic". Credentials pass through this host: see that no
# log holds request lines or headers.
handle /elastic/* {{
	# No access log of this site has these calls, as Caddy before 2.8 and since then calls it.
	vars {{
		skip_log true
		log_skip true
	}}
	# What the service sends comes from this host's origin: it must not run, be shown or be kept there.
	header {{
{sent}	}}
	# The API only, and no page of another site. The path is looked at, and goes on, as it came.
	@elastic_other not vars_regexp {{http.request.uri}} ^/elastic/api/v1/
	@elastic_dots vars_regexp {{http.request.uri}} ^[^?]*/(\.|%2[Ee]){{1,2}}([/?]|$)
	@elastic_method not method {methods}
	@elastic_foreign {{
		header Sec-Fetch-Site *
		not header Sec-Fetch-Site same-origin
	}}
	route {{
		respond @elastic_other 404
		respond @elastic_dots 404
		respond @elastic_method 405
		respond @elastic_foreign 403
		uri path_regexp ^/elastic/ /
		reverse_proxy https://api.elastic-cloud.com {{
			header_up Host api.elastic-cloud.com
{untold}{removed}		}}
	}}
}}
# A call that got no answer would be logged as an error, with its path, if nothing took it.
handle_errors {{
	respond "" {{err.status_code}}
}}
"#,
        methods = proxy::METHODS.join(" "),
    )
}
