//! Many new secrets that are told only once, in the forms that people keep.

use super::export::{cell, guarded};
use super::json::object;
use super::key::KeyId;
use super::secret::Secret;
use super::time::Timestamp;
use serde_json::Value;

/// The new secret of a key.
#[derive(Clone, PartialEq, Debug)]
pub struct NewSecret {
    /// The key.
    pub id: KeyId,
    /// Its name as it is shown.
    pub name: String,
    /// Its secret.
    pub secret: Secret,
}

/// The new secrets of keys that were rotated together.
#[derive(Clone, PartialEq, Debug)]
pub struct Batch {
    /// The id of the connection that they open.
    pub connection: String,
    /// Until when the secrets before them work; none where those ended at once.
    pub old_until: Option<Timestamp>,
    /// The secrets.
    pub secrets: Vec<NewSecret>,
}

/// A form of all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A table with id, name and secret.
    Csv,
    /// A list of objects.
    Json,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// The name of its file and its media type.
    #[must_use]
    pub fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("new-secrets.csv", "text/csv"),
            Self::Json => ("new-secrets.json", "application/json"),
        }
    }

    /// All secrets in this form. A name that a spreadsheet would take for a formula gets an apostrophe
    /// before it; a secret is never changed.
    #[must_use]
    pub fn write(self, secrets: &[NewSecret]) -> String {
        match self {
            Self::Csv => {
                let row = |one: &NewSecret| {
                    let cells =
                        [cell(&guarded(&one.id.0)), cell(&guarded(&one.name)), cell(one.secret.expose())];
                    cells.join(",") + "\r\n"
                };
                secrets.iter().map(row).fold("id,name,key\r\n".to_owned(), |all, row| all + &row)
            }
            Self::Json => {
                let one = |one: &NewSecret| {
                    object(vec![
                        ("id", one.id.0.as_str().into()),
                        ("name", one.name.as_str().into()),
                        ("key", one.secret.expose().into()),
                    ])
                };
                format!("{:#}", Value::Array(secrets.iter().map(one).collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> Vec<NewSecret> {
        let one = |name: &str| NewSecret {
            id: KeyId(format!("id-{name}")),
            name: name.to_owned(),
            secret: Secret::new("=ZENKEY_\"a\""),
        };
        vec![one("ci"), one("=cmd()")]
    }

    #[test]
    fn a_table_guards_names_and_leaves_secrets_alone() {
        assert_eq!(
            Form::Csv.write(&secrets()),
            "id,name,key\r\n\"id-ci\",\"ci\",\"=ZENKEY_\"\"a\"\"\"\r\n\
             \"id-=cmd()\",\"'=cmd()\",\"=ZENKEY_\"\"a\"\"\"\r\n"
        );
    }

    #[test]
    fn json_holds_them_as_they_are() {
        let list: Value = serde_json::from_str(&Form::Json.write(&secrets())).unwrap();
        assert_eq!(list[1]["name"], "=cmd()");
        assert_eq!(list[1]["key"], "=ZENKEY_\"a\"");
    }

    #[test]
    fn nothing_tells_a_secret_by_accident() {
        let batch = Batch { connection: "zenml".to_owned(), old_until: None, secrets: secrets() };
        assert!(!format!("{batch:?}").contains("ZENKEY"));
    }
}
