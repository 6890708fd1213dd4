//! What `dist` writes, served by a real nginx and a real Caddy, in Chromium: what each host sends, then the tests of
//! the app on them.

use super::Extent;
use super::e2e::{Stage, playwright, port};
use super::tally::Tally;
use crate::dist::{self, Host};
use crate::failure::{Failure, Result};
use crate::webservers::{self, WebServer};
use crate::{packages, project};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The hosts, each with the app's base and how far its port is from the first.
const SERVED: [(Host, &str, u16); 4] = [
    (Host::Nginx, "/", 20),
    (Host::Nginx, "/keys/", 21),
    (Host::Caddy, "/", 22),
    (Host::Caddy, "/keys/", 23),
];

/// The hosts that are emulated, one after the other on one port, with the app under this base.
const EMULATED: [Host; 4] = [Host::Netlify, Host::Cloudflare, Host::S3, Host::GithubPages];
const EMULATED_BASE: &str = "/keys/";
const EMULATED_PORT: u16 = 28;

/// The hosts on which every test of the app runs, with the port likewise.
const WHOLE: [(Host, u16); 2] = [(Host::Nginx, 24), (Host::Caddy, 25)];

/// Serves each and runs the tests of them all, then those of the app: all of them on each host, or in the short form a
/// few on one.
pub fn run(extent: Extent) -> Result<Tally> {
    let stage = Stage::set(extent)?;
    // It makes the certificate of a service that is passed on.
    packages::ensure("openssl")?;
    let mut servers = Vec::new();
    for (host, base, offset) in SERVED {
        servers.push(webservers::start(host, base, port(offset), &config()?)?);
    }
    let told: Vec<_> = servers.iter().map(told).collect();
    let mut command = stage.command();
    command.env("HOSTS", json!(told).to_string()).env("EMULATED", emulated()?.to_string());
    let mut tally = playwright("hosts", &mut command)?;
    drop(servers);
    let count = if extent == Extent::Full { WHOLE.len() } else { 1 };
    for (host, offset) in &WHOLE[..count] {
        let server = webservers::start(*host, "/", port(*offset), &config()?)?;
        tally += playwright("on-host", &mut on_host(stage.command(), &server, extent)?)?;
    }
    Ok(tally)
}

/// What is written for the hosts that are emulated.
fn emulated() -> Result<Value> {
    let mut hosts = Vec::new();
    for host in EMULATED {
        let out = project::target().join("hosts").join(host.name());
        let (config, base) = (config()?, EMULATED_BASE.to_owned());
        dist::write_folder(&dist::Options { config, base, out: Some(out.clone()), host })?;
        hosts.push(json!({"target": host.name(), "out": out, "base": EMULATED_BASE}));
    }
    Ok(json!({"port": port(EMULATED_PORT), "hosts": hosts}))
}

/// A configuration whose one connection is the sandbox of these tests.
pub(super) fn config() -> Result<PathBuf> {
    let path = project::target().join("hosts-config.json");
    let api = format!("http://127.0.0.1:{}", port(1));
    let connection =
        json!({"id": "elastic", "kind": "elastic-cloud", "name": "Elastic Cloud", "base_url": api});
    let text = json!({ "connections": [connection] }).to_string();
    fs::write(&path, text).map_err(Failure::file("write", &path))?;
    Ok(path)
}

/// What the tests have to know of a host to deploy to it.
pub(super) fn told(server: &WebServer) -> Value {
    json!({
        "name": server.name,
        "url": server.url,
        "out": server.out,
        "target": server.host.name(),
        "told": server.told,
        "reload": server.reload,
    })
}

/// Tells the tests how to deploy to this host what they configure. How a call goes wrong and what a service says is
/// the same on every host, so that of these each kind is met once.
fn on_host(mut command: Command, server: &WebServer, extent: Extent) -> Result<Command> {
    let program = env::current_exe().map_err(|error| {
        Failure::new(format!("This program can't be found: {error}."), "Run cargo xtask again.")
    })?;
    let mut host = told(server);
    host["xtask"] = json!(program);
    host["whole"] = json!(extent == Extent::Full);
    command.env("ON_HOST", host.to_string()).env_remove("LATCHKEY_FULL");
    Ok(command)
}
