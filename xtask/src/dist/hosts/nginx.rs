//! nginx: a file to be included in a `server`.

use super::{Site, Told, proxy};
use hosting::headers::{FIXED, FOR_GOOD, NEVER, POLICY};

pub(super) fn files(site: &Site) -> Vec<Told> {
    vec![
        ("latchkey.nginx.conf".to_owned(), conf(site)),
        ("elastic-proxy.nginx.conf".to_owned(), elastic_proxy()),
    ]
}

/// Of a location's own `add_header`, none of those around it is left: so one that has any names all of them.
fn conf(site: &Site) -> String {
    let base = &site.base;
    let fixed: Vec<_> = FIXED
        .into_iter()
        .chain([(POLICY, site.policy.as_str())])
        .map(|(name, value)| format!("add_header {name} {};", quoted(value, true)))
        .collect();
    let with = |caching: &str, always: bool, indent: &str| {
        let caching = format!("add_header cache-control {};", quoted(caching, always));
        let lines = fixed.iter().chain([&caching]).map(|line| format!("{indent}{line}\n"));
        lines.collect::<String>()
    };
    let page = with(NEVER, true, "    ");
    let bare = base.trim_end_matches('/');
    let redirect = if bare.is_empty() {
        String::new()
    } else {
        format!("location = {bare} {{\n    absolute_redirect off;\n    return 301 {base};\n{page}}}\n")
    };
    format!(
        "# Latchkey under {base}: include this in the server of its host. The folder \"site\" lies in /srv/latchkey.\n\
         {redirect}\
         location ^~ {base} {{\n    root /srv/latchkey;\n    gzip_static on;\n    \
         # With the module for it: brotli_static on;\n\n\
         {page}\n    \
         # Every route of the app is answered by its one page; a file that is missing is not.\n    \
         try_files $uri {base}index.html;\n\n    \
         location ~ \"-[0-9a-f]{{16}}(_bg)?\\.(js|wasm)$\" {{\n        \
         types {{ text/javascript js; application/wasm wasm; }}\n        \
         try_files $uri =404;\n        \
         # The last one without \"always\": what is missing must not stay missing for good.\n\
         {kept}    }}\n    \
         location ~ \"\\.(js|json|wasm|br|gz)$\" {{\n        try_files $uri =404;\n    }}\n}}\n",
        kept = with(FOR_GOOD, false, "        "),
    )
}

fn quoted(value: &str, always: bool) -> String {
    format!("\"{value}\"{}", if always { " always" } else { "" })
}

/// A way around an API that doesn't answer other origins: the host passes the calls on.
fn elastic_proxy() -> String {
    let sent =
        proxy::SENT.map(|(name, value)| format!("    add_header {name} {};\n", quoted(value, true))).concat();
    let removed = proxy::lines(proxy::removed(), |name| format!("    proxy_hide_header {name};\n"));
    let untold = proxy::lines(proxy::UNTOLD, |name| format!("    proxy_set_header {name} \"\";\n"));
    format!(
        r#"# Elastic Cloud's API through this host, for browsers that get no answer from it: include this in the same server,
# and name it in config.json: "base_url": "https://THIS-HOST/elastic". It needs a resolver and the zone "elastic", as
# docs/deploy.md says. Credentials pass through this host: see that no log holds request lines or headers.
location ^~ /elastic/ {{
    access_log off;
    error_log /dev/null crit;

    # What the service sends comes from this host's origin: it must not run, be shown or be kept there.
{sent}{removed}    proxy_ignore_headers X-Accel-Redirect X-Accel-Expires X-Accel-Limit-Rate X-Accel-Buffering X-Accel-Charset;

    # The API only, and no page of another site. The path goes on byte for byte: decoded, it might name another key.
    if ($request_uri !~ "^/elastic(?<elastic_path>/api/v1/.*)$") {{ return 404; }}
    if ($request_uri ~* "^[^?]*/(\.|%2e){{1,2}}([/?]|$)") {{ return 404; }}
    if ($request_method !~ "^({methods})$") {{ return 405; }}
    if ($http_sec_fetch_site !~ "^(same-origin)?$") {{ return 403; }}
    # Who asks faster waits; an owner's longest work is never refused.
    limit_req zone=elastic burst=200;
    limit_req_status 429;

    # With a variable in it, the address is looked up at each call, and this host starts without an answer.
    proxy_pass https://api.elastic-cloud.com$elastic_path;
    proxy_http_version 1.1;
    proxy_set_header Host api.elastic-cloud.com;
    proxy_set_header Connection "";
{untold}    proxy_ssl_server_name on;
    proxy_ssl_verify on;
    proxy_ssl_verify_depth 3;
    proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    # Nothing of a call is written to a disk, and none is sent twice: it may make a key.
    proxy_request_buffering off;
    proxy_max_temp_file_size 0;
    proxy_cache off;
    proxy_next_upstream off;
}}
"#,
        methods = proxy::METHODS.join("|"),
    )
}
