//! Thousands of keys for the ZenML server, put into its database by its own code: its API would take half an hour.

use super::Server;
use crate::failure::{Failure, Result};
use crate::{process, project, report};
use std::process::Command;

const SCRIPT: &str = "tests/zenml/seed.py";

/// Runs the script beside the server, which may be running.
pub fn run(server: &Server, account: &str, keys: u32) -> Result<()> {
    report::step(&format!("Seeding {keys} ZenML keys"), || {
        let mut command = Command::new(server.python());
        command.arg(project::root().join(SCRIPT)).arg(server.database()).arg(account).arg(keys.to_string());
        command.current_dir(&server.data);
        // What its packages want to keep must not land in the home folder.
        command.env("ZENML_CONFIG_PATH", server.data.join("config"));
        command.env("ZENML_ANALYTICS_OPT_IN", "false");
        if process::run(&mut command)? {
            return Ok(());
        }
        Err(Failure::new(format!("{SCRIPT} failed."), "Mend what the lines above name."))
    })
}
