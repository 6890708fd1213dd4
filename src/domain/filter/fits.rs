//! Whether something fulfills a condition: the answer where a backend can't be exact.

use super::condition::whole_second;
use super::number::Number;
use super::{Condition, Field, Subject, Test, Value};
use crate::domain::time::Timestamp;

impl Condition {
    /// Whether something fulfills it.
    #[must_use]
    pub fn matches(&self, subject: &dyn Subject) -> bool {
        match self.field {
            Field::Name | Field::Description => self.fits_text(subject.text(self.field)),
            Field::Id | Field::ExternalId => self.fits_id(subject.text(self.field)),
            Field::Created | Field::Updated | Field::LastRotated | Field::LastUsed => {
                self.fits_time(subject.time(self.field))
            }
        }
    }

    fn fits_text(&self, text: &str) -> bool {
        match (&self.value, self.test) {
            (Value::Number(_), _) => {
                Number::at_the_start(text).is_some_and(|number| self.fits_number(&number))
            }
            (Value::Text(wanted), Test::Is) => text == wanted,
            (Value::Text(wanted), Test::IsNot) => text != wanted,
            (Value::Text(wanted), test) => {
                let (text, wanted) = (text.to_lowercase(), wanted.to_lowercase());
                match test {
                    Test::StartsWith => text.starts_with(&wanted),
                    Test::EndsWith => text.ends_with(&wanted),
                    Test::NotContains => !text.contains(&wanted),
                    _ => text.contains(&wanted),
                }
            }
            (Value::Texts(all), test) => all.iter().any(|one| one == text) == (test == Test::OneOf),
            (_, test) => text.is_empty() == (test == Test::Empty),
        }
    }

    /// Ids are compared by their digits, with or without hyphens.
    fn fits_id(&self, id: &str) -> bool {
        let value = match &self.value {
            Value::Text(text) => Value::Text(digits(text)),
            Value::Texts(texts) => Value::Texts(texts.iter().map(|text| digits(text)).collect()),
            other => other.clone(),
        };
        Self { value, ..self.clone() }.fits_text(&digits(id))
    }

    /// Whether a text that begins with zero fulfills it.
    #[must_use]
    pub fn fits_zero(&self) -> bool {
        self.fits_number(&Number::default())
    }

    fn fits_number(&self, number: &Number) -> bool {
        match &self.value {
            Value::Number(wanted) => {
                Number::typed(wanted).is_some_and(|wanted| compares(self.test, number, &wanted))
            }
            _ => false,
        }
    }

    /// Times count by the second, which is as exactly as anybody can ask for them.
    fn fits_time(&self, time: Option<Timestamp>) -> bool {
        match (&self.value, time.map(whole_second)) {
            (Value::Time(at), Some(time)) => match self.test {
                Test::Before => time < *at,
                Test::After => time > *at,
                Test::Since => time >= *at,
                Test::Until => time <= *at,
                Test::NotAt => time != *at,
                _ => time == *at,
            },
            (Value::Times(from, to), Some(time)) => (*from..=*to).contains(&time),
            (Value::Nothing, time) => time.is_none() == (self.test == Test::Never),
            // What never happened did not happen then either.
            (_, _) => self.test == Test::NotAt,
        }
    }
}

fn compares(test: Test, number: &Number, wanted: &Number) -> bool {
    match test {
        Test::NumberAbove => number > wanted,
        Test::NumberFrom => number >= wanted,
        Test::NumberBelow => number < wanted,
        _ => number <= wanted,
    }
}

fn digits(id: &str) -> String {
    id.trim().replace('-', "").to_lowercase()
}
