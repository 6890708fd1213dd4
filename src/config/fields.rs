//! The fields of one JSON object, taken one by one, with what is wrong collected on the way.

use super::Problem;
use serde_json::{Map, Value};

/// No name and no address is longer, in bytes.
const LONGEST_TEXT: usize = 2_000;

/// A JSON object that is being read.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    at: &'a str,
    taken: Vec<&'static str>,
    problems: Vec<Problem>,
}

impl<'a> Fields<'a> {
    /// Begins to read `object`, which stands at the path `at`.
    pub fn new(object: &'a Map<String, Value>, at: &'a str) -> Self {
        Self { object, at, taken: Vec::new(), problems: Vec::new() }
    }

    /// Notes that a field is wrong.
    pub fn refuse(&mut self, name: &str, why: impl Into<String>, right: impl Into<String>) {
        self.problems.push(Problem::new(path(self.at, name), why, right));
    }

    /// Notes what is wrong inside a field.
    pub fn note(&mut self, problems: Vec<Problem>) {
        self.problems.extend(problems);
    }

    /// A field as it stands there.
    pub fn value(&mut self, name: &'static str) -> Option<&'a Value> {
        if !self.taken.contains(&name) {
            self.taken.push(name);
        }
        self.object.get(name)
    }

    /// A field that may be left out or null.
    pub fn optional(&mut self, name: &'static str) -> Option<&'a Value> {
        self.value(name).filter(|value| !value.is_null())
    }

    /// A text that has to be there. What is wrong with it is noted.
    pub fn text(&mut self, name: &'static str, right: &str) -> Option<&'a str> {
        let why = match self.value(name) {
            None => "It is missing.",
            Some(Value::String(text)) if text.trim().is_empty() => "It is empty.",
            Some(Value::String(text)) if text.len() > LONGEST_TEXT => "It is too long.",
            Some(Value::String(text)) => return Some(text.trim()),
            Some(_) => "It isn't a text.",
        };
        self.refuse(name, why, right);
        None
    }

    /// An object that may be left out. What is wrong with it is noted.
    pub fn object(&mut self, name: &'static str) -> Option<&'a Map<String, Value>> {
        let object = self.optional(name)?.as_object();
        if object.is_none() {
            self.refuse(name, "It isn't a JSON object.", "Write {...}, or leave it out.");
        }
        object
    }

    /// The path of a field.
    pub fn path(&self, name: &str) -> String {
        path(self.at, name)
    }

    /// Everything that is wrong, fields that nobody asked for included.
    pub fn finish(mut self) -> Vec<Problem> {
        for name in self.object.keys().filter(|name| !self.taken.contains(&name.as_str())) {
            let right = format!("Known here are {}.", self.taken.join(", "));
            self.problems.push(Problem::new(path(self.at, name), "This field is unknown.", right));
        }
        self.problems
    }
}

fn path(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}
