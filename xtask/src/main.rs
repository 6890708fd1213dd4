//! `cargo xtask`: everything one does with the project, from a demo to all its tests.

mod arguments;
mod bench;
mod build;
mod chromium;
mod demo;
mod dist;
mod failure;
mod fastapi;
mod fingerprint;
mod fuzz;
mod node;
mod packages;
mod page;
mod process;
mod project;
mod python;
mod report;
mod sandbox;
mod size;
mod split;
mod test;
mod tools;
mod up;
mod webservers;
mod zenml;

use arguments::Command;
use build::Profile;
use failure::Result;
use std::process::ExitCode;

fn main() -> ExitCode {
    let _children = process::EndAll;
    match process::end_children_on_interrupt().and_then(|()| run()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked for; tells whether it went well.
fn run() -> Result<bool> {
    if split::is_stand_in() {
        return split::stand_in();
    }
    match arguments::parse(lexopt::Parser::from_env())? {
        Command::Help => print!("{}", arguments::HELP),
        Command::Up(options) => up::up(&options)?,
        Command::Build(profile) => {
            build::build(profile)?;
            if profile == Profile::Release {
                build::check_size()?;
            }
        }
        Command::Dist(options) => dist::dist(&options)?,
        Command::Bench => bench::bench()?,
        Command::Fuzz(runs) => fuzz::fuzz(runs)?,
        Command::Test(parts, extent) => return Ok(test::test(&parts, extent)),
    }
    Ok(true)
}
