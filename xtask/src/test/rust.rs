//! Format, lints (native and wasm32) and native tests of the whole workspace.

use super::tally::Tally;
use super::{check, counted};
use crate::failure::Result;
use crate::{process, project, tools};
use std::process::Command;

/// Runs every check, also after one has failed.
pub fn run() -> Result<Tally> {
    // Not all targets: the library's unit tests need crates that exist natively only.
    let wasm = ["--package", "latchkey", "--target", tools::WASM, "--lib", "--bins", "--test", "browser"];
    let mut tally = check("Format", cargo("fmt").args(["--all", "--check"]));
    tally += check("Clippy, native", &mut clippy(&["--workspace", "--all-targets"]));
    tools::ensure_wasm_target()?;
    tally += check("Clippy, wasm32", &mut clippy(&wasm));
    tally += native_tests()?;
    Ok(tally)
}

fn native_tests() -> Result<Tally> {
    counted("Native tests", || {
        let mut cargo = cargo("test");
        cargo.args(["--workspace", "--locked", "--no-fail-fast"]);
        let output = process::run_and_keep(&mut cargo, |line| println!("{line}"))?;
        Ok(Tally::of_cargo(&output))
    })
}

fn clippy(scope: &[&str]) -> Command {
    let mut clippy = cargo("clippy");
    clippy.args(["--quiet", "--locked"]).args(scope).args(["--", "--deny", "warnings"]);
    clippy
}

fn cargo(subcommand: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.arg(subcommand).current_dir(project::root());
    cargo
}
