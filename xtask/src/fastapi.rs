//! A real `FastAPI` server on loopback that keeps the contract of the Search API: `tests/fastapi/app.py`.

use crate::failure::{Failure, Result};
use crate::process::Group;
use crate::python::{self, Wanted};
use crate::{project, report, sandbox};
use std::fs::File;
use std::net::{Ipv4Addr, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const WANTED: Wanted = Wanted {
    name: "the FastAPI server",
    constraints: "tests/fastapi/constraints.txt",
    packages: &[("fastapi", ""), ("uvicorn", "")],
};
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running server. Ends when dropped.
pub struct Server {
    group: Group,
    url: String,
}

impl Server {
    /// Its base URL.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Installs the server if need be and starts it; pages of these origins may call it.
pub fn start(port: u16, origins: &[String]) -> Result<Server> {
    sandbox::check_free(port, "Stop what uses it, then run this again.")?;
    let home = project::target().join("fastapi");
    let python = python::environment(&home, &WANTED)?;
    report::step("Starting the FastAPI server", || {
        let log = home.join("server.log");
        let output = File::create(&log).map_err(Failure::file("write", &log))?;
        let errors = output.try_clone().map_err(Failure::file("write", &log))?;
        let mut command = Command::new(&python);
        command.args(["-m", "uvicorn", "app:app", "--no-access-log", "--host", "127.0.0.1"]);
        command.args(["--port", &port.to_string()]);
        command.current_dir(project::root().join("tests/fastapi")).stdout(output).stderr(errors);
        command.env("ORIGINS", origins.join(",")).env("PYTHONDONTWRITEBYTECODE", "1");
        let mut server =
            Server { group: Group::spawn(&mut command)?, url: format!("http://127.0.0.1:{port}") };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if !server.group.is_running() || started.elapsed() > START_LIMIT {
                let remedy = format!("Its log says why: {}", log.display());
                return Err(Failure::new("The FastAPI server did not start.", remedy));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    })
}
