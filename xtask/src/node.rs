//! Node and the npm packages of the lock file.

use crate::failure::{Failure, Result};
use crate::{fingerprint, process, project, report, tools};
use std::fs;

const OLDEST_NODE: u32 = 20;

/// Installs exactly what `package-lock.json` names, unless that is what is there.
pub fn install_packages() -> Result<()> {
    let root = project::root();
    let lock = fingerprint::of_files(&root, &["package-lock.json".into()])?;
    let stamp = root.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    check_node()?;
    report::step("Installing npm packages", || {
        let mut npm = tools::command("npm");
        npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        tools::installed(&mut npm, "the npm packages")
    })?;
    fs::write(&stamp, lock).map_err(Failure::file("write", &stamp))
}

fn check_node() -> Result<()> {
    let remedy =
        format!("Install Node {OLDEST_NODE} or newer with npm (https://nodejs.org), then run this again.");
    let Some(answer) = process::ask(tools::command("node").arg("--version")) else {
        return Err(Failure::new("Node was not found.", remedy));
    };
    if process::ask(tools::command("npm").arg("--version")).is_none() {
        return Err(Failure::new("npm was not found.", remedy));
    }
    if major(&answer).is_some_and(|major| major >= OLDEST_NODE) {
        return Ok(());
    }
    Err(Failure::new(format!("Node {} is too old.", answer.trim()), remedy))
}

fn major(answer: &str) -> Option<u32> {
    tools::version_in(answer)?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_a_number() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("node"), None);
    }
}
