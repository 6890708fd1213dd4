//! What is configured: `config.json` beside the app, and what the owner added in this browser.

use crate::api::error::Error;
use crate::api::request::{Method, Request};
use crate::api::transport;
use crate::browser::{assets, storage};
use crate::config::{Config, Connection, Problem};
use crate::domain::policy::Policy;
use leptos::prelude::*;

const KEPT: &str = "latchkey.connections";

/// How far reading the configuration is.
#[derive(Clone, PartialEq, Debug)]
pub enum Reading {
    /// Under way.
    Waiting,
    /// Read.
    Done,
    /// It could not be had.
    Failed(Error),
}

/// The connections and the policy.
#[derive(Clone, Copy)]
pub struct Connections {
    /// How far reading them is.
    pub reading: RwSignal<Reading>,
    /// Those of `config.json` first, then those added here.
    pub all: RwSignal<Vec<Connection>>,
    /// The ids of those added here.
    pub added: RwSignal<Vec<String>>,
    /// What is wrong in `config.json`.
    pub problems: RwSignal<Vec<Problem>>,
    /// The house rules.
    pub policy: RwSignal<Policy>,
}

impl Connections {
    pub(super) fn new() -> Self {
        Self {
            reading: RwSignal::new(Reading::Waiting),
            all: RwSignal::new(Vec::new()),
            added: RwSignal::new(Vec::new()),
            problems: RwSignal::new(Vec::new()),
            policy: RwSignal::new(Policy::default()),
        }
    }

    /// Reads `config.json` from beside `index.html`, and what was added in this browser.
    pub async fn read(self) {
        self.reading.set(Reading::Waiting);
        let read = fetch_config().await;
        let mut config = match read {
            Ok(config) => config,
            Err(error) => {
                self.reading.set(Reading::Failed(error));
                return;
            }
        };
        let added = Config::read(&storage::read(KEPT).unwrap_or_else(|| "{\"connections\":[]}".to_owned()));
        let taken = |id: &str, all: &[Connection]| all.iter().any(|connection| connection.id == id);
        for connection in added.connections {
            if !taken(&connection.id, &config.connections) {
                self.added.update(|ids| ids.push(connection.id.clone()));
                config.connections.push(connection);
            }
        }
        self.problems.set(config.problems);
        self.policy.set(config.policy);
        self.all.set(config.connections);
        self.reading.set(Reading::Done);
    }

    /// The ids of all, in their order.
    pub fn ids(&self) -> Vec<String> {
        self.all.with(|all| all.iter().map(|connection| connection.id.clone()).collect())
    }

    /// The connection of that id.
    pub fn get(&self, id: &str) -> Option<Connection> {
        self.all.with(|all| all.iter().find(|connection| connection.id == id).cloned())
    }

    /// The connection of that id as it is now, without following it.
    pub fn current(&self, id: &str) -> Option<Connection> {
        untrack(|| self.get(id))
    }

    /// Adds one and keeps it in this browser. False when the browser keeps nothing.
    pub fn add(&self, connection: Connection) -> bool {
        self.added.update(|ids| ids.push(connection.id.clone()));
        self.all.update(|all| all.push(connection));
        self.keep()
    }

    /// Takes away one that was added here.
    pub fn remove(&self, id: &str) {
        self.added.update(|ids| ids.retain(|added| added != id));
        self.all.update(|all| all.retain(|connection| connection.id != id));
        self.keep();
    }

    fn keep(&self) -> bool {
        let added = self.added.get_untracked();
        let all = self.all.get_untracked();
        let kept: Vec<_> =
            all.iter().filter(|connection| added.contains(&connection.id)).map(Connection::to_json).collect();
        storage::write(KEPT, &serde_json::json!({ "connections": kept }).to_string())
    }
}

async fn fetch_config() -> Result<Config, Error> {
    let url = assets::beside("config.json");
    let answer = transport::exchange(&Request::new(Method::Get, url)).await?;
    match answer.status {
        200 => Ok(Config::read(&answer.body)),
        status => Err(Error::from_status(status, String::new(), Vec::new(), None)),
    }
}
