//! The sandbox: built, started, and ready when it says so.

use crate::failure::{Failure, Result};
use crate::process::{self, Group};
use crate::{project, report};
use serde_json::Value;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Compiles the sandbox; gives the path of the program. `options` go to cargo.
pub fn build(options: &[&str]) -> Result<PathBuf> {
    report::step("Building the sandbox", || {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--locked", "--package", "sandbox", "--bin", "sandbox"]).args(options);
        cargo.args(["--message-format", "json-render-diagnostics"]).current_dir(project::root());
        let messages = process::run_and_keep(&mut cargo, |_| ())?;
        messages.text.lines().find_map(executable).ok_or_else(|| {
            Failure::new("The sandbox did not build.", "Mend what the lines above name, then run this again.")
        })
    })
}

fn executable(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    message["executable"].as_str().map(PathBuf::from)
}

/// A running sandbox. Ends when dropped.
pub struct Sandbox {
    group: Group,
    // Held so that the sandbox does not find its output closed.
    _output: Box<dyn Iterator<Item = String>>,
}

/// How to start a sandbox that also serves the app.
pub struct Options<'a> {
    /// The port of app and backends, on the loopback address.
    pub port: u16,
    /// The folder of the built app.
    pub app: &'a Path,
    /// The `config.json` to serve.
    pub config: &'a Path,
    /// How many demo keys to begin with, if not the sandbox's own number.
    pub keys: Option<u32>,
}

impl Sandbox {
    /// Starts the program at `program` and waits until it listens.
    pub fn start(program: &Path, options: &Options) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--port", &options.port.to_string()]);
        if let Some(keys) = options.keys {
            command.args(["--keys", &keys.to_string()]);
        }
        command.arg("--app").arg(options.app).arg("--config").arg(options.config);
        let mut group = Group::spawn(command.stdout(Stdio::piped()))?;
        let mut output = group.lines();
        if output.next().is_some_and(|line| line.starts_with("sandbox ready on ")) {
            return Ok(Self { group, _output: Box::new(output) });
        }
        Err(Failure::new("The sandbox did not start.", "The lines above say why."))
    }

    /// Waits until the sandbox ends, which it does not do by itself.
    pub fn wait(mut self) -> Result<()> {
        self.group.wait()?;
        Err(Failure::new("The sandbox ended by itself.", "Start it again, and report what it printed."))
    }
}

/// Fails when something listens on a port that is to be used; `remedy` says what to do then.
pub fn check_free(port: u16, remedy: &str) -> Result<()> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            Err(Failure::new(format!("Port {port} is already in use."), remedy))
        }
        Err(error) => Err(Failure::new(format!("Port {port} cannot be used: {error}."), remedy)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_read_from_what_cargo_reports() {
        assert_eq!(
            executable(r#"{"reason":"compiler-artifact","executable":"/t/sandbox"}"#),
            Some("/t/sandbox".into())
        );
        assert_eq!(executable(r#"{"reason":"compiler-artifact","executable":null}"#), None);
        assert_eq!(executable("not json"), None);
    }

    #[test]
    fn a_taken_port_is_named() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = check_free(port, "Choose another.").unwrap_err();
        assert!(failure.to_string().starts_with(&format!("Port {port} is already in use.")));
        drop(taken);
        assert!(check_free(port, "").is_ok());
    }
}
