//! A new secret in the forms that people paste and keep.

use super::json::object;
use super::key::Key;
use super::secret::Secret;
use super::token::Token;
use super::words::capitalized;

/// The shell variable that stands for a credential in snippets.
pub const VARIABLE: &str = "API_KEY";

/// A secret that is to be kept, and what belongs to it.
pub struct Kept<'a> {
    /// What it is: `key`, `token`.
    pub what: &'static str,
    /// What is kept beside it, by names for machines.
    beside: [(&'static str, String); 2],
    secret: &'a Secret,
}

impl<'a> Kept<'a> {
    /// The secret of a key.
    #[must_use]
    pub fn key(key: &Key, secret: &'a Secret) -> Self {
        Self { what: "key", beside: [("id", key.id.0.clone()), ("name", key.name.clone())], secret }
    }

    /// The secret of a token.
    #[must_use]
    pub fn token(token: &Token, secret: &'a Secret) -> Self {
        Self {
            what: "token",
            beside: [("name", token.name.clone()), ("expires", token.ends.rfc3339())],
            secret,
        }
    }
}

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

    /// Its name for people, where the secret is of that.
    #[must_use]
    pub fn label(self, what: &'static str) -> String {
        match self {
            Self::Plain => capitalized(what),
            Self::Env => ".env".to_owned(),
            Self::Curl => "curl".to_owned(),
            Self::Json => "JSON".to_owned(),
        }
    }

    /// The text with `value` in the place of the secret: the secret itself or a mask. `curl` is a
    /// command that takes it from [`VARIABLE`], `environment` what stands before it in a file of such.
    #[must_use]
    pub fn text(self, kept: &Kept, curl: &str, environment: &str, value: &str) -> String {
        match self {
            Self::Plain => value.to_owned(),
            Self::Env => format!("{environment}{value}"),
            Self::Curl => format!("{VARIABLE}='{}'\n{curl}", value.replace('\'', r"'\''")),
            Self::Json => {
                let beside = kept.beside.iter().map(|(name, text)| (*name, text.as_str().into()));
                format!("{:#}", object(beside.chain([(kept.what, value.into())]).collect()))
            }
        }
    }
}

/// A CSV file with the secret and what belongs to it. A name that a spreadsheet would take for a formula
/// gets an apostrophe before it; the secret is never changed.
#[must_use]
pub fn csv(kept: &Kept) -> String {
    let [one, other] = &kept.beside;
    let row = [cell(&guarded(&one.1)), cell(&guarded(&other.1)), cell(kept.secret.expose())];
    format!("{},{},{}\r\n{}\r\n", one.0, other.0, kept.what, row.join(","))
}

/// A file name made of the name.
#[must_use]
pub fn file_name(kept: &Kept) -> String {
    let keep = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let name = kept.beside.iter().find(|(member, _)| *member == "name").map_or("", |(_, name)| name);
    let name: String = name.chars().take(60).map(keep).collect();
    format!("{name}-{}.csv", kept.what)
}

/// Where a cell may begin, also for a spreadsheet that separates by something else than commas.
const BEGINS: [char; 4] = [';', '\t', '\r', '\n'];

/// A text of which no part is taken for a formula: each that begins like one gets an apostrophe, and taking one
/// away from each such part gives back the text.
pub(super) fn guarded(text: &str) -> String {
    let parts = text.split_inclusive(BEGINS).enumerate();
    let is_empty = |part: &str| part.trim_end_matches(BEGINS).is_empty();
    parts
        .map(|(at, part)| if at > 0 && is_empty(part) { part.to_owned() } else { guarded_part(part) })
        .collect()
}

/// A text that begins like a formula, with what spreadsheets skip before it, gets an apostrophe; so does one
/// that begins like a guarded one.
fn guarded_part(text: &str) -> String {
    let skipped = |letter: char| letter.is_whitespace() || letter.is_control() || is_unseen(letter);
    let bare = text.trim_start_matches('\'');
    let risky = bare.starts_with(|letter: char| letter.is_control())
        || bare.trim_start_matches(skipped).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// Marks for direction and joining that nobody sees.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

pub(super) fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use crate::domain::time::Timestamp;

    fn kept<'a>(name: &str, secret: &'a Secret) -> Kept<'a> {
        Kept::key(&key(name), secret)
    }

    #[test]
    fn a_formula_is_guarded_and_a_secret_is_not_touched() {
        let secret = Secret::new("=a,\"b");
        let csv = csv(&kept(" =HYPERLINK(\"x\")", &secret));
        assert_eq!(
            csv,
            "id,name,key\r\n\"id- =HYPERLINK(\"\"x\"\")\",\"' =HYPERLINK(\"\"x\"\")\",\"=a,\"\"b\"\r\n"
        );
    }

    #[test]
    fn no_part_is_a_formula_whatever_separates_them() {
        for (text, told) in [
            ("x;=cmd|'/C calc'!A0;y", "x;'=cmd|'/C calc'!A0;y"),
            ("a\t@SUM(A1)", "a\t'@SUM(A1)"),
            ("a\r\n+1; -2", "a\r\n'+1;' -2"),
            ("a;b\tc, d = e", "a;b\tc, d = e"),
            ("two\n\nlines", "two\n\nlines"),
        ] {
            assert_eq!(guarded(text), told);
        }
    }

    #[test]
    fn snippets_hold_what_they_are_given() {
        let secret = Secret::new("essu_x");
        let text =
            |format: Format, value| format.text(&kept("ci", &secret), "curl -X GET", "API_KEY=", value);
        assert_eq!(text(Format::Env, "essu_x"), "API_KEY=essu_x");
        assert_eq!(text(Format::Curl, "it's"), "API_KEY='it'\\''s'\ncurl -X GET");
        assert!(!text(Format::Json, "••••").contains("essu_x"));
    }

    #[test]
    fn a_file_name_is_safe_anywhere() {
        let secret = Secret::new("s");
        assert_eq!(file_name(&kept("../a b:ж", &secret)), "---a-b-ж-key.csv");
    }

    #[test]
    fn a_token_is_kept_with_its_end() {
        let secret = Secret::new("eyJ.x.y");
        let token =
            Token { name: "admin on ZenML".to_owned(), ends: Timestamp::from_millis(1_795_315_179_000) };
        let kept = Kept::token(&token, &secret);
        assert_eq!(
            csv(&kept),
            "name,expires,token\r\n\"admin on ZenML\",\"2026-11-22T02:39:39Z\",\"eyJ.x.y\"\r\n"
        );
        assert_eq!(
            (file_name(&kept).as_str(), Format::Plain.label("token").as_str()),
            ("admin-on-ZenML-token.csv", "Token")
        );
        assert!(Format::Json.text(&kept, "", "", "eyJ.x.y").contains("\"token\": \"eyJ.x.y\""));
    }
}
