//! What is made to do harm: configurations, names in files for spreadsheets. It is refused with a sentence, or
//! stays a text.

use crate::config::{outcome, with};
use latchkey::config::Config;
use latchkey::domain::batch::{self, NewSecret};
use latchkey::domain::export::{Kept, csv};
use latchkey::domain::key::{Key, KeyId};
use latchkey::domain::policy::Policy;
use latchkey::domain::report::{Form, Line};
use latchkey::domain::secret::Secret;
use latchkey::domain::time::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A field of a connection and what stands there; the connection must not be used.
fn refused() -> Vec<(&'static str, Value)> {
    let urls = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://a.example",
        "data:text/html,<script>alert(1)</script>",
        "blob:https://a.example/1",
        "file:///etc/passwd",
        "//a.example",
        "https:a.example",
        "https://",
        "https://user:password@a.example",
        "https://a.example@evil.example",
        "https://a.example\\@evil.example",
        "https://a.example:99999",
        "https://a.example:0",
        "https://a.example:443:443",
        "https://a.example/../b",
        "https://a.example/?key=1",
        "https://a.example/#x",
        "https://a.example\n.evil.example",
        "https://a.example\u{0}",
        "https://a\u{202e}elpmaxe",
        "https://аpple.example",
        "https://a b.example",
        "https://a.example/<script>",
        "https://[::1",
        "https://*.example",
        "http://a.example",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://0x7f.1",
        "ftp://a.example",
        "wss://a.example",
    ];
    let mut cases: Vec<_> = urls.into_iter().map(|url| ("base_url", url.into())).collect();
    for id in ["__proto__", "../x", "a/b", "a b", "A", "é", "<script>", "a\u{0}", "a\u{202e}", "%2e%2e"] {
        cases.push(("id", id.into()));
    }
    for kind in ["__proto__", "constructor", "<img src=x onerror=alert(1)>", "Elastic-Cloud", "\u{202e}lmnez"]
    {
        cases.push(("kind", kind.into()));
    }
    for name in ["", " \n "] {
        cases.push(("name", name.into()));
    }
    for field in ["id", "kind", "name", "base_url"] {
        for wrong in
            [json!(null), json!(1), json!(true), json!([]), json!({}), json!({"__proto__": 1}), json!(1e300)]
        {
            cases.push((field, wrong));
        }
        cases.push((field, "x".repeat(64 << 10).into()));
        cases.push((field, format!("https://{}.example", "x".repeat(64 << 10)).into()));
    }
    cases
}

#[test]
fn every_hostile_field_takes_its_connection_away_with_a_sentence() {
    let cases = refused();
    assert!(cases.len() > 80);
    for (field, value) in cases {
        let shown: String = value.to_string().chars().take(80).collect();
        let (fields, usable) = outcome(&json!([with(field, value)]));
        assert_eq!(usable, 0, "{field}: {shown}");
        assert!(fields.contains(&format!("connections[0].{field}")), "{field}: {shown}: {fields:?}");
    }
}

#[test]
fn a_hostile_name_is_a_name() {
    for name in ["<script>alert(1)</script>", "\u{202e}evil", "a\u{0}b", "🔑", "__proto__", "constructor"] {
        assert_eq!(outcome(&json!([with("name", name.into())])), (vec![], 1), "{name}");
    }
}

