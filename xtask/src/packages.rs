//! Programs that come from the system's package manager.

use crate::failure::{Failure, Result};
use crate::{report, tools};
use nix::unistd::geteuid;
use std::path::PathBuf;
use std::process::Command;

/// Makes sure of a program whose package has its name.
pub fn ensure(program: &str) -> Result<()> {
    ensure_from(program, program).map(drop)
}

/// Makes sure of a program that a package of another name has; where it is.
pub fn ensure_from(program: &str, package: &str) -> Result<PathBuf> {
    if let Ok(path) = which::which(program) {
        return Ok(path);
    }
    if can_use_apt() {
        apt_install(program, &[package])?;
    }
    which::which(program).map_err(|_| {
        Failure::new(
            format!("{program} was not found."),
            format!("Install {package} and put {program} on PATH."),
        )
    })
}

/// Whether packages can be installed here.
pub fn can_use_apt() -> bool {
    geteuid().is_root() && which::which("apt-get").is_ok()
}

/// Installs packages; `what` names them for people.
pub fn apt_install(what: &str, packages: &[&str]) -> Result<()> {
    report::step(&format!("Installing {what} (apt)"), || {
        let apt = |arguments: &[&str]| {
            let mut apt = Command::new("apt-get");
            tools::installed(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"), what)
        };
        apt(&["update", "-qq"])?;
        apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
    })
}
