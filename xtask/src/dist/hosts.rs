//! The hosts that a folder can be made for, and what each is told.

mod caddy;
mod github;
mod nginx;
mod proxy;
mod rules;
mod s3;

use super::site::Site;
use std::path::{Path, PathBuf};

/// What serves the files.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Host {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// S3 behind `CloudFront`.
    S3,
    /// GitHub Pages, which sends no headers of one's own.
    GithubPages,
}

/// A file beside the site, by its path in the folder that is written.
pub type Told = (String, String);

impl Host {
    const ALL: [(Self, &str); 6] = [
        (Self::Nginx, "nginx"),
        (Self::Caddy, "caddy"),
        (Self::Netlify, "netlify"),
        (Self::Cloudflare, "cloudflare"),
        (Self::S3, "s3"),
        (Self::GithubPages, "github-pages"),
    ];

    /// The host of that name.
    pub fn named(name: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(|(_, name)| name).join(", ");
        let found = Self::ALL.iter().find(|(_, own)| *own == name).map(|(host, _)| *host);
        found.ok_or_else(|| format!("there is no target {name:?}; there are {}", names()))
    }

    /// Its name, as one types it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(host, _)| *host == self).map_or("", |(_, name)| name)
    }

    /// The folder in the site that is served under the base.
    pub fn folder(self, site: &Path, base: &str) -> PathBuf {
        match self {
            // What is published there lies under the base, which is the repository's name, by itself.
            Self::GithubPages => site.to_owned(),
            _ => site.join(base.trim_matches('/')),
        }
    }

    /// Whether the page has to say its policy itself.
    pub fn says_policy_in_page(self) -> bool {
        self == Self::GithubPages
    }

    /// What has to lie beside the site, or in it.
    pub fn files(self, site: &Site) -> Vec<Told> {
        match self {
            Self::Nginx => nginx::files(site),
            Self::Caddy => caddy::files(site),
            Self::Netlify | Self::Cloudflare => rules::files(site, self),
            Self::S3 => s3::files(site),
            Self::GithubPages => github::files(site),
        }
    }

    /// What is to be done with the folder.
    pub fn next(self, out: &Path) -> String {
        let out = out.display();
        match self {
            Self::Nginx => format!(
                "Include {out}/latchkey.nginx.conf in the host's server, and copy {out}/site to /srv/latchkey, in the \
                 order of docs/deploy.md."
            ),
            Self::Caddy => format!(
                "Import {out}/latchkey.caddy in the host's Caddyfile, and copy {out}/site to /srv/latchkey, in the \
                 order of docs/deploy.md."
            ),
            Self::Netlify | Self::Cloudflare => {
                format!("Upload {out}/site; its _headers and _redirects go with it.")
            }
            Self::S3 => format!("Run {out}/upload.sh, each time, as docs/deploy.md says."),
            Self::GithubPages => {
                format!("Publish {out}/site. Headers are missing there: see docs/deploy.md.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_lies_under_its_base_but_where_the_host_puts_it_there() {
        let folder = |host: Host, base| host.folder(Path::new("site"), base);
        assert_eq!(folder(Host::Nginx, "/keys/"), Path::new("site/keys"));
        assert_eq!(folder(Host::Netlify, "/"), Path::new("site"));
        assert_eq!(folder(Host::GithubPages, "/keys/"), Path::new("site"));
    }

    #[test]
    fn the_recipes_ask_the_service_over_tls_that_is_verified() {
        let site =
            Site { base: "/".to_owned(), policy: String::new(), files: Vec::new(), built: PathBuf::new() };
        let recipe = |host: Host| {
            let found = host.files(&site).into_iter().find(|(name, _)| name.starts_with("elastic-proxy"));
            found.unwrap().1
        };
        let (nginx, caddy) = (recipe(Host::Nginx), recipe(Host::Caddy));
        assert!(nginx.contains("proxy_ssl_verify on;") && nginx.contains("proxy_ssl_server_name on;"));
        assert!(nginx.contains("proxy_pass https://") && caddy.contains("reverse_proxy https://"));
        assert!(!caddy.contains("insecure") && !caddy.contains("transport"));
    }

    #[test]
    fn every_host_is_known_by_its_name() {
        for (host, name) in Host::ALL {
            assert_eq!(Host::named(name), Ok(host));
            assert_eq!(host.name(), name);
        }
        assert!(Host::named("ftp").is_err_and(|why| why.contains("github-pages")));
    }
}
