//! What `dist` writes, on real web servers, in engines that are not Chromium's.

use super::Extent;
use super::e2e::{Stage, playwright, port};
use super::hosts;
use super::tally::Tally;
use crate::dist::Host;
use crate::failure::Result;
use crate::{packages, webservers};
use serde_json::json;

/// What is installed where it is missing: a program, and Debian's package that has it.
const WEBKIT: [(&str, &str); 2] = [("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];

/// The hosts, each with the app's base and how far its port is from the first.
const SERVED: [(Host, &str, u16); 2] = [(Host::Nginx, "/", 26), (Host::Caddy, "/keys/", 27)];

/// Serves each and runs the tests in Firefox and `WebKit`.
pub fn run(extent: Extent) -> Result<Tally> {
    let firefox = packages::ensure_from("firefox-esr", "firefox-esr")?;
    for (program, package) in WEBKIT {
        packages::ensure_from(program, package)?;
    }
    let stage = Stage::set(extent)?;
    let mut servers = Vec::new();
    for (host, base, offset) in SERVED {
        servers.push(webservers::start(host, base, port(offset), &hosts::config()?)?);
    }
    let told: Vec<_> = servers.iter().map(hosts::told).collect();
    let mut command = stage.command();
    command
        .env("HOSTS", json!(told).to_string())
        .env("FIREFOX", firefox)
        .env("WEBKIT_PORT", port(29).to_string());
    playwright("engines", &mut command)
}
