//! The configuration object of a key: read from what is typed, written, compared. What the app doesn't
//! know in it is kept as it is.

mod permissions;

pub use permissions::{Permissions, Permitted};

use super::access::plain;
use serde_json::{Map, Value};

/// A configuration object.
pub type Settings = Map<String, Value>;

/// The member that says what a key may do.
pub const PERMISSIONS: &str = "permissions";

/// Why a text is no configuration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong there, as a sentence.
    pub sentence: String,
}

impl Wrong {
    /// With its place before it.
    #[must_use]
    pub fn told(&self) -> String {
        format!("Line {}, column {}: {}", self.line, self.column, self.sentence)
    }
}

/// Reads a configuration.
///
/// # Errors
/// Where the text differs from a JSON object, and why.
pub fn read(text: &str) -> Result<Settings, Wrong> {
    if text.trim().is_empty() {
        let sentence = "Write a JSON object, {} at least.".to_owned();
        return Err(Wrong { line: 1, column: 1, sentence });
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(settings)) => Ok(settings),
        Ok(_) => {
            let sentence = "A JSON object is needed: it begins with { and ends with }.".to_owned();
            Err(Wrong { line: 1, column: 1, sentence })
        }
        Err(error) => {
            let (line, column) = (error.line().max(1), error.column().max(1));
            let full = error.to_string();
            let why = full.rsplit_once(" at line ").map_or(full.as_str(), |(why, _)| why);
            let mut letters = why.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
            Err(Wrong { line, column, sentence: format!("{first}{}.", letters.as_str()) })
        }
    }
}

/// Writes a configuration for people.
#[must_use]
pub fn write(settings: &Settings) -> String {
    format!("{:#}", Value::Object(settings.clone()))
}

/// What is different in a member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The member, by the names on the way to it: `limits.per_minute`.
    pub path: String,
    /// What it was, in words; none where it is new.
    pub before: Option<String>,
    /// What it becomes; none where it goes.
    pub after: Option<String>,
}

/// The members in which two configurations differ, as deep as both are objects.
#[must_use]
pub fn changes(before: &Settings, after: &Settings) -> Vec<Change> {
    let mut found = Vec::new();
    compare("", before, after, &mut found);
    found
}

fn compare(way: &str, before: &Settings, after: &Settings, found: &mut Vec<Change>) {
    let added = after.keys().filter(|name| !before.contains_key(*name));
    for name in before.keys().chain(added) {
        let path = if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
        match (before.get(name), after.get(name)) {
            (Some(Value::Object(one)), Some(Value::Object(other))) => compare(&path, one, other, found),
            (one, other) if one == other => {}
            (one, other) => {
                found.push(Change { path, before: one.map(plain), after: other.map(plain) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Access;
    use proptest::prelude::*;
    use serde_json::json;

    fn object(value: Value) -> Settings {
        value.as_object().cloned().unwrap_or_default()
    }

    fn wrong(text: &str) -> String {
        read(text).map_or_else(|wrong| wrong.told(), |_| "nothing".to_owned())
    }

    #[test]
    fn what_is_wrong_is_told_by_line_and_column() {
        assert_eq!(
            wrong("{\n  \"permissions\": \"read\"\n  \"x\": 1\n}"),
            "Line 3, column 3: Expected `,` or `}`."
        );
        assert_eq!(
            wrong("[1]"),
            "Line 1, column 1: A JSON object is needed: it begins with { and ends with }."
        );
        assert_eq!(wrong(" \n"), "Line 1, column 1: Write a JSON object, {} at least.");
        assert_eq!(wrong("{\"a\":"), "Line 1, column 5: EOF while parsing a value.");
    }

    #[test]
    fn a_choice_keeps_all_that_it_does_not_know() {
        let before = object(json!({"permissions": "write", "deep": {"kept": [1, null, 0.1]}, "note": "<b>"}));
        let after = Permissions::Read.set_in(&before);
        assert_eq!(Permissions::of(&after), Some(Permissions::Read));
        assert_eq!(after["deep"], before["deep"]);
        let change = Change {
            path: PERMISSIONS.to_owned(),
            before: Some("write".to_owned()),
            after: Some("read".to_owned()),
        };
        assert_eq!(changes(&before, &after), [change]);
        assert_eq!(Permissions::of(&object(json!({"permissions": ["read"]}))), None);
    }

    #[test]
    fn every_key_is_found_by_exactly_one_choice() {
        for (config, found) in [
            (json!({"permissions": "read"}), "read"),
            (json!({"permissions": "write", "x": 1}), "write"),
            (json!({"permissions": "admin"}), "other"),
            (json!({}), "other"),
        ] {
            let access = Access::Config(object(config));
            let fits: Vec<_> =
                Permitted::ALL.into_iter().filter(|one| one.fits(&access)).map(Permitted::slug).collect();
            assert_eq!(fits, [found]);
        }
        assert!(Permitted::ALL.iter().all(|one| Permitted::from_slug(one.slug()) == Some(*one)));
    }

    #[test]
    fn changes_are_found_inside_and_at_both_ends() {
        let before = object(json!({"limits": {"per_minute": 600, "same": 1}, "old": true}));
        let after = object(json!({"limits": {"per_minute": 60, "same": 1}, "new": null}));
        let found = changes(&before, &after);
        let lines: Vec<_> = found
            .iter()
            .map(|one| (one.path.as_str(), one.before.as_deref(), one.after.as_deref()))
            .collect();
        assert_eq!(
            lines,
            [
                ("limits.per_minute", Some("600"), Some("60")),
                ("old", Some("true"), None),
                ("new", None, Some("null"))
            ]
        );
    }

    #[test]
    fn a_number_stays_as_it_is_written() {
        let text = r#"{"big":12345678901234567890123,"exact":0.30000000000000004,"far":1E400,"whole":1.0}"#;
        let kept = Value::Object(read(text).unwrap());
        assert_eq!(kept.to_string().to_lowercase(), text.replace("1E400", "1e+400"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(names in proptest::collection::btree_map(".*", any::<(i64, bool, Option<u64>)>(), 0..6)) {
            let settings: Settings = names
                .into_iter()
                .map(|(name, (number, flag, maybe))| (name, json!([number, {"flag": flag, "maybe": maybe}])))
                .collect();
            prop_assert_eq!(read(&write(&settings)), Ok(settings));
        }

        #[test]
        fn any_text_can_be_read(text in ".*") {
            let _ = read(&text);
        }
    }
}
