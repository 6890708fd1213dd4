//! The few calls that make a new ZenML server usable: activate, sign in, a service account, keys.

use crate::failure::{Failure, Result};
use serde_json::{Value, json};
use std::time::Duration;
use ureq::Agent;

const ACCOUNT: &str = "ci-bot";
const KEYS: [(&str, &str); 3] = [
    ("nightly-training", "Starts the nightly training pipeline"),
    ("model-export", "Exports models to the registry"),
    ("data-checks", ""),
];

/// Calls one server.
pub struct Client {
    agent: Agent,
    url: String,
}

impl Client {
    /// For the server at this base URL.
    pub fn new(url: &str) -> Self {
        // The statuses that are not errors here (404, 409) are told apart by the caller.
        let config =
            Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_mins(1)));
        Self { agent: config.build().into(), url: url.into() }
    }

    /// Whether it answers.
    pub fn is_healthy(&self) -> bool {
        self.agent.get(format!("{}/health", self.url)).call().is_ok_and(|answer| answer.status() == 200)
    }

    /// Activates the server with its administrator, then makes the service account and its keys. Safe to repeat.
    pub fn set_up(&self, user: &str, password: &str) -> Result<()> {
        if self.read(self.agent.get(self.path("/info")).call())?.1["active"] != true {
            let activation = json!({
                "server_name": "latchkey",
                "enable_analytics": false,
                "display_announcements": false,
                "display_updates": false,
                "admin_username": user,
                "admin_password": password,
            });
            self.expect_good(self.agent.put(self.path("/activate")).send_json(activation))?;
        }
        let form = [("username", user), ("password", password)];
        let login = self.expect_good(self.agent.post(self.path("/login")).send_form(form))?;
        let Some(token) = login["access_token"].as_str() else {
            return Err(unexpected("a sign-in without a token"));
        };
        self.add_account(&format!("Bearer {token}"))
    }

    fn add_account(&self, token: &str) -> Result<()> {
        let post = |path: &str, body: Value| {
            self.read(self.agent.post(self.path(path)).header("Authorization", token).send_json(body))
        };
        let account = json!({ "name": ACCOUNT, "description": "Runs pipelines from continuous integration", "active": true });
        let (status, made) = post("/service_accounts", account)?;
        if status == 409 {
            return Ok(());
        }
        let Some(id) = made["id"].as_str() else {
            return Err(unexpected(&format!("status {status} for a new service account")));
        };
        for (name, description) in KEYS {
            let key = json!({ "name": name, "description": description });
            let (status, _) = post(&format!("/service_accounts/{id}/api_keys"), key)?;
            if status != 200 {
                return Err(unexpected(&format!("status {status} for a new key")));
            }
        }
        Ok(())
    }

    fn path(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.url)
    }

    fn expect_good(&self, answer: Answer) -> Result<Value> {
        match self.read(answer)? {
            (200, body) => Ok(body),
            (status, body) => Err(unexpected(&format!("status {status} {body}"))),
        }
    }

    fn read(&self, answer: Answer) -> Result<(u16, Value)> {
        let mut answer = answer.map_err(|error| unexpected(&format!("{error} from {}", self.url)))?;
        let body = answer.body_mut().read_json().unwrap_or_default();
        Ok((answer.status().as_u16(), body))
    }
}

type Answer = std::result::Result<ureq::http::Response<ureq::Body>, ureq::Error>;

fn unexpected(what: &str) -> Failure {
    Failure::new(
        format!("The ZenML server gave an unexpected answer: {what}."),
        "Remove target/zenml, then run this again.",
    )
}
