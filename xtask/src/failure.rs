//! The one error of xtask: what went wrong and what to do about it, each a sentence.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a command stopped, told to the person at the terminal.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: String,
}

/// What every fallible function of xtask gives.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// Takes one sentence on what went wrong and one on the remedy.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }

    /// Turns a failed file operation into a failure; `action` completes "Cannot …".
    pub fn file(action: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let what = format!("Cannot {action} {}", path.display());
        move |error| {
            Self::new(
                format!("{what}: {error}."),
                "Check that the folder can be written and the disk has room.",
            )
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.remedy)
    }
}

impl std::error::Error for Failure {}
