//! The pinned build tools: one that is on PATH at the right version is used, any other is installed under `target/tools`.

use crate::failure::{Failure, Result};
use crate::{node, process, project, report};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
const WASM_BINDGEN: &str = "0.2.130";
const WASM_OPT: &str = "132";
const ESBUILD: &str = "0.28.2";
const CARGO_DENY: &str = "0.20.2";
/// The name of the compiler target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Quick to compile and just as quick to use: what trunk waits for is cargo.
const QUICK_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

/// Makes sure of all that a build needs: the wasm target, trunk, wasm-bindgen, wasm-opt and esbuild.
pub fn ensure_for_build() -> Result<()> {
    ensure_wasm_target()?;
    ensure_trunk()?;
    ensure_wasm_bindgen()?;
    ensure_npm_tools()
}

/// Makes sure of the compiler's wasm target.
pub fn ensure_wasm_target() -> Result<()> {
    let libdir = process::ask(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libdir.is_some_and(|path| Path::new(path.trim()).is_dir()) {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        return Err(Failure::new(
            format!("The compiler has no {WASM} target, and rustup is not there to add it."),
            "Install Rust through https://rustup.rs, then run this again.",
        ));
    }
    report::step(&format!("Adding the compiler's {WASM} target"), || {
        installed(Command::new("rustup").args(["target", "add", WASM]), &format!("the {WASM} target"))
    })
}

/// Makes sure of wasm-bindgen and its test runner, which come together.
pub fn ensure_wasm_bindgen() -> Result<()> {
    if has("wasm-bindgen", WASM_BINDGEN) && has("wasm-bindgen-test-runner", WASM_BINDGEN) {
        return Ok(());
    }
    // Without --locked: its own lock file may name a crate version that has been yanked.
    cargo_install("wasm-bindgen-cli", WASM_BINDGEN, &[])
}

/// Makes sure of what checks the crates that the app is made of.
pub fn ensure_cargo_deny() -> Result<()> {
    if has("cargo-deny", CARGO_DENY) {
        return Ok(());
    }
    cargo_install("cargo-deny", CARGO_DENY, &["--locked"])
}

fn ensure_trunk() -> Result<()> {
    if has("trunk", TRUNK) {
        return Ok(());
    }
    cargo_install("trunk", TRUNK, &["--locked", "--no-default-features", "--features", "rustls"])
}

fn ensure_npm_tools() -> Result<()> {
    let are_there = has("wasm-opt", WASM_OPT) && has("esbuild", ESBUILD);
    if are_there { Ok(()) } else { node::install_packages() }
}

/// A command that finds the project's own tools before those on PATH.
pub fn command(program: &str) -> Command {
    let path = search_path();
    let found = which::which_in(program, Some(&path), project::root());
    let mut command = Command::new(found.unwrap_or_else(|_| PathBuf::from(program)));
    command.env("PATH", path).current_dir(project::root());
    command
}

/// Where programs are found: the project's own before those on PATH.
pub fn search_path() -> OsString {
    let root = project::root();
    let own = [root.join("target/tools/bin"), root.join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited)
}

fn has(program: &str, version: &str) -> bool {
    let answer = process::ask(command(program).arg("--version"));
    answer.is_some_and(|answer| version_in(&answer) == Some(version))
}

/// The first word that looks like a version: `0.21.14` in `trunk 0.21.14`, `20.1.0` in `v20.1.0`.
pub fn version_in(answer: &str) -> Option<&str> {
    answer
        .split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

fn cargo_install(name: &str, version: &str, options: &[&str]) -> Result<()> {
    let tools = project::target().join("tools");
    let scratch = tools.join("build");
    report::step(&format!("Installing {name} {version} (once, takes minutes)"), || {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", name, "--version", version, "--force"]).args(options);
        cargo.arg("--root").arg(&tools).env("CARGO_TARGET_DIR", &scratch).envs(QUICK_PROFILE);
        installed(&mut cargo, &format!("{name} {version}"))
    })?;
    fs::remove_dir_all(&scratch).map_err(Failure::file("remove", &scratch))
}

/// Runs an installing command; its failure is most often the network's.
pub fn installed(command: &mut Command, what: &str) -> Result<()> {
    if process::run(command)? {
        return Ok(());
    }
    Err(Failure::new(
        format!("Could not install {what} (the lines above say why)."),
        "Check the network connection, then run this again.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> String {
        fs::read_to_string(project::root().join(name)).unwrap()
    }

    #[test]
    fn versions_are_found_in_what_tools_print() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130 (4f5a6b7)"), Some("0.2.130"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(version_in("v20.20.2"), Some("20.20.2"));
        assert_eq!(version_in("unknown"), None);
    }

    #[test]
    fn every_file_that_pins_a_tool_pins_the_same_version() {
        let trunk = file("Trunk.toml");
        assert!(trunk.contains(&format!("wasm_bindgen = \"{WASM_BINDGEN}\"")));
        assert!(trunk.contains(&format!("wasm_opt = \"version_{WASM_OPT}\"")));
        assert!(file("Cargo.toml").contains(&format!("wasm-bindgen = \"={WASM_BINDGEN}\"")));
        assert!(file("package.json").contains(&format!("\"esbuild\": \"{ESBUILD}\"")));
        assert!(file("package.json").contains(&format!("\"binaryen\": \"{WASM_OPT}.0.0\"")));
    }
}
