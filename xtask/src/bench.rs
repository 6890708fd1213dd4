//! `cargo xtask bench`: the built app measured in Chromium, by a script that seeds the sandbox as it goes.

use crate::failure::{Failure, Result};
use crate::sandbox::{self, Sandbox};
use crate::{build, chromium, demo, node, process, tools};

const PORT: u16 = 4320;

/// Builds for release, starts a sandbox and runs the measuring script against it.
pub fn bench() -> Result<()> {
    sandbox::check_free(PORT, "Stop what uses it, then run this again.")?;
    build::build_if_changed()?;
    node::install_packages()?;
    let chromium = chromium::ensure()?;
    // Optimized, so that what is measured is the app and not the sandbox.
    let program = sandbox::build(&["--release"])?;
    let origin = demo::origin(PORT);
    let config = demo::write_config("bench", &origin, None)?;
    let _sandbox = Sandbox::start(&program, &sandbox::Options { port: PORT, config: &config, keys: None })?;

    let mut script = tools::command("node");
    script
        .arg("tests/bench/run.mjs")
        .env("APP_URL", &origin)
        .env("SANDBOX_URL", &origin)
        .env("CHROMIUM", chromium);
    if process::run(&mut script)? {
        return Ok(());
    }
    Err(Failure::new("The measurement failed or missed its targets.", "The lines above say which."))
}
