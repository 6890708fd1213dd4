//! Builds the app with trunk, compresses what it built and checks its weight.

use crate::failure::{Failure, Result};
use crate::{fingerprint, page, process, project, report, size, split, tools};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the app is built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Profile {
    /// Quick to build, large.
    Debug,
    /// As it is deployed.
    Release,
}

/// What the built app is made from, and by. Anything else may change, or lie beside it, without a new build.
const BUILT: [&str; 15] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "config.json",
    "index.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/page.rs",
    "xtask/src/size.rs",
    "xtask/src/split",
    "xtask/src/split.rs",
];

/// Builds the app into `dist`. A release build prints its weight; whether that is allowed is for `check_size` to say.
pub fn build(profile: Profile) -> Result<()> {
    tools::ensure_for_build()?;
    fetch_crates()?;
    let name = match profile {
        Profile::Debug => "Building the app (debug)",
        Profile::Release => "Building the app (release)",
    };
    report::step(name, || trunk_build(profile))?;
    if profile == Profile::Release {
        report::step("Compressing the app", || size::compress(&project::dist()))?;
        print!("{}", size::table(&size::weigh(&project::dist())?));
        return remember();
    }
    Ok(())
}

/// Builds the app for release unless `dist` holds just that.
pub fn build_if_changed() -> Result<()> {
    if fs::read_to_string(stamp()).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok())
        == Some(state()?)
    {
        println!("✓ The built app is up to date");
        return Ok(());
    }
    build(Profile::Release)
}

/// Fails when the built app is over its budget.
pub fn check_size() -> Result<()> {
    size::check(&size::weigh(&project::dist())?)
}

/// Trunk is told to stay offline, which it hands to cargo: so cargo fetches first.
fn fetch_crates() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(["fetch", "--locked", "--quiet"]).current_dir(project::root());
    tools::installed(&mut cargo, "the crates of Cargo.lock")
}

fn trunk_build(profile: Profile) -> Result<()> {
    let mut trunk = tools::command("trunk");
    trunk.args(["build", "--offline=true", "--skip-version-check"]);
    // Trunk reads NO_COLOR as a yes-or-no option, and refuses the "1" that others ask for.
    trunk.env_remove("NO_COLOR");
    if profile == Profile::Release {
        trunk.arg("--release");
        split::prepare(&mut trunk)?;
    }
    if process::run(&mut trunk)? {
        if profile == Profile::Release {
            split::deliver(&project::dist())?;
        }
        return page::start_by_script(&project::dist());
    }
    Err(Failure::new("The app did not build.", "Mend what the lines above name, then run this again."))
}

fn stamp() -> PathBuf {
    project::target().join("release-build.json")
}

fn remember() -> Result<()> {
    fs::write(stamp(), state()?.to_string()).map_err(Failure::file("write", &stamp()))
}

/// What the build was made from and what it made: another build into `dist` in between is noticed too.
fn state() -> Result<Value> {
    let root = project::root();
    let inputs = fingerprint::files_under(&root, is_not_built)?;
    let dist = project::dist();
    let outputs = if dist.is_dir() { fingerprint::files_under(&dist, |_| false)? } else { Vec::new() };
    Ok(json!({
        "inputs": fingerprint::of_files(&root, &inputs)?,
        "outputs": fingerprint::of_files(&dist, &outputs)?,
    }))
}

fn is_not_built(path: &Path) -> bool {
    !BUILT.iter().any(|name| path.starts_with(name) || Path::new(name).starts_with(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_app_is_made_from_counts_and_nothing_else() {
        for path in [
            "src",
            "src/tests",
            "Cargo.lock",
            "xtask",
            "xtask/src",
            "xtask/src/page.rs",
            "xtask/src/split/names.rs",
        ] {
            assert!(!is_not_built(Path::new(path)), "{path}");
        }
        for path in
            ["tests", "README.md", "my-config.json", "xtask/src/test.rs", "xtask/Cargo.toml", "hosting"]
        {
            assert!(is_not_built(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn all_of_it_is_there() {
        for name in BUILT {
            assert!(project::root().join(name).exists(), "{name}");
        }
    }
}
