//! What the app is made of: licenses, sources, versions and known problems of its crates, and that nothing of npm is in it.

use super::tally::Tally;
use super::{check, check_result};
use crate::failure::{Failure, Result};
use crate::{project, tools};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// Runs every check. Known problems are left out where their list can't be fetched, which is said.
pub fn run() -> Result<Tally> {
    tools::ensure_cargo_deny()?;
    let mut tally = check_result("No npm package in the app", no_npm_package);
    tally += check(
        "Licenses, versions and sources of crates",
        &mut deny(&["check", "licenses", "bans", "sources"]),
    );
    tally += advisories();
    Ok(tally)
}

fn advisories() -> Tally {
    let name = "Known problems of crates";
    if deny(&["fetch", "db"]).output().is_ok_and(|output| output.status.success()) {
        return check(name, &mut deny(&["check", "--disable-fetch", "advisories"]));
    }
    println!("- {name}: not looked at, since their list could not be fetched");
    Tally::skipped()
}

fn deny(arguments: &[&str]) -> Command {
    let mut deny = tools::command("cargo-deny");
    deny.args(["--workspace", "--log-level", "error"]).args(arguments);
    deny
}

fn no_npm_package() -> Result<()> {
    let path = project::root().join("package.json");
    let text = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    match brought_along(&text) {
        Some(names) if names.is_empty() => Ok(()),
        Some(names) => Err(Failure::new(
            format!("package.json names packages for the app itself: {}.", names.join(", ")),
            "Only tools come from npm: name them in devDependencies.",
        )),
        None => Err(Failure::new("package.json is no JSON object.", "Mend it.")),
    }
}

/// The packages that something other than building and testing would need.
fn brought_along(text: &str) -> Option<Vec<String>> {
    let package: Value = serde_json::from_str(text).ok()?;
    let package = package.as_object()?;
    let kinds = ["dependencies", "optionalDependencies", "peerDependencies", "bundledDependencies"];
    let names = kinds.iter().filter_map(|kind| package.get(*kind)?.as_object());
    Some(names.flat_map(|packages| packages.keys().cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_of_the_app_is_found_and_tools_are_not_meant() {
        assert_eq!(brought_along(r#"{"devDependencies": {"esbuild": "1"}}"#), Some(Vec::new()));
        let text = r#"{"dependencies": {"left-pad": "1"}, "optionalDependencies": {"x": "2"}}"#;
        assert_eq!(brought_along(text), Some(vec!["left-pad".to_owned(), "x".to_owned()]));
        assert_eq!(brought_along("[]"), None);
    }
}
