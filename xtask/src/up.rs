//! `cargo xtask up`: the app and its sandbox on one address, with demo data.

use crate::failure::{Failure, Result};
use crate::sandbox::{self, Sandbox};
use crate::zenml::{self, Server};
use crate::{build, demo, process, project, report};
use std::num::NonZeroU16;

/// What a person may choose.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// The port of app and sandbox; a ZenML server takes the one after it.
    pub port: NonZeroU16,
    /// How many demo keys to begin with, if not as many as the sandbox has by itself.
    pub keys: Option<u32>,
    /// Whether to start a real ZenML server too.
    pub zenml: bool,
}

/// Builds what is missing, starts everything and stays until Ctrl-C.
pub fn up(options: &Options) -> Result<()> {
    let other = "Stop what uses it, or choose another one: cargo xtask up --port NUMBER.";
    let port = options.port.get();
    let zenml_port = options.zenml.then(|| port.checked_add(1).unwrap_or(port - 1));
    for port in [Some(port), zenml_port].into_iter().flatten() {
        sandbox::check_free(port, other)?;
    }
    build::build_if_changed()?;
    let program = sandbox::build(&[])?;
    let zenml = zenml_port.map(|zenml_port| start_zenml(zenml_port, port)).transpose()?;
    let zenml_url = zenml.as_ref().map(Server::url);

    let origin = demo::origin(port);
    let config = demo::write_config("up", &origin, zenml_url)?;
    let sandbox = report::step("Starting the sandbox", || {
        let app = project::dist();
        Sandbox::start(&program, &sandbox::Options { port, app: &app, config: &config, keys: options.keys })
    })?;
    println!("{}", demo::welcome(&origin, zenml_url));
    process::expect_interrupt();
    sandbox.wait()
}

fn start_zenml(port: u16, app_port: u16) -> Result<Server> {
    let origins = [demo::origin(app_port), format!("http://localhost:{app_port}")];
    let server = zenml::start(&zenml::Options { name: "up", port, origins: &origins, fresh: false });
    server
        .map_err(|failure| Failure::new(failure.to_string(), "Without --zenml, the rest of the demo works."))
}
