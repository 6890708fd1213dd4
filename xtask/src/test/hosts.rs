//! What `dist` writes, served by a real nginx and a real Caddy, in Chromium.

use super::Extent;
use super::e2e::{Stage, playwright};
use super::tally::Tally;
use crate::dist::Host;
use crate::failure::{Failure, Result};
use crate::{project, webservers};
use serde_json::json;
use std::fs;

/// Where the sandbox of these tests has its backends, as the tests know it.
const API: &str = "http://127.0.0.1:4301";
const SERVED: [(Host, &str, u16); 4] = [
    (Host::Nginx, "/", 4320),
    (Host::Nginx, "/keys/", 4321),
    (Host::Caddy, "/", 4322),
    (Host::Caddy, "/keys/", 4323),
];

/// Serves each and runs the tests of them all.
pub fn run(extent: Extent) -> Result<Tally> {
    let stage = Stage::set(extent)?;
    let config = project::target().join("hosts-config.json");
    let connection =
        json!({"id": "elastic", "kind": "elastic-cloud", "name": "Elastic Cloud", "base_url": API});
    let text = json!({ "connections": [connection] }).to_string();
    fs::write(&config, text).map_err(Failure::file("write", &config))?;
    let mut servers = Vec::new();
    for (host, base, port) in SERVED {
        servers.push(webservers::start(host, base, port, &config)?);
    }
    let told: Vec<_> = servers.iter().map(|it| json!({"name": it.name, "url": it.url})).collect();
    let mut command = stage.command();
    command.env("HOSTS", json!(told).to_string());
    playwright("hosts", &mut command)
}
