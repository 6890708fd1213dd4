//! What a policy and a host can't take: it would be ignored, and the app would be open or not start.

use super::{Host, Site};
use crate::failure::{Failure, Result};

/// The longest line of a `_headers` that Cloudflare Pages reads:
/// <https://developers.cloudflare.com/pages/configuration/headers/>.
const CLOUDFLARE_LINE: usize = 2_000;
/// The rules of a `_headers` that Cloudflare Pages reads, by the same page.
const CLOUDFLARE_RULES: usize = 100;
/// The longest policy that `CloudFront` takes:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html>.
const CLOUDFRONT_POLICY: usize = 1_783;

const FEWER: &str =
    "Name fewer connections or shorter host names in config.json, or take nginx, caddy or netlify.";

/// Why a policy can't name an origin, whose calls browsers would then refuse, and what to write in its place.
pub(super) fn unnamable(origin: &str) -> Option<(String, String)> {
    let authority = origin.split("://").nth(1).unwrap_or(origin);
    if authority.starts_with('[') {
        let why =
            format!("{origin} is a bare IPv6 address, which no policy can name: browsers refuse its calls.");
        return Some((why, "Write a host name in its place, such as localhost for [::1].".to_owned()));
    }
    let (host, port) = authority.split_once(':')?;
    port.starts_with('0').then(|| {
        let why = format!("{origin} has a port that begins with 0, which browsers don't know in a policy.");
        (why, format!("Write {host}:{}.", port.trim_start_matches('0')))
    })
}

/// Refuses what this host would ignore or not take.
pub(super) fn check_host(host: Host, site: &Site) -> Result<()> {
    match host {
        Host::S3 if site.policy.len() > CLOUDFRONT_POLICY => Err(Failure::new(
            format!(
                "The content security policy has {} characters, and CloudFront takes {CLOUDFRONT_POLICY}.",
                site.policy.len()
            ),
            FEWER,
        )),
        Host::Cloudflare => host.files(site).iter().try_for_each(|(name, text)| check_rules(name, text)),
        _ => Ok(()),
    }
}

fn check_rules(name: &str, text: &str) -> Result<()> {
    if !name.ends_with("_headers") {
        return Ok(());
    }
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    if longest > CLOUDFLARE_LINE {
        return Err(Failure::new(
            format!(
                "A line of _headers has {longest} characters. Cloudflare Pages ignores lines over \
                 {CLOUDFLARE_LINE}, and this one has the content security policy."
            ),
            FEWER,
        ));
    }
    let rules = text.lines().filter(|line| !line.starts_with(' ')).count();
    if rules > CLOUDFLARE_RULES {
        return Err(Failure::new(
            format!("There are {rules} rules in _headers, and Cloudflare Pages reads {CLOUDFLARE_RULES}."),
            "Take nginx, caddy or netlify.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn an_origin_that_a_policy_cannot_name_is_refused_with_what_to_write() {
        for origin in
            ["https://a.example", "http://localhost:8080", "http://127.0.0.1:80", "https://a.example:4430"]
        {
            assert_eq!(unnamable(origin), None);
        }
        let remedy = |origin| unnamable(origin).unwrap().1;
        assert!(
            remedy("http://[::1]").contains("localhost")
                && remedy("https://[2001:db8::1]:92").contains("name")
        );
        assert_eq!(remedy("https://a.example:0443"), "Write a.example:443.");
    }

    fn with_policy(length: usize, files: usize) -> Site {
        Site {
            base: "/".to_owned(),
            policy: "x".repeat(length),
            files: (0..files).map(|number| (PathBuf::from(format!("{number}.js")), Vec::new())).collect(),
            built: PathBuf::new(),
        }
    }

    #[test]
    fn a_policy_that_the_host_would_drop_is_refused() {
        let refused = |host, length| check_host(host, &with_policy(length, 3)).map_err(|why| why.to_string());
        assert_eq!(refused(Host::S3, 1_783), Ok(()));
        assert!(refused(Host::S3, 1_784).unwrap_err().contains("CloudFront takes 1783"));
        let line = "  content-security-policy: ".len();
        assert_eq!(refused(Host::Cloudflare, 2_000 - line), Ok(()));
        assert!(refused(Host::Cloudflare, 2_001 - line).unwrap_err().contains("has 2001 characters"));
        for host in [Host::Nginx, Host::Caddy, Host::Netlify, Host::GithubPages] {
            assert_eq!(refused(host, 9_000), Ok(()));
        }
    }

    #[test]
    fn more_rules_than_the_host_reads_are_refused() {
        assert!(check_host(Host::Cloudflare, &with_policy(9, 95)).is_ok());
        assert!(check_host(Host::Cloudflare, &with_policy(9, 96)).is_err());
    }
}
