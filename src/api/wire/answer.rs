//! Answers taken apart member by member. All of them share one parser: a parser for each shape
//! would weigh more in the wasm than the rest of a backend.

use super::{halves, unreadable};
use crate::api::error::Error;
use crate::domain::time::Timestamp;
use serde_json::{Map, Value};

const TEXT: &str = "a text";
const TIME: &str = "a point in time";
const NUMBER: &str = "a number from 0 to 4294967295";
const FLAG: &str = "true or false";
const OBJECT: &str = "an object";
const OBJECTS: &str = "a list of objects";

/// The body of a good answer.
pub(in crate::api) struct Answer {
    body: Value,
    what: &'static str,
}

impl Answer {
    /// Parses a body; `what` is what it should be.
    pub(super) fn parse(body: &str, what: &'static str) -> Result<Self, Error> {
        let read = serde_json::from_str(body)
            .or_else(|error| halves::mended(body).map_or(Err(error), |body| serde_json::from_str(&body)));
        match read {
            Ok(body) => Ok(Self { body, what }),
            // The parser's own text may quote the body, and a body may hold a secret.
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                Err(unreadable(format!(
                    "{what} was expected, and the answer differs at line {line}, column {column}"
                )))
            }
        }
    }

    /// The whole as a text.
    pub(in crate::api) fn text(&self) -> Result<String, Error> {
        self.body.as_str().map(str::to_owned).ok_or_else(|| self.wrong(TEXT))
    }

    /// The whole as an object.
    pub(in crate::api) fn object(&self) -> Result<Object<'_>, Error> {
        Object::of(&self.body, self.what).ok_or_else(|| self.wrong(OBJECT))
    }

    /// The whole as a list of objects.
    pub(in crate::api) fn objects(&self) -> Result<Vec<Object<'_>>, Error> {
        Object::all_of(&self.body, self.what).ok_or_else(|| self.wrong(OBJECTS))
    }

    fn wrong(&self, kind: &str) -> Error {
        unreadable(format!("{} was expected, and the answer isn't {kind}", self.what))
    }
}

/// An object in an answer. What is missing and what is `null` are the same. A member that is asked
/// for as optional may be missing, and is refused if it is of another kind.
#[derive(Clone, Copy)]
pub(in crate::api) struct Object<'a> {
    members: &'a Map<String, Value>,
    what: &'static str,
}

impl<'a> Object<'a> {
    fn of(value: &'a Value, what: &'static str) -> Option<Self> {
        value.as_object().map(|members| Self { members, what })
    }

    fn all_of(value: &'a Value, what: &'static str) -> Option<Vec<Self>> {
        let mut objects = Vec::new();
        for item in value.as_array()? {
            objects.push(Self::of(item, what)?);
        }
        Some(objects)
    }

