//! The ZenML server's virtual environment, with exactly the versions of `tests/zenml/constraints.txt`.

use crate::failure::{Failure, Result};
use crate::{fingerprint, process, project, report, tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CONSTRAINTS: &str = "tests/zenml/constraints.txt";
const PYTHON_MINORS: std::ops::RangeInclusive<u32> = 10..=14;

/// The environment's Python, after installing what is missing.
pub fn python(home: &Path) -> Result<PathBuf> {
    let root = project::root();
    let wanted = fingerprint::of_files(&root, &[CONSTRAINTS.into()])?;
    let venv = home.join("venv");
    let python = venv.join("bin/python");
    let stamp = venv.join("installed");
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let base = base_python()?;
    let constraints = root.join(CONSTRAINTS);
    let pins = fs::read_to_string(&constraints).map_err(Failure::file("read", &constraints))?;
    let version = zenml_version(&pins)?;
    report::step(&format!("Installing the ZenML server {version} (once, takes a minute)"), || {
        make_environment(&base, &venv)?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint"]);
        pip.arg(&constraints).arg(format!("zenml[server]=={version}"));
        tools::installed(&mut pip, "the ZenML server")
    })?;
    fs::write(&stamp, wanted).map_err(Failure::file("write", &stamp))?;
    Ok(python)
}

fn base_python() -> Result<PathBuf> {
    let remedy = "Install Python 3.10 to 3.14 as python3, then run this again.";
    let python = which::which("python3").map_err(|_| Failure::new("python3 was not found.", remedy))?;
    let answer = process::ask(Command::new(&python).arg("--version")).unwrap_or_default();
    if is_supported(&answer) {
        return Ok(python);
    }
    Err(Failure::new(format!("The ZenML server does not run on {}.", answer.trim()), remedy))
}

fn is_supported(answer: &str) -> bool {
    let mut numbers = tools::version_in(answer).unwrap_or_default().split('.').map(str::parse);
    numbers.next() == Some(Ok(3))
        && numbers.next().is_some_and(|minor| minor.is_ok_and(|it| PYTHON_MINORS.contains(&it)))
}

fn make_environment(python: &Path, venv: &Path) -> Result<()> {
    if process::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(venv))? {
        return Ok(());
    }
    Err(Failure::new(
        "Python could not make a virtual environment.",
        "Install its venv module (Debian: python3-venv), then run this again.",
    ))
}

fn zenml_version(constraints: &str) -> Result<&str> {
    constraints.lines().find_map(|line| line.strip_prefix("zenml==")).ok_or_else(|| {
        Failure::new(
            format!("{CONSTRAINTS} names no version of zenml."),
            "Restore that file from version control.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_is_taken_from_3_10_to_3_14() {
        assert!(is_supported("Python 3.11.7\n"));
        assert!(is_supported("Python 3.14.0"));
        assert!(!is_supported("Python 3.9.2"));
        assert!(!is_supported("Python 2.10.0"));
        assert!(!is_supported(""));
    }

    #[test]
    fn the_version_comes_from_the_constraints() {
        assert_eq!(zenml_version("a==1\nzenml==0.98.0\n").unwrap(), "0.98.0");
        assert!(zenml_version("notzenml==1\n").is_err());
    }
}
