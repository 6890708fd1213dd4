//! A Chromium to test in: one that is there, else the system's package, else Playwright's own download.

use crate::failure::{Failure, Result};
use crate::{node, packages, process, report, tools};
use nix::unistd::geteuid;
use std::env;
use std::path::{Path, PathBuf};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The path of a Chromium, installed if need be. `CHROMIUM` names one to use instead.
pub fn ensure() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(present) = find() {
        return Ok(present);
    }
    if packages::can_use_apt() {
        apt_install()?;
        return find().ok_or_else(|| {
            Failure::new("The chromium package holds no Chromium.", "Install Chromium and put it on PATH.")
        });
    }
    playwrights()
}

/// The path of the driver that belongs to Chromium. `CHROMEDRIVER` names one to use instead.
pub fn ensure_driver() -> Result<PathBuf> {
    let find =
        || env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| which::which("chromedriver").ok());
    if find().is_none() && packages::can_use_apt() {
        apt_install()?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "chromedriver was not found.",
            "Install the one that belongs to your Chromium (Debian: chromium-driver, Homebrew: chromedriver).",
        )
    })
}

/// How to start it for tests: without a window, a first-run page or traffic of its own.
pub fn arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--no-first-run",
    ];
    // Chromium refuses its own sandbox to root, which is who runs in most containers.
    if geteuid().is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}

fn find() -> Option<PathBuf> {
    let on_path = NAMES.iter().find_map(|name| which::which(name).ok());
    on_path.or_else(|| Some(PathBuf::from(MAC)).filter(|path| path.is_file()))
}

fn apt_install() -> Result<()> {
    packages::apt_install("Chromium and its driver", &["chromium", "chromium-driver"])
}

fn playwrights() -> Result<PathBuf> {
    node::install_packages()?;
    let ask = || {
        let script = "console.log(require('@playwright/test').chromium.executablePath())";
        let path = process::ask(tools::command("node").args(["--eval", script]))?;
        Some(PathBuf::from(path.trim())).filter(|path| Path::is_file(path))
    };
    if let Some(present) = ask() {
        return Ok(present);
    }
    report::step("Downloading Chromium (Playwright)", || {
        tools::installed(tools::command("playwright").args(["install", "chromium"]), "Chromium")
    })?;
    ask().ok_or_else(|| {
        Failure::new("Playwright installed no Chromium.", "Install Chromium and put it on PATH.")
    })
}
