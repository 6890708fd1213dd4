//! Programs that come from the system's package manager.

use crate::failure::{Failure, Result};
use crate::{report, tools};
use nix::unistd::geteuid;
use std::process::Command;

/// Makes sure of a program whose package has its name.
pub fn ensure(program: &str) -> Result<()> {
    if which::which(program).is_ok() {
        return Ok(());
    }
    if can_use_apt() {
        apt_install(program, &[program])?;
    }
    which::which(program).map(drop).map_err(|_| {
        Failure::new(format!("{program} was not found."), format!("Install {program} and put it on PATH."))
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
