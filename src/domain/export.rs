//! A new secret in the forms that people paste and keep.

use super::json::object;
use super::key::Created;

/// The shell variable that stands for a credential in snippets.
pub const VARIABLE: &str = "API_KEY";

/// A form to copy a secret in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// The secret alone.
    Plain,
    /// A line of an environment file.
    Env,
    /// A command that uses it.
    Curl,
    /// An object with id and name.
    Json,
}

impl Format {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Env, Self::Curl, Self::Json];

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Plain => "Key",
            Self::Env => ".env",
            Self::Curl => "curl",
            Self::Json => "JSON",
        }
    }

    /// The text with `value` in the place of the secret: the secret itself or a mask. `curl` is a
    /// command that takes it from [`VARIABLE`], `environment` what stands before it in a file of such.
    #[must_use]
    pub fn text(self, created: &Created, curl: &str, environment: &str, value: &str) -> String {
        let key = &created.key;
        match self {
            Self::Plain => value.to_owned(),
            Self::Env => format!("{environment}{value}"),
            Self::Curl => format!("{VARIABLE}='{}'\n{curl}", value.replace('\'', r"'\''")),
            Self::Json => {
                let members = [("id", key.id.0.as_str()), ("name", key.name.as_str()), ("key", value)];
                format!("{:#}", object(members.map(|(name, value)| (name, value.into())).into()))
            }
        }
    }
}

/// A CSV file with id, name and secret. A name that a spreadsheet would take for a formula gets an
/// apostrophe before it; the secret is never changed.
#[must_use]
pub fn csv(created: &Created) -> String {
    let key = &created.key;
    let row = [cell(&guarded(&key.id.0)), cell(&guarded(&key.name)), cell(created.secret.expose())];
    format!("id,name,key\r\n{}\r\n", row.join(","))
}

/// A file name made of the key's name.
#[must_use]
pub fn file_name(created: &Created) -> String {
    let keep = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let name: String = created.key.name.chars().take(60).map(keep).collect();
    format!("{name}-key.csv")
}

pub(super) fn guarded(text: &str) -> String {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

pub(super) fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use crate::domain::secret::Secret;

    fn created(name: &str, secret: &str) -> Created {
        Created { key: key(name), secret: Secret::new(secret) }
    }

    #[test]
    fn a_formula_is_guarded_and_a_secret_is_not_touched() {
        let csv = csv(&created(" =HYPERLINK(\"x\")", "=a,\"b"));
        assert_eq!(
            csv,
            "id,name,key\r\n\"id- =HYPERLINK(\"\"x\"\")\",\"' =HYPERLINK(\"\"x\"\")\",\"=a,\"\"b\"\r\n"
        );
    }

    #[test]
    fn snippets_hold_what_they_are_given() {
        let created = created("ci", "essu_x");
        let text = |format: Format, value| format.text(&created, "curl -X GET", "API_KEY=", value);
        assert_eq!(text(Format::Env, "essu_x"), "API_KEY=essu_x");
        assert_eq!(text(Format::Curl, "it's"), "API_KEY='it'\\''s'\ncurl -X GET");
        assert!(!text(Format::Json, "••••").contains("essu_x"));
    }

    #[test]
    fn a_file_name_is_safe_anywhere() {
        assert_eq!(file_name(&created("../a b:ж", "s")), "---a-b-ж-key.csv");
    }
}