#[test]
fn a_hostile_file_ends_in_few_short_sentences() {
    let nested = "[".repeat(100_000);
    let in_policy = format!(r#"{{"connections": [], "policy": {}"#, r#"{"a":"#.repeat(100_000));
    let unknown: Value = (0..5_000).map(|at| (format!("\u{202e}{at}{}", "x".repeat(40)), json!(1))).collect();
    let names = json!({"connections": [], "policy": unknown, "__proto__": {"x": 1}, "constructor": 1});
    let many = json!({"connections": vec![json!({"__proto__": []}); 20_000]});
    for (text, what) in [
        (" ".repeat(10 << 20), "10 MB of nothing"),
        (format!(r#"{{"connections": [], "x": "{}"}}"#, "x".repeat(10 << 20)), "10 MB in one text"),
        (nested, "nested lists"),
        (in_policy, "nested objects"),
        (names.to_string(), "unknown names"),
        (many.to_string(), "many connections"),
        ("\u{0}".to_owned(), "a NUL"),
        (String::new(), "nothing"),
        ("null".to_owned(), "null"),
        (r#"{"connections": {"__proto__": []}}"#.to_owned(), "an object for a list"),
    ] {
        let config = Config::read(&text);
        assert!(
            !config.problems.is_empty() && config.problems.len() <= 101,
            "{what}: {}",
            config.problems.len()
        );
        assert!(config.connections.is_empty() && config.policy == Policy::default(), "{what}");
        for problem in &config.problems {
            assert!(problem.sentence().chars().count() < 600, "{what}: {}", problem.sentence());
            assert!(problem.why.ends_with('.'), "{what}: {}", problem.sentence());
        }
    }
}

#[test]
fn of_the_same_connection_twice_the_first_counts() {
    let twice = json!([with("name", "first".into()), with("name", "second".into())]);
    let config = Config::read(&json!({ "connections": twice }).to_string());
    assert_eq!((config.connections.len(), config.connections[0].name.as_str()), (1, "first"));
    assert_eq!(config.problems[0].field, "connections[1].id");
}

#[test]
fn of_a_member_twice_the_last_counts_and_is_checked() {
    let text = r#"{"connections": [{"id": "a", "kind": "zenml", "name": "A", "base_url": "https://a.example", "base_url": "http://evil.example"}]}"#;
    assert!(Config::read(text).connections.is_empty());
}

/// Cells of a CSV file, read as RFC 4180 says.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the file ends with a whole row");
    rows
}

/// Where a cell begins for one spreadsheet or another.
const BEGINS: [char; 4] = [';', '\t', '\r', '\n'];

/// What the cell of a text is when the apostrophes that guard are taken away.
fn unguarded(cell: &str) -> String {
    let is_whole = |(at, part): (usize, &str)| at > 0 && part.trim_end_matches(BEGINS).is_empty();
    let part = |(at, part)| if is_whole((at, part)) { part.to_owned() } else { unguarded_part(part) };
    cell.split_inclusive(BEGINS).enumerate().map(part).collect()
}

fn unguarded_part(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    let is_guard = bare.starts_with(|c: char| c.is_control())
        || bare
            .trim_start_matches(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            })
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    cell.strip_prefix('\'').filter(|_| is_guard).unwrap_or(cell).to_owned()
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        || cell.split(BEGINS).any(|part| part.trim_start().starts_with(['=', '+', '-', '@']))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "['\"=+@\t\r\n ,;|\u{200f}\u{202e}\u{0}＝-]{0,4}[a-z(!)]{0,4}",
        Just("'=HYPERLINK(\"http://evil.example\")".to_owned()),
        Just("=cmd|' /C calc'!A0".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_cell_of_a_report_is_a_formula_and_each_gives_its_text_back(name in text(), description in text(), creator in text()) {
        let mut key = Key::bare("id", "name");
        (key.name, key.description) = (name.clone(), description.clone());
        let line = Line { key: &key, creator: Some(creator.clone()) };
        let file = Form::Csv.write(&[line], Timestamp::from_millis(0), &Policy::default());
        let rows = rows(&file);
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(rows[1].len(), rows[0].len());
        prop_assert!(rows.iter().flatten().all(|cell| !is_formula(cell)), "{}", file);
        for (at, text) in [(1, &name), (2, &description), (6, &creator)] {
            prop_assert_eq!(&unguarded(&rows[1][at]), text);
        }
    }

    #[test]
    fn a_secret_in_a_file_is_exactly_the_secret(name in text(), id in text(), secret in text()) {
        let mut key = Key::bare("id", "name");
        (key.name, key.id) = (name.clone(), KeyId(id.clone()));
        let secret = Secret::new(secret);
        let one = NewSecret { id: key.id.clone(), name: name.clone(), secret: secret.clone() };
        for file in [csv(&Kept::key(&key, &secret)), batch::Form::Csv.write(&[one])] {
            let rows = rows(&file);
            prop_assert_eq!(&rows[0], &["id", "name", "key"]);
            prop_assert_eq!(rows[1].len(), 3);
            prop_assert!(!is_formula(&rows[1][0]) && !is_formula(&rows[1][1]), "{}", file);
            prop_assert_eq!(&unguarded(&rows[1][0]), &id);
            prop_assert_eq!(&unguarded(&rows[1][1]), &name);
            prop_assert_eq!(rows[1][2].as_str(), secret.expose());
        }
    }
}
