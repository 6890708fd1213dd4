//! Virtual environments of Python servers, with exactly the versions of a constraints file.

use crate::failure::{Failure, Result};
use crate::{fingerprint, process, project, report, tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PYTHON_MINORS: std::ops::RangeInclusive<u32> = 10..=14;

/// What stands in an environment.
pub struct Wanted {
    /// What people call it: `the ZenML server`.
    pub name: &'static str,
    /// The constraints file, from the project's root; it names the version of each package.
    pub constraints: &'static str,
    /// What is asked for by name: package and extras. The rest comes with it.
    pub packages: &'static [(&'static str, &'static str)],
}

/// The environment's Python, after installing what is missing.
pub fn environment(home: &Path, what: &Wanted) -> Result<PathBuf> {
    let root = project::root();
    let wanted = fingerprint::of_files(&root, &[what.constraints.into()])?;
    let venv = home.join("venv");
    let python = venv.join("bin/python");
    let stamp = venv.join("installed");
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let base = base_python(what.name)?;
    let constraints = root.join(what.constraints);
    let pins = fs::read_to_string(&constraints).map_err(Failure::file("read", &constraints))?;
    let mut packages = Vec::new();
    for (package, extras) in what.packages {
        let version = version(&pins, package).ok_or_else(|| {
            Failure::new(
                format!("{} names no version of {package}.", what.constraints),
                "Restore that file from version control.",
            )
        })?;
        packages.push(format!("{package}{extras}=={version}"));
    }
    report::step(&format!("Installing {} (once, takes a minute)", what.name), || {
        make_environment(&base, &venv)?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint"]);
        pip.arg(&constraints).args(packages);
        tools::installed(&mut pip, what.name)
    })?;
    fs::write(&stamp, wanted).map_err(Failure::file("write", &stamp))?;
    Ok(python)
}

fn base_python(what: &str) -> Result<PathBuf> {
    let remedy = "Install Python 3.10 to 3.14 as python3, then run this again.";
    let python = which::which("python3").map_err(|_| Failure::new("python3 was not found.", remedy))?;
    let answer = process::ask(Command::new(&python).arg("--version")).unwrap_or_default();
    if is_supported(&answer) {
        return Ok(python);
    }
    Err(Failure::new(format!("{what} does not run on {}.", answer.trim()), remedy))
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

fn version<'a>(constraints: &'a str, package: &str) -> Option<&'a str> {
    let pin = |line: &'a str| line.strip_prefix(package)?.strip_prefix("==");
    constraints.lines().find_map(pin)
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
    fn a_version_comes_from_the_constraints() {
        let pins = "a==1\nzenml==0.98.0\nzenml-more==2\n";
        assert_eq!((version(pins, "zenml"), version(pins, "a")), (Some("0.98.0"), Some("1")));
        assert_eq!((version("notzenml==1\n", "zenml"), version("zenml>=1", "zenml")), (None, None));
    }
}
