//! The list of keys as files: what is known of each, never a secret.

use super::expiry::Expiry;
use super::export::{cell, guarded};
use super::json::object;
use super::key::{Key, LastUsed};
use super::policy::Policy;
use super::status::Status;
use super::time::Timestamp;
use serde_json::Value;

/// A key and what a list says of it.
pub struct Line<'a> {
    /// The key.
    pub key: &'a Key,
    /// Who made it, in words, if known.
    pub creator: Option<String>,
}

/// A form of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A table for spreadsheets.
    Csv,
    /// A list of objects.
    Json,
    /// The ends of keys as dates for a calendar.
    Calendar,
}

const COLUMNS: [&str; 11] = [
    "id",
    "name",
    "description",
    "status",
    "expires",
    "created",
    "created_by",
    "last_used",
    "last_rotated",
    "last_changed_or_used",
    "access",
];

impl Form {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Calendar];

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Calendar => "Calendar of expiries",
        }
    }

    /// The end of its file's name and its media type.
    #[must_use]
    pub fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("keys.csv", "text/csv"),
            Self::Json => ("keys.json", "application/json"),
            Self::Calendar => ("key-expiries.ics", "text/calendar"),
        }
    }

    /// Whether a key has a place in it: a calendar holds what will expire, not what vanished before.
    #[must_use]
    pub fn holds(self, key: &Key) -> bool {
        self != Self::Calendar || (matches!(key.expiry, Expiry::At(_)) && key.vanished.is_none())
    }

    /// The text of the file.
    #[must_use]
    pub fn write(self, lines: &[Line], now: Timestamp, policy: &Policy) -> String {
        match self {
            Self::Csv => csv(lines, now, policy),
            Self::Json => {
                let all = lines.iter().map(|line| {
                    let members = COLUMNS.into_iter().zip(cells(line, now, policy));
                    object(
                        members.map(|(name, text)| (name, text.map_or(Value::Null, Value::from))).collect(),
                    )
                });
                format!("{:#}\n", Value::Array(all.collect()))
            }
            Self::Calendar => calendar(lines.iter().filter(|line| self.holds(line.key)), now),
        }
    }
}

fn cells(line: &Line, now: Timestamp, policy: &Policy) -> [Option<String>; 11] {
    let key = line.key;
    let instant = |time: Timestamp| time.rfc3339();
    [
        // What stands for a secret in this browser is no id to anyone else.
        key.mask.is_none().then(|| key.id.0.clone()),
        Some(key.name.clone()),
        (!key.description.is_empty()).then(|| key.description.clone()),
        Some(Status::of(key, now, policy).label().to_owned()),
        match key.expiry {
            Expiry::At(end) => Some(instant(end)),
            Expiry::Never => Some("never".to_owned()),
            Expiry::NotOffered => None,
        },
        key.created.map(instant),
        line.creator.clone().or_else(|| key.creator.clone()),
        match key.last_used {
            LastUsed::At(time) => Some(instant(time)),
            LastUsed::Never => Some("never".to_owned()),
            LastUsed::NotReported => None,
        },
        key.last_rotated.map(instant),
        key.updated.map(instant),
        Some(key.access.phrases().join("; ")),
    ]
}

/// Cells that a spreadsheet would take for a formula get an apostrophe before them.
fn csv(lines: &[Line], now: Timestamp, policy: &Policy) -> String {
    let mut text = format!("{}\r\n", COLUMNS.join(","));
    for line in lines {
        let row = cells(line, now, policy).map(|text| cell(&guarded(&text.unwrap_or_default())));
        text.push_str(&row.join(","));
        text.push_str("\r\n");
    }
    text
}

/// One entry a key that ends (RFC 5545), each with an alarm a week before.
fn calendar<'a>(lines: impl Iterator<Item = &'a Line<'a>>, now: Timestamp) -> String {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Latchkey//Key expiries//EN\r\n".to_owned();
    for line in lines {
        let Expiry::At(end) = line.key.expiry else { continue };
        let name = escaped(&line.key.name);
        for part in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-expiry@latchkey", escaped(&line.key.id.0)),
            format!("DTSTAMP:{}", compact(now)),
            format!("DTSTART:{}", compact(end)),
            format!("SUMMARY:API key {name} expires"),
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P7D".to_owned(),
            format!("DESCRIPTION:API key {name} expires on {}", end.rfc3339()),
            "END:VALARM\r\nEND:VEVENT".to_owned(),
        ] {
            text.push_str(&folded(&part));
            text.push_str("\r\n");
        }
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn compact(time: Timestamp) -> String {
    time.rfc3339().chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().filter(|letter| *letter == '\n' || !letter.is_control()) {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            _ => out.push(letter),
        }
    }
    out
}

/// A line may hold 75 bytes; what is longer goes on behind a line break and a space.
fn folded(line: &str) -> String {
    let (mut out, mut length) = (String::new(), 0);
    for letter in line.chars() {
        if letter == '\n' {
            length = 0;
        } else if length + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1 + letter.len_utf8();
        } else {
            length += letter.len_utf8();
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use crate::domain::time::DAY;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn write(form: Form, keys: &[Key]) -> String {
        let lines: Vec<_> = keys.iter().map(|key| Line { key, creator: Some("Ada".to_owned()) }).collect();
        form.write(&lines, NOW, &Policy::default())
    }

    #[test]
    fn a_table_names_its_columns_and_guards_against_formulas() {
        let keys = [Key { expiry: Expiry::At(NOW.plus(2 * DAY)), ..key("=1+1,\"x\"") }];
        assert_eq!(
            write(Form::Csv, &keys),
            "id,name,description,status,expires,created,created_by,last_used,last_rotated,last_changed_or_used,access\r\n\
             \"id-=1+1,\"\"x\"\"\",\"'=1+1,\"\"x\"\"\",\"\",\"Expires soon\",\"2026-11-24T02:39:39Z\",\"\",\"Ada\",\"\",\"\",\"\",\
             \"Not reported\"\r\n"
        );
    }

    #[test]
    fn a_key_that_is_its_own_secret_has_no_id() {
        let text = write(Form::Json, &[Key { mask: Some("k7Q••ZyD".to_owned()), ..key("k7Q••ZyD") }]);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&value[0]["id"], &value[0]["name"]), (&Value::Null, &"k7Q••ZyD".into()));
    }

    #[test]
    fn json_tells_never_from_not_told() {
        let text = write(Form::Json, &[Key { expiry: Expiry::Never, ..key("a") }, key("b")]);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&value[0]["expires"], &value[1]["expires"]), (&"never".into(), &Value::Null));
        assert_eq!(value[0]["created_by"], "Ada");
    }

    #[test]
    fn a_calendar_holds_what_ends_in_lines_of_75_bytes() {
        let long = Key { expiry: Expiry::At(NOW.plus(DAY)), ..key(&"ж;".repeat(100)) };
        let text = write(Form::Calendar, &[long, key("endless")]);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        assert!(text.contains("DTSTART:20261123T023939Z\r\n"));
        assert!(text.lines().all(|line| line.len() <= 75 && !line.is_empty()));
        assert!(text.replace("\r\n ", "").contains("SUMMARY:API key ж\\;ж\\;"));
    }
}
