//! What is configured: `config.json` beside the app, and what the owner added in this browser.

use crate::api::error::Error;
use crate::api::request::{Method, Request};
use crate::api::transport;
use crate::browser::{assets, storage};
use crate::config::{Config, Connection, Problem};
use crate::domain::json::object;
use crate::domain::policy::Policy;
use crate::domain::template::Template;
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

/// What is known of the configuration.
struct Known {
    reading: Reading,
    /// What `config.json` says; connections that were added here stand behind its own.
    config: Config,
    /// The ids of those added here.
    added: Vec<String>,
}

/// The connections and the policy.
#[derive(Clone, Copy)]
pub struct Connections(RwSignal<Known>);

impl Connections {
    pub(super) fn new() -> Self {
        let known = Known { reading: Reading::Waiting, config: Config::default(), added: Vec::new() };
        Self(RwSignal::new(known))
    }

    /// Reads `config.json` from beside `index.html`, and what was added in this browser.
    pub async fn read(self) {
        self.0.update(|known| known.reading = Reading::Waiting);
        let read = fetch_config().await;
        self.0.update(|known| match read {
            Ok(config) => *known = with_added(config),
            Err(error) => known.reading = Reading::Failed(error),
        });
    }

    /// How far reading is.
    pub fn reading(&self) -> Reading {
        self.0.with(|known| known.reading.clone())
    }

    /// What is wrong in `config.json`.
    pub fn problems(&self) -> Vec<Problem> {
        self.0.with(|known| known.config.problems.clone())
    }

    /// The house rules.
    pub fn policy(&self) -> Policy {
        self.0.with(|known| known.config.policy.clone())
    }

    /// Starting points for new keys.
    pub fn templates(&self) -> Vec<Template> {
        self.0.with(|known| known.config.templates.clone())
    }

    /// All connections.
    pub fn all(&self) -> Vec<Connection> {
        self.0.with(|known| known.config.connections.clone())
    }

    /// The ids of all, in their order.
    pub fn ids(&self) -> Vec<String> {
        let id = |connection: &Connection| connection.id.clone();
        self.0.with(|known| known.config.connections.iter().map(id).collect())
    }

    /// The connection of that id.
    pub fn get(&self, id: &str) -> Option<Connection> {
        self.0.with(|known| known.config.connections.iter().find(|connection| connection.id == id).cloned())
    }

    /// The connection of that id as it is now, without following it.
    pub fn current(&self, id: &str) -> Option<Connection> {
        untrack(|| self.get(id))
    }

    /// Whether it was added in this browser.
    pub fn is_added(&self, id: &str) -> bool {
        self.0.with(|known| known.added.iter().any(|added| added == id))
    }

    /// Adds one and keeps it in this browser. False when the browser keeps nothing.
    pub fn add(&self, connection: Connection) -> bool {
        self.0.update(|known| {
            known.added.push(connection.id.clone());
            known.config.connections.push(connection);
        });
        self.keep()
    }

    /// Takes away one that was added here.
    pub fn remove(&self, id: &str) {
        self.0.update(|known| {
            known.added.retain(|added| added != id);
            known.config.connections.retain(|connection| connection.id != id);
        });
        self.keep();
    }

    fn keep(&self) -> bool {
        let kept = self.0.with_untracked(|known| {
            let ours = known.config.connections.iter().filter(|one| known.added.contains(&one.id));
            serde_json::Value::Array(ours.map(Connection::to_json).collect())
        });
        storage::write(KEPT, &object(vec![("connections", kept)]).to_string())
    }
}

/// A connection of `config.json` stands before one of the same id that was added here.
fn with_added(mut config: Config) -> Known {
    let mut added = Vec::new();
    let kept = storage::read(KEPT).map(|text| Config::read(&text)).unwrap_or_default();
    for connection in kept.connections {
        if !config.connections.iter().any(|one| one.id == connection.id) {
            added.push(connection.id.clone());
            config.connections.push(connection);
        }
    }
    Known { reading: Reading::Done, config, added }
}

async fn fetch_config() -> Result<Config, Error> {
    let url = assets::beside("config.json");
    let answer = transport::exchange(&Request::new(Method::Get, url)).await?;
    match answer.status {
        200 => Ok(Config::read(&answer.body)),
        status => Err(Error::from_status(status, String::new(), Vec::new(), None)),
    }
}
