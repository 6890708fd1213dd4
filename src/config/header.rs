//! The header that carries a credential, where a connection names it.

use super::Problem;
use super::fields::Fields;
use crate::domain::json::object;
use serde_json::{Map, Value};

const SLOT: &str = AuthHeader::SLOT;

/// Headers that a browser sets by itself.
const KEPT: [&str; 6] = ["connection", "content-length", "cookie", "host", "origin", "referer"];

/// The header that carries the credential.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthHeader {
    /// Its name.
    pub name: String,
    /// What stands before the credential.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl AuthHeader {
    /// What stands for the credential in the header's value.
    pub const SLOT: &str = "{credential}";
    /// What services usually ask for, by name and value.
    pub const USUAL: [(&str, &str); 3] = [
        ("Authorization", "ApiKey {credential}"),
        ("Authorization", "Bearer {credential}"),
        ("x-api-key", "{credential}"),
    ];

    /// Reads it from the object that stands at the path `at`.
    pub(super) fn read(object: &Map<String, Value>, at: &str) -> (Option<Self>, Vec<Problem>) {
        let mut fields = Fields::new(object, at);
        let name = read_name(&mut fields);
        let value = read_value(&mut fields);
        let header = name.zip(value).map(|(name, (before, after))| Self { name, before, after });
        (header, fields.finish())
    }

    /// It as config.json writes it.
    pub(super) fn to_json(&self) -> Value {
        object(vec![
            ("name", self.name.as_str().into()),
            ("value", format!("{}{SLOT}{}", self.before, self.after).into()),
        ])
    }
}

fn read_name(fields: &mut Fields) -> Option<String> {
    const RIGHT: &str = "Use a header name such as Authorization or X-Api-Key.";
    let name = fields.text("name", RIGHT)?;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)) {
        fields.refuse("name", "It holds characters that can't stand in a header name.", RIGHT);
        return None;
    }
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("sec-") || lower.starts_with("proxy-") || KEPT.contains(&lower.as_str()) {
        fields.refuse("name", "A browser doesn't let a page set this header.", RIGHT);
        return None;
    }
    Some(name.to_owned())
}

fn read_value(fields: &mut Fields) -> Option<(String, String)> {
    let right = format!("Write a value such as ApiKey {SLOT}.");
    let value = fields.text("value", &right)?;
    if !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        fields.refuse("value", "It holds characters that can't stand in a header.", right);
        return None;
    }
    let parts = value.split_once(SLOT).filter(|(_, after)| !after.contains(SLOT));
    if parts.is_none() {
        fields.refuse("value", format!("{SLOT} has to stand in it once."), right);
    }
    parts.map(|(before, after)| (before.to_owned(), after.to_owned()))
}
