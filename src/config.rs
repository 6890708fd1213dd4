//! config.json, which stands beside index.html: connections and policy, each wrong field with the
//! reason and what would be right. What is right goes on working.

mod address;
mod connection;
mod fields;
mod header;
mod policy;
mod template;

use crate::domain::policy::Policy;
use crate::domain::template::Template;
use crate::domain::words;
use fields::Fields;
use serde_json::Value;

pub use connection::{Checked, Connection, Kind};
pub use header::AuthHeader;

/// The address of a page that may be linked to, told by a service: encrypted or on this device.
#[must_use]
pub fn link(text: &str) -> Option<String> {
    address::link(text).ok()
}

/// The file itself, where a problem has no field.
const FILE: &str = "config.json";
/// A longer file is none that a person wrote, in bytes.
const MOST: usize = 1 << 20;
/// So many connections are used, so many templates, and so many problems told.
const MOST_OF_EACH: usize = 100;
/// As much of a field's path is told, in characters.
const LONGEST_FIELD: usize = 120;

/// What the file says, as far as it is right.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Config {
    /// The connections that can be used.
    pub connections: Vec<Connection>,
    /// The house rules; defaults stand in for what is missing or wrong.
    pub policy: Policy,
    /// Starting points for new keys.
    pub templates: Vec<Template>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A field that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it stands, such as `connections[1].base_url`.
    pub field: String,
    /// What is wrong with it, as a sentence.
    pub why: String,
    /// What would be right, as a sentence.
    pub right: String,
}

impl Problem {
    fn new(field: impl Into<String>, why: impl Into<String>, right: impl Into<String>) -> Self {
        // A file may hold anything where a name should stand.
        let field = words::isolated(&words::clipped(&field.into(), LONGEST_FIELD));
        Self { field, why: why.into(), right: right.into() }
    }

    /// All of it in one line.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}: {} {}", self.field, self.why, self.right)
    }

    /// The last part of the field, such as `base_url`, to find its place in a form.
    #[must_use]
    pub fn name(&self) -> &str {
        self.field.rsplit('.').next().unwrap_or_default()
    }
}

fn too_many(field: &str) -> Problem {
    Problem::new(field, "It holds more than 100.", "Keep those you use; the first 100 count.")
}

impl Config {
    /// Reads the text of the file. Whatever it holds, there is a configuration.
    #[must_use]
    pub fn read(text: &str) -> Self {
        if text.len() > MOST {
            let right = "Leave out what is no connection, no policy and no template.";
            let problem = Problem::new(FILE, "It is longer than 1 MB.", right);
            return Self { problems: vec![problem], ..Self::default() };
        }
        match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(value) => Self::from_value(&value),
            Err(error) => {
                let why = format!("It isn't valid JSON at line {}, column {}.", error.line(), error.column());
                let right = "Look for a missing comma, quote or bracket there.";
                Self { problems: vec![Problem::new(FILE, why, right)], ..Self::default() }
            }
        }
    }

    fn from_value(value: &Value) -> Self {
        let mut config = Self::default();
        let Value::Object(object) = value else {
            config.problems.push(Problem::new(
                FILE,
                "It isn't a JSON object.",
                r#"Write {"connections": [...], "policy": {...}}."#,
            ));
            return config;
        };
        let mut fields = Fields::new(object, "");
        config.read_connections(&mut fields);
        if let Some(rules) = fields.object("policy") {
            let (policy, problems) = policy::read(rules, "policy");
            config.policy = policy;
            config.problems.extend(problems);
        }
        config.read_templates(&mut fields);
        config.problems.extend(fields.finish());
        let more = config.problems.len().saturating_sub(MOST_OF_EACH);
        if more > 0 {
            config.problems.truncate(MOST_OF_EACH);
            let why = format!("It has {more} more problems.");
            config.problems.push(Problem::new(FILE, why, "Correct these first."));
        }
        config
    }

    fn read_connections(&mut self, fields: &mut Fields) {
        let Some(value) = fields.value("connections") else {
            fields.refuse("connections", "It is missing.", r#"Write a list, such as "connections": []."#);
            return;
        };
        let Value::Array(entries) = value else {
            fields.refuse("connections", "It isn't a list.", r#"Write a list, such as "connections": []."#);
            return;
        };
        if entries.len() > MOST_OF_EACH {
            fields.refuse(
                "connections",
                "It holds more than 100.",
                "Keep those you use; the first 100 count.",
            );
        }
        for (index, entry) in entries.iter().take(MOST_OF_EACH).enumerate() {
            let checked = Connection::check(entry, &format!("connections[{index}]"), &self.connections);
            self.connections.extend(checked.connection);
            self.problems.extend(checked.problems);
        }
    }

    fn read_templates(&mut self, fields: &mut Fields) {
        let Some(value) = fields.optional("templates") else { return };
        let Value::Array(entries) = value else {
            fields.refuse("templates", "It isn't a list.", "Write [...], or leave it out.");
            return;
        };
        if entries.len() > MOST_OF_EACH {
            self.problems.push(too_many("templates"));
        }
        for (index, entry) in entries.iter().take(MOST_OF_EACH).enumerate() {
            let (template, problems) = template::read(entry, &format!("templates[{index}]"));
            self.templates.extend(template);
            self.problems.extend(problems);
        }
    }
}
