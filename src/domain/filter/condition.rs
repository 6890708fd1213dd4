//! One condition: a field, what is asked of it, and with what it is compared.

use super::number::Number;
use super::{Field, Takes, Test};
use crate::domain::time::Timestamp;
use serde_json::Value as Json;

/// What a field is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// An instant.
    Time(Timestamp),
    /// Two instants, the earlier first.
    Times(Timestamp, Timestamp),
    /// A number, as it was typed.
    Number(String),
}

impl Value {
    /// The texts that are compared with.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Texts(texts) => texts,
            Self::Nothing | Self::Time(_) | Self::Times(..) | Self::Number(_) => &[],
        }
    }
}

/// A condition that makes sense: the test fits the field, and the value fits the test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Condition {
    pub(super) field: Field,
    pub(super) test: Test,
    pub(super) value: Value,
}

/// Why there is no such condition, as a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// The field is not asked that.
    Test,
    /// A text is missing, or all of several.
    NoText,
    /// An instant is missing.
    NoTime,
    /// The second instant is not the later one.
    Order,
    /// A number is missing.
    NoNumber,
}

impl Unfit {
    /// What to do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Test => "Choose something that can be asked of this field.",
            Self::NoText => "Enter a text.",
            Self::NoTime => "Enter a date and a time.",
            Self::Order => "Enter an end that is later than the beginning.",
            Self::NoNumber => "Enter a number.",
        }
    }
}

impl Condition {
    /// A condition. Instants count by the second, as filters do.
    ///
    /// # Errors
    /// Why it makes no sense.
    pub fn new(field: Field, test: Test, value: Value) -> Result<Self, Unfit> {
        if !field.tests().contains(&test) {
            return Err(Unfit::Test);
        }
        let value = match (test.takes(), value) {
            (Takes::Nothing, _) => Value::Nothing,
            (Takes::Text, Value::Text(text)) if !text.is_empty() => Value::Text(text),
            (Takes::Texts, Value::Texts(texts)) => {
                let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
                if texts.is_empty() {
                    return Err(Unfit::NoText);
                }
                Value::Texts(texts)
            }
            (Takes::Text | Takes::Texts, _) => return Err(Unfit::NoText),
            (Takes::Time, Value::Time(time)) => Value::Time(whole_second(time)),
            (Takes::Times, Value::Times(from, to)) if from < to => {
                Value::Times(whole_second(from), whole_second(to))
            }
            (Takes::Times, Value::Times(..)) => return Err(Unfit::Order),
            (Takes::Time | Takes::Times, _) => return Err(Unfit::NoTime),
            (Takes::Number, Value::Number(text)) if Number::typed(&text).is_some() => {
                Value::Number(text.trim().to_owned())
            }
            (Takes::Number, _) => return Err(Unfit::NoNumber),
        };
        Ok(Self { field, test, value })
    }

    /// What it is about.
    #[must_use]
    pub fn field(&self) -> Field {
        self.field
    }

    /// What is asked.
    #[must_use]
    pub fn test(&self) -> Test {
        self.test
    }

    /// With what it is compared.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Reads a parameter of a URL: `name=contains:ci`, `last-used=never`.
    #[must_use]
    pub fn from_param(name: &str, value: &str) -> Option<Self> {
        let field = Field::from_slug(name)?;
        let (test, value) = value.split_once(':').unwrap_or((value, ""));
        let test = Test::from_slug(test)?;
        let value = match test.takes() {
            Takes::Nothing => Value::Nothing,
            Takes::Text => Value::Text(value.to_owned()),
            Takes::Number => Value::Number(value.to_owned()),
            Takes::Texts => Value::Texts(serde_json::from_str::<Json>(value).ok().and_then(texts)?),
            Takes::Time => Value::Time(Timestamp::parse(value)?),
            Takes::Times => {
                let (from, to) = value.split_once(',')?;
                Value::Times(Timestamp::parse(from)?, Timestamp::parse(to)?)
            }
        };
        Self::new(field, test, value).ok()
    }

    /// The parameter of a URL that means it.
    #[must_use]
    pub fn to_param(&self) -> (&'static str, String) {
        let test = self.test.slug();
        let value = match &self.value {
            Value::Nothing => test.to_owned(),
            Value::Text(text) | Value::Number(text) => format!("{test}:{text}"),
            Value::Texts(texts) => format!("{test}:{}", json_list(texts)),
            Value::Time(time) => format!("{test}:{}", time.rfc3339()),
            Value::Times(from, to) => format!("{test}:{},{}", from.rfc3339(), to.rfc3339()),
        };
        (self.field.slug(), value)
    }

    /// The condition in words; `instant` writes an instant for people, to the second if it is told so.
    #[must_use]
    pub fn sentence(&self, instant: impl Fn(Timestamp, bool) -> String) -> String {
        let (field, test) = (self.field.label(), self.test.label());
        let to_the_second = matches!(self.test, Test::Since | Test::Until | Test::At | Test::NotAt);
        let instant = |time: &Timestamp| instant(*time, to_the_second);
        match &self.value {
            Value::Nothing => format!("{field} {test}"),
            Value::Text(text) => format!("{field} {test} {}", quoted(text)),
            Value::Texts(texts) => {
                format!(
                    "{field} {test} {}",
                    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
                )
            }
            Value::Number(number) => format!("{field} {test} {number}"),
            Value::Time(time) => format!("{field} {test} {}", instant(time)),
            Value::Times(from, to) => format!("{field} {test} {} and {}", instant(from), instant(to)),
        }
    }
}

/// Instants count by the second, which is as exactly as anybody can ask for them.
pub(super) fn whole_second(time: Timestamp) -> Timestamp {
    Timestamp::from_millis(time.millis().div_euclid(1_000) * 1_000)
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// A JSON list of texts.
#[must_use]
pub(crate) fn json_list(texts: &[String]) -> String {
    Json::Array(texts.iter().map(|text| Json::String(text.clone())).collect()).to_string()
}

fn texts(list: Json) -> Option<Vec<String>> {
    let Json::Array(items) = list else { return None };
    items.into_iter().map(|item| item.as_str().map(str::to_owned)).collect()
}
