//! The app's parts in headless Chromium, through wasm-bindgen's test runner.

use super::counted;
use super::tally::Tally;
use crate::failure::{Failure, Result};
use crate::{chromium, process, project, tools};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// Installs what is missing and runs the tests.
pub fn run() -> Result<Tally> {
    tools::ensure_wasm_target()?;
    tools::ensure_wasm_bindgen()?;
    let settings = write_settings(&chromium::ensure()?)?;
    let driver = chromium::ensure_driver()?;
    counted("Browser tests", || {
        let mut cargo = tools::command("cargo");
        cargo.args([
            "test",
            "--package",
            "latchkey",
            "--target",
            tools::WASM,
            "--test",
            "browser",
            "--locked",
        ]);
        cargo.env("CHROMEDRIVER", driver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
        // A zone whose clocks change, which the tests of the calendar need.
        cargo.env("TZ", "Europe/Berlin");
        let output = process::run_and_keep(&mut cargo, |line| println!("{line}"))?;
        Ok(Tally::of_cargo(&output))
    })
}

/// Tells the test runner which Chromium to drive, and how.
fn write_settings(chromium: &Path) -> Result<PathBuf> {
    let path = project::target().join("webdriver.json");
    let settings = json!({ "goog:chromeOptions": { "binary": chromium, "args": chromium::arguments() } });
    fs::create_dir_all(project::target()).map_err(Failure::file("make", &project::target()))?;
    fs::write(&path, settings.to_string()).map_err(Failure::file("write", &path))?;
    Ok(path)
}