    /// All members.
    pub(in crate::api) fn members(&self) -> &'a Map<String, Value> {
        self.members
    }

    /// A member as it is.
    pub(in crate::api) fn value(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// A text.
    pub(in crate::api) fn text(&self, name: &str) -> Result<String, Error> {
        self.optional_text(name)?.ok_or_else(|| self.wrong(name, TEXT))
    }

    /// A text, if there is one.
    pub(in crate::api) fn optional_text(&self, name: &str) -> Result<Option<String>, Error> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong(name, TEXT)),
        }
    }

    /// A text that nothing depends on: one of another kind counts as missing.
    pub(in crate::api) fn told(&self, name: &str) -> Option<String> {
        self.optional_text(name).unwrap_or_default()
    }

    /// A point in time.
    pub(in crate::api) fn time(&self, name: &str) -> Result<Timestamp, Error> {
        self.optional_time(name)?.ok_or_else(|| self.wrong(name, TIME))
    }

    /// A point in time, if there is one.
    pub(in crate::api) fn optional_time(&self, name: &str) -> Result<Option<Timestamp>, Error> {
        let Some(value) = self.value(name) else { return Ok(None) };
        match value.as_str().and_then(Timestamp::parse) {
            Some(time) => Ok(Some(time)),
            None => Err(self.wrong(name, TIME)),
        }
    }

    /// A point in time that nothing depends on: what can't be read counts as missing.
    pub(in crate::api) fn told_time(&self, name: &str) -> Option<Timestamp> {
        self.optional_time(name).unwrap_or_default()
    }

    /// A whole number, such as a count or a page.
    pub(in crate::api) fn number(&self, name: &str) -> Result<u32, Error> {
        let number = self.value(name).and_then(Value::as_u64);
        let number = number.and_then(|number| u32::try_from(number).ok());
        number.ok_or_else(|| self.wrong(name, NUMBER))
    }

    /// Yes or no.
    pub(in crate::api) fn flag(&self, name: &str) -> Result<bool, Error> {
        self.optional_flag(name)?.ok_or_else(|| self.wrong(name, FLAG))
    }

    /// Yes or no, if told.
    pub(in crate::api) fn optional_flag(&self, name: &str) -> Result<Option<bool>, Error> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.wrong(name, FLAG)),
        }
    }

    /// An object.
    pub(in crate::api) fn object(&self, name: &str) -> Result<Object<'a>, Error> {
        self.optional_object(name)?.ok_or_else(|| self.wrong(name, OBJECT))
    }

    /// An object, if there is one.
    pub(in crate::api) fn optional_object(&self, name: &str) -> Result<Option<Object<'a>>, Error> {
        let Some(value) = self.value(name) else { return Ok(None) };
        match Self::of(value, self.what) {
            Some(object) => Ok(Some(object)),
            None => Err(self.wrong(name, OBJECT)),
        }
    }

    /// A list of objects.
    pub(in crate::api) fn objects(&self, name: &str) -> Result<Vec<Object<'a>>, Error> {
        let list = self.value(name).and_then(|value| Self::all_of(value, self.what));
        list.ok_or_else(|| self.wrong(name, OBJECTS))
    }

    fn wrong(&self, name: &str, kind: &str) -> Error {
        let what = self.what;
        unreadable(match self.value(name) {
            None => format!("{what} was expected, and “{name}” in it is missing"),
            Some(_) => format!("{what} was expected, and “{name}” in it isn't {kind}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        Answer::parse(body, "a thing").unwrap()
    }

    fn detail<T>(result: Result<T, Error>) -> String {
        match result {
            Err(Error::Unreadable { detail }) => detail,
            Err(other) => panic!("another error: {other}"),
            Ok(_) => panic!("it was read"),
        }
    }

    #[test]
    fn what_is_missing_is_not_what_is_of_another_kind() {
        let answer = answer(r#"{"null": null, "number": 7, "text": "essu_x", "list": [{}, 1]}"#);
        let it = answer.object().unwrap();
        for absent in ["null", "none"] {
            assert_eq!(it.optional_text(absent), Ok(None));
            assert_eq!(it.optional_time(absent), Ok(None));
            assert_eq!(it.optional_flag(absent), Ok(None));
            assert!(it.optional_object(absent).unwrap().is_none());
            let missing = format!("a thing was expected, and “{absent}” in it is missing");
            let refused = [
                detail(it.text(absent)),
                detail(it.time(absent)),
                detail(it.number(absent)),
                detail(it.flag(absent)),
                detail(it.object(absent)),
                detail(it.objects(absent)),
            ];
            assert!(refused.iter().all(|detail| *detail == missing), "{refused:?}");
        }
        let wrong = |name: &str, kind: &str| format!("a thing was expected, and “{name}” in it isn't {kind}");
        assert_eq!(detail(it.optional_text("number")), wrong("number", TEXT));
        assert_eq!(detail(it.optional_time("text")), wrong("text", TIME));
        assert_eq!(detail(it.optional_flag("text")), wrong("text", FLAG));
        assert_eq!(detail(it.optional_object("text")), wrong("text", OBJECT));
        assert_eq!(detail(it.objects("list")), wrong("list", OBJECTS));
        assert_eq!((it.told("number"), it.told_time("text")), (None, None));
    }

    #[test]
    fn a_number_is_whole_and_not_too_large() {
        let answer = answer(r#"{"most": 4294967295, "more": 4294967296, "less": -1, "part": 1.5}"#);
        let it = answer.object().unwrap();
        assert_eq!(it.number("most"), Ok(u32::MAX));
        for name in ["more", "less", "part"] {
            assert!(it.number(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_body_of_another_shape_is_not_quoted() {
        let expected = "a thing was expected, and the answer";
        assert_eq!(detail(answer("[]").object()), format!("{expected} isn't an object"));
        assert_eq!(detail(answer("{}").objects()), format!("{expected} isn't a list of objects"));
        let broken = detail(Answer::parse("{\n\"key\": essu_x}", "a thing"));
        assert_eq!(broken, format!("{expected} differs at line 2, column 8"));
    }
}
