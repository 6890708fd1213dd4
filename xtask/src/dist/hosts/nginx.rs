//! nginx: a file to be included in a `server`.

use super::{Site, Told};
use hosting::headers::{FIXED, FOR_GOOD, NEVER, POLICY};

pub(super) fn files(site: &Site) -> Vec<Told> {
    vec![
        ("latchkey.nginx.conf".to_owned(), conf(site)),
        ("elastic-proxy.nginx.conf".to_owned(), ELASTIC_PROXY.to_owned()),
    ]
}

/// Of a location's own `add_header`, none of those around it is left: so each names all of them.
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
    let bare = base.trim_end_matches('/');
    let redirect = if bare.is_empty() {
        String::new()
    } else {
        format!("location = {bare} {{\n    absolute_redirect off;\n    return 301 {base};\n}}\n")
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
         try_files $uri =404;\n{kept}    }}\n    \
         location ~ \"\\.(js|json|wasm|br|gz)$\" {{\n        try_files $uri =404;\n{asked}    }}\n}}\n",
        page = with(NEVER, true, "    "),
        // A file that is missing must not stay missing for good.
        kept = with(FOR_GOOD, false, "        "),
        asked = with(NEVER, true, "        "),
    )
}

fn quoted(value: &str, always: bool) -> String {
    format!("\"{value}\"{}", if always { " always" } else { "" })
}

/// A way around an API that doesn't answer other origins: the host passes the calls on.
const ELASTIC_PROXY: &str = r#"# Elastic Cloud through this host, for browsers that get no answer from it: include this in the same server,
# and name it in config.json: "base_url": "https://THIS-HOST/elastic". Credentials pass through this host: see that
# no log holds request headers.
location ^~ /elastic/ {
    proxy_pass https://api.elastic-cloud.com/;
    proxy_set_header Host api.elastic-cloud.com;
    proxy_set_header Origin "";
    proxy_set_header Cookie "";
    proxy_hide_header Set-Cookie;
    proxy_ssl_server_name on;
    proxy_ssl_verify on;
    proxy_ssl_verify_depth 3;
    proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    # A call must not be sent twice: it may make a key.
    proxy_next_upstream off;
}
"#;
