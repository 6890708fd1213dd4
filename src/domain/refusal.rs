//! What a service refuses of what was sent: where it stands, and why.

use super::draft::{Field, FieldError};
use super::settings::PERMISSIONS;
use serde_json::Value;

/// The member of a body that holds a configuration.
const CONFIG: &str = "config";

/// One thing that is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The names and places on the way to it in the body; empty for the body as a whole.
    pub path: Vec<String>,
    /// What the service says.
    pub message: String,
}

impl Refusal {
    /// Where it is and why, in one line.
    #[must_use]
    pub fn told(&self) -> String {
        if self.path.is_empty() {
            self.message.clone()
        } else {
            format!("{}: {}", self.path.join("."), self.message)
        }
    }
}

/// Where refusals of a request that holds a configuration belong in a form: beside a field, or for what no
/// field holds, in a summary.
#[must_use]
pub fn in_form(refusals: &[Refusal], text: &str) -> (Vec<FieldError>, Vec<String>) {
    let (mut errors, mut rest) = (Vec::new(), Vec::new());
    for refusal in refusals {
        let path = match refusal.path.split_first() {
            Some((first, path)) if first == CONFIG => path,
            _ => {
                rest.push(refusal.told());
                continue;
            }
        };
        let error = match path {
            [] => FieldError { field: Field::Settings, sentence: refusal.message.clone() },
            [one] if one == PERMISSIONS => {
                FieldError { field: Field::Permissions, sentence: refusal.message.clone() }
            }
            path => {
                let place = line(text, path).map_or_else(|| path.join("."), |line| format!("Line {line}"));
                FieldError { field: Field::Settings, sentence: format!("{place}: {}", refusal.message) }
            }
        };
        errors.push(error);
    }
    (errors, rest)
}

/// The line of a JSON text, from 1, on which the value at `path` stands, or else the deepest value on the
/// way to it; none where not even the first step is there.
#[must_use]
pub fn line(text: &str, path: &[String]) -> Option<usize> {
    let found = Cursor { text, at: 0 }.find(path)?;
    Some(text.get(..found)?.matches('\n').count() + 1)
}

/// Where one is in a JSON text that can be read.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start().len();
        self.text.as_bytes().get(self.at).copied()
    }

    /// The place of the value at `path` below this one.
    fn find(&mut self, path: &[String]) -> Option<usize> {
        let opening = self.peek()?;
        let Some((step, rest)) = path.split_first() else { return Some(self.at) };
        if !matches!(opening, b'{' | b'[') {
            return None;
        }
        self.at += 1;
        let mut index = 0_usize;
        loop {
            if matches!(self.peek()?, b'}' | b']') {
                return None;
            }
            let begin = self.at;
            let here = if opening == b'{' {
                let name = self.string()?;
                (self.peek()? == b':').then(|| self.at += 1)?;
                name == *step
            } else {
                index.to_string() == *step
            };
            if here {
                return if rest.is_empty() { Some(begin) } else { self.find(rest).or(Some(begin)) };
            }
            self.skip()?;
            index += 1;
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let begin = self.at;
        self.pass_string()?;
        match serde_json::from_str(self.text.get(begin..self.at)?) {
            Ok(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    fn pass_string(&mut self) -> Option<()> {
        let mut bytes = self.text.as_bytes().iter().enumerate().skip(self.at + 1);
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' => {
                    bytes.next();
                }
                b'"' => {
                    self.at = at + 1;
                    return Some(());
                }
                _ => {}
            }
        }
        None
    }

    /// Goes behind a value.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.pass_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' => return Some(()),
                b',' if depth == 0 => return Some(()),
                b',' | b':' => self.at += 1,
                _ => {
                    let rest = self.text.get(self.at..)?;
                    let ends = |c: char| matches!(c, ',' | ']' | '}' | ':') || c.is_whitespace();
                    self.at += rest.find(ends).unwrap_or(rest.len());
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings;
    use proptest::prelude::*;

    const TEXT: &str = "{\n  \"a\\\"b\": [1, {\"x\": \"}\"}],\n  \"limits\": {\n    \"é\": null,\n    \"per_minute\": 6e2\n  },\n  \"permissions\": \"read\"\n}";

    fn at(path: &[&str]) -> Option<usize> {
        line(TEXT, &path.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn a_path_leads_to_its_line() {
        assert_eq!(at(&[]), Some(1));
        assert_eq!(at(&["a\"b", "1", "x"]), Some(2));
        assert_eq!(at(&["limits"]), Some(3));
        assert_eq!(at(&["limits", "é"]), Some(4));
        assert_eq!(at(&["limits", "per_minute"]), Some(5));
        assert_eq!(at(&["permissions"]), Some(7));
    }

    #[test]
    fn what_is_not_there_leads_to_what_holds_it() {
        assert_eq!(at(&["limits", "per_hour"]), Some(3));
        assert_eq!(at(&["permissions", "str"]), Some(7));
        assert_eq!(at(&["nothing"]), None);
    }

    #[test]
    fn a_refusal_stands_beside_its_field_or_in_the_summary() {
        let at = |path: &[&str]| Refusal {
            path: path.iter().map(ToString::to_string).collect(),
            message: "No".to_owned(),
        };
        let all = [
            at(&["config", "permissions"]),
            at(&["config", "limits", "per_minute"]),
            at(&["config", "else"]),
            at(&["config"]),
            at(&["12"]),
            at(&[]),
        ];
        let (errors, rest) = in_form(&all, TEXT);
        let errors: Vec<_> = errors.iter().map(|one| (one.field, one.sentence.as_str())).collect();
        assert_eq!(
            errors,
            [
                (Field::Permissions, "No"),
                (Field::Settings, "Line 5: No"),
                (Field::Settings, "else: No"),
                (Field::Settings, "No")
            ]
        );
        assert_eq!(rest, ["12: No", "No"]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in ".*", path in proptest::collection::vec(".{0,3}", 0..3)) {
            let _ = line(&text, &path);
            let _ = line(&format!("{{{text}"), &path);
        }

        #[test]
        fn every_member_is_found(names in proptest::collection::btree_map(".{0,8}", ".{0,8}", 1..6)) {
            let object: settings::Settings = names.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
            let text = settings::write(&object);
            for (index, name) in object.keys().enumerate() {
                prop_assert_eq!(line(&text, std::slice::from_ref(name)), Some(index + 2));
            }
        }
    }
}
