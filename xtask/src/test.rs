//! `cargo xtask test`: every part of the tests, one tally at the end.

mod browser;
mod e2e;
mod engines;
mod fuzzing;
mod hosts;
mod rust;
mod supply;
mod tally;

use crate::failure::{Failure, Result};
use crate::process;
use crate::report;
use std::process::Command;
use tally::Tally;

/// A part of the tests that can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// Format, lints and native tests.
    Unit,
    /// What the app is made of.
    Supply,
    /// Inputs that nobody thought of.
    Fuzz,
    /// Components in a real browser, without the app around them.
    Browser,
    /// The built app against the sandbox.
    E2e,
    /// What is deployed, on real web servers.
    Hosts,
    /// What is deployed, in Firefox and `WebKit`.
    Engines,
    /// The built app against a real `FastAPI` server.
    Fastapi,
    /// The built app against a real ZenML server.
    Zenml,
}

impl Part {
    /// Every part, the quickest to fail first.
    pub const ALL: [Self; 9] = [
        Self::Unit,
        Self::Supply,
        Self::Fuzz,
        Self::Browser,
        Self::E2e,
        Self::Hosts,
        Self::Engines,
        Self::Fastapi,
        Self::Zenml,
    ];

    /// The part of this name.
    pub fn named(name: &str) -> std::result::Result<Self, String> {
        let part = Self::ALL.into_iter().find(|part| part.name() == name);
        part.ok_or_else(|| format!("the parts are {}", Self::ALL.map(Self::name).join(", ")))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Supply => "supply",
            Self::Fuzz => "fuzz",
            Self::Browser => "browser",
            Self::E2e => "e2e",
            Self::Hosts => "hosts",
            Self::Engines => "engines",
            Self::Fastapi => "fastapi",
            Self::Zenml => "zenml",
        }
    }

    fn run(self, extent: Extent) -> Result<Tally> {
        match self {
            Self::Unit => rust::run(),
            Self::Supply => supply::run(),
            Self::Fuzz => fuzzing::run(extent),
            Self::Browser => browser::run(),
            Self::E2e => e2e::on_sandbox(extent),
            Self::Hosts => hosts::run(extent),
            Self::Engines => engines::run(extent),
            Self::Fastapi => e2e::on_fastapi(extent),
            Self::Zenml => e2e::on_zenml(extent),
        }
    }
}

/// How much of it is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// What fits before a merge: of what takes hours, a part that meets each kind of thing.
    Short,
    /// All of it.
    Full,
}

/// Runs the parts and prints their tally as the last line; tells whether nothing failed.
pub fn test(parts: &[Part], extent: Extent) -> bool {
    let mut total = Tally::default();
    for part in parts {
        println!("\n== {} ==", part.name());
        let tally = part.run(extent).unwrap_or_else(|failure| {
            println!("The part {} could not run. {failure}", part.name());
            Tally::failed(part.name())
        });
        println!("{}: {tally}", part.name());
        total += tally;
    }
    println!();
    for line in total.told() {
        println!("{line}");
    }
    println!("{total}");
    total.is_success()
}

/// Runs a command that counts its own tests.
fn counted(name: &str, work: impl FnOnce() -> Result<Tally>) -> Result<Tally> {
    report::judged_step(name, work, Tally::is_success)
}

/// Counts a command as one check, passed when it exits with 0.
fn check(name: &str, command: &mut Command) -> Tally {
    check_result(name, || {
        if process::run(command)? {
            return Ok(());
        }
        Err(Failure::new(format!("{name} failed."), "Mend what the lines above name."))
    })
}

/// Counts a piece of work as one check, passed when it succeeds.
fn check_result(name: &str, work: impl FnOnce() -> Result<()>) -> Tally {
    match report::step(name, work) {
        Ok(()) => Tally::passed(),
        Err(failure) => {
            println!("{failure}");
            Tally::failed(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_name() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Ok(part));
        }
        assert!(Part::named("Unit").is_err());
    }

    #[test]
    fn a_check_passes_by_its_exit_code() {
        assert_eq!(check("true", &mut Command::new("true")), Tally::passed());
        assert_eq!(check("false", &mut Command::new("false")), Tally::failed("false"));
        let missing = check("missing", &mut Command::new("latchkey-no-such-program"));
        assert_eq!(missing, Tally::failed("missing"));
    }
}
