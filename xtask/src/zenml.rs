//! A real ZenML server on loopback: installed into a virtual environment, started, activated, given a few keys.

mod client;
mod seed;

use crate::failure::{Failure, Result};
use crate::process::Group;
use crate::python::{self, Wanted};
use crate::{project, report, sandbox};
use client::Client;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// The administrator that a started server has. The server listens on loopback only, so nobody else can sign in.
pub const USER: &str = "admin";
/// The administrator's password.
pub const PASSWORD: &str = "latchkey-demo-1";

const WANTED: Wanted = Wanted {
    name: "the ZenML server",
    constraints: "tests/zenml/constraints.txt",
    packages: &[("zenml", "[server]")],
};

/// A first start creates and migrates a database, on a busy machine for a minute and more.
const START_LIMIT: Duration = Duration::from_mins(3);

/// How to start a server.
pub struct Options<'a> {
    /// Names its data and its log under `target/zenml`.
    pub name: &'a str,
    /// The loopback port to listen on.
    pub port: u16,
    /// The origins whose pages may call it.
    pub origins: &'a [String],
    /// Whether to forget what an earlier server of this name held.
    pub fresh: bool,
}

/// A running server. Ends when dropped.
pub struct Server {
    group: Group,
    url: String,
    python: PathBuf,
    data: PathBuf,
}

impl Server {
    /// Its base URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The Python that it runs on, which has its packages.
    pub fn python(&self) -> &Path {
        &self.python
    }

    /// The file that holds everything it knows.
    pub fn database(&self) -> PathBuf {
        database(&self.data)
    }

    /// Gives a service account so many keys, each as different as real ones are.
    pub fn seed(&self, account: &str, keys: u32) -> Result<()> {
        seed::run(self, account, keys)
    }

    fn log(&self) -> PathBuf {
        self.data.join("server.log")
    }
}

fn database(data: &Path) -> PathBuf {
    data.join("zenml.db")
}

/// Installs the server if need be, starts it, and makes it ready to sign in.
pub fn start(options: &Options) -> Result<Server> {
    sandbox::check_free(options.port, "Stop what uses it, then run this again.")?;
    let home = project::target().join("zenml");
    let python = python::environment(&home, &WANTED)?;
    let data = home.join(options.name);
    if options.fresh && data.exists() {
        fs::remove_dir_all(&data).map_err(Failure::file("remove", &data))?;
    }
    report::step("Starting the ZenML server", || {
        let mut server = spawn(&python, &data, options)?;
        let client = Client::new(server.url());
        wait_until_healthy(&mut server, &client)?;
        client.set_up(USER, PASSWORD)?;
        Ok(server)
    })
}

fn spawn(python: &Path, data: &Path, options: &Options) -> Result<Server> {
    let config = data.join("config");
    fs::create_dir_all(&config).map_err(Failure::file("make", &config))?;
    let log = data.join("server.log");
    let output = File::create(&log).map_err(Failure::file("write", &log))?;
    let errors = output.try_clone().map_err(Failure::file("write", &log))?;

    let mut command = Command::new(python);
    command.args(["-m", "uvicorn", "zenml.zen_server.zen_server_api:app", "--no-access-log"]);
    command.args(["--host", "127.0.0.1", "--port", &options.port.to_string()]);
    command.current_dir(data).stdout(output).stderr(errors);
    command.envs(settings(data, &config, options.origins));
    let url = format!("http://127.0.0.1:{}", options.port);
    Ok(Server { group: Group::spawn(&mut command)?, url, python: python.into(), data: data.into() })
}

/// The server's settings: an embedded database, cookies and cross-origin calls as in production, no telemetry.
fn settings(data: &Path, config: &Path, origins: &[String]) -> [(&'static str, String); 8] {
    [
        ("ZENML_CONFIG_PATH", config.display().to_string()),
        ("ZENML_STORE_TYPE", "sql".into()),
        ("ZENML_STORE_URL", format!("sqlite:///{}", database(data).display())),
        ("ZENML_ANALYTICS_OPT_IN", "false".into()),
        ("ZENML_SERVER_AUTH_SCHEME", "OAUTH2_PASSWORD_BEARER".into()),
        ("ZENML_SERVER_CORS_ALLOW_ORIGINS", origins.join(",")),
        ("ZENML_SERVER_DEPLOYMENT_TYPE", "other".into()),
        // Its cache of public suffixes otherwise lands in the home folder.
        ("TLDEXTRACT_CACHE", data.join("tldextract").display().to_string()),
    ]
}

fn wait_until_healthy(server: &mut Server, client: &Client) -> Result<()> {
    let started = Instant::now();
    while !client.is_healthy() {
        let remedy = format!("Its log says why: {}", server.log().display());
        if !server.group.is_running() {
            return Err(Failure::new("The ZenML server ended while starting.", remedy));
        }
        if started.elapsed() > START_LIMIT {
            let limit = START_LIMIT.as_secs();
            return Err(Failure::new(format!("The ZenML server was not ready after {limit} s."), remedy));
        }
        thread::sleep(Duration::from_millis(250));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_keeps_to_its_own_folder_and_to_the_given_origins() {
        let origins = ["http://localhost:1".to_owned(), "http://127.0.0.1:1".to_owned()];
        let settings = settings(Path::new("/data"), Path::new("/data/config"), &origins);
        let value = |name: &str| settings.iter().find(|(key, _)| *key == name).unwrap().1.clone();
        assert_eq!(value("ZENML_STORE_URL"), "sqlite:////data/zenml.db");
        assert_eq!(value("ZENML_SERVER_CORS_ALLOW_ORIGINS"), "http://localhost:1,http://127.0.0.1:1");
    }
}
