//! The built app in Chromium, driven by Playwright: against the sandbox, a real `FastAPI` server, and a real `ZenML`
//! server.

use super::tally::Tally;
use super::{Extent, check_result, counted};
use crate::failure::{Failure, Result};
use crate::{build, chromium, fastapi, node, process, project, sandbox, tools, zenml};
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;

/// Where the tests expect the real servers.
const ZENML_PORT: u16 = 10;
const FASTAPI_PORT: u16 = 11;

/// The service account for what only many keys show, as the tests know it.
const MANY: (&str, u32) = ("ten-thousand", 10_000);

/// The port at this distance from the first one that the tests use, where they serve the app. Another first one, as
/// `E2E_PORT`, lets a second run stand beside the first.
pub(super) fn port(offset: u16) -> u16 {
    let first = env::var("E2E_PORT").ok().and_then(|port| port.parse().ok());
    first.unwrap_or(4300_u16).saturating_add(offset)
}

fn app_origins() -> [String; 2] {
    ["localhost", "127.0.0.1"].map(|name| format!("http://{name}:{}", port(0)))
}

/// Checks the size of the built app, then runs the tests that need only the sandbox.
pub fn on_sandbox(extent: Extent) -> Result<Tally> {
    let stage = Stage::set(extent)?;
    let mut tally = check_result("Size of a first visit", build::check_size);
    tally += playwright("sandbox", &mut stage.command())?;
    Ok(tally)
}

/// Starts a `FastAPI` server and runs the tests of the Search API on it, too.
pub fn on_fastapi(extent: Extent) -> Result<Tally> {
    let stage = Stage::set(extent)?;
    let server = fastapi::start(port(FASTAPI_PORT), &app_origins())?;
    playwright("fastapi", stage.command().env("FASTAPI_URL", server.url()))
}

/// Starts a ZenML server that knows nothing yet and runs the tests that need one.
pub fn on_zenml(extent: Extent) -> Result<Tally> {
    let stage = Stage::set(extent)?;
    let origins = app_origins();
    let options = zenml::Options { name: "test", port: port(ZENML_PORT), origins: &origins, fresh: true };
    let server = zenml::start(&options)?;
    let work = prepare_further_servers(&server)?;
    server.seed(MANY.0, MANY.1)?;
    let mut command = stage.command();
    command
        .env("ZENML_URL", server.url())
        .env("ZENML_USER", zenml::USER)
        .env("ZENML_PASSWORD", zenml::PASSWORD)
        .env("ZENML_PYTHON", server.python())
        .env("ZENML_DATABASE", server.database())
        .env("ZENML_WORK", &work);
    playwright("zenml", &mut command)
}

/// An empty folder but for what this server knows now: one that begins with that starts in half the time.
fn prepare_further_servers(server: &zenml::Server) -> Result<PathBuf> {
    let work = project::target().join("zenml/further");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(Failure::file("remove", &work))?;
    }
    fs::create_dir_all(&work).map_err(Failure::file("make", &work))?;
    let template = work.join("template.db");
    fs::copy(server.database(), &template).map_err(Failure::file("write", &template))?;
    Ok(work)
}

/// What both kinds of tests need, built and installed.
pub(super) struct Stage {
    sandbox: PathBuf,
    chromium: PathBuf,
    extent: Extent,
}

impl Stage {
    pub(super) fn set(extent: Extent) -> Result<Self> {
        build::build_if_changed()?;
        let sandbox = sandbox::build(&[])?;
        node::install_packages()?;
        Ok(Self { sandbox, chromium: chromium::ensure()?, extent })
    }

    pub(super) fn command(&self) -> Command {
        let mut command = tools::command("playwright");
        command
            .env("SANDBOX_BIN", &self.sandbox)
            .env("APP_DIR", project::dist())
            .env("CHROMIUM", &self.chromium);
        if self.extent == Extent::Full {
            command.env("LATCHKEY_FULL", "1").env("LATCHKEY_BULK_10000", "1");
        }
        command
    }
}

pub(super) fn playwright(suite: &str, command: &mut Command) -> Result<Tally> {
    let path = project::target().join(format!("playwright-{suite}.json"));
    // A report of an earlier run must not be taken for this one's.
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(Failure::file("remove", &path)(error));
        }
        _ => {}
    }
    command.args(["test", "--config", "tests/e2e/playwright.config.mjs", "--project", suite]);
    command.args(["--reporter", "list,json"]).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &path);
    counted(&format!("End-to-end tests ({suite})"), || {
        let success = process::run(command)?;
        Ok(Tally::of_playwright(&fs::read_to_string(&path).unwrap_or_default(), success))
    })
}
