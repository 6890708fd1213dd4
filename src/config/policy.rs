//! The `policy` object of config.json.

use super::Problem;
use super::fields::Fields;
use crate::domain::policy::Policy;
use serde_json::{Map, Value};
use std::ops::RangeInclusive;

pub(super) const DAYS: RangeInclusive<u32> = 1..=3650;
const MINUTES: RangeInclusive<u32> = 1..=1440;

/// Reads the house rules; a wrong one keeps its default.
pub(super) fn read(object: &Map<String, Value>, at: &str) -> (Policy, Vec<Problem>) {
    let mut fields = Fields::new(object, at);
    let plain = Policy::default();
    let policy = Policy {
        warn_days: number(&mut fields, "warn_days", DAYS).unwrap_or(plain.warn_days),
        idle_days: number(&mut fields, "idle_days", DAYS).unwrap_or(plain.idle_days),
        old_days: number(&mut fields, "old_days", DAYS).unwrap_or(plain.old_days),
        max_lifetime_days: number(&mut fields, "max_lifetime_days", DAYS),
        name_pattern: pattern(&mut fields),
        idle_lock_minutes: number(&mut fields, "idle_lock_minutes", MINUTES)
            .unwrap_or(plain.idle_lock_minutes),
    };
    (policy, fields.finish())
}

/// A whole number within `range`, if there is one. What is wrong with it is noted.
pub(super) fn number(fields: &mut Fields, name: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
    let value = fields.optional(name)?;
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    let good = number.filter(|number| range.contains(number));
    if good.is_none() {
        let right = format!("Write a whole number from {} to {}.", range.start(), range.end());
        fields.refuse(name, format!("{value} can't be used here."), right);
    }
    good
}

fn pattern(fields: &mut Fields) -> Option<String> {
    const RIGHT: &str = r#"Write a pattern such as "[a-z-]+", or null."#;
    match fields.optional("name_pattern")? {
        Value::String(text) if text.is_empty() => fields.refuse("name_pattern", "It is empty.", RIGHT),
        Value::String(text) => return Some(text.clone()),
        _ => fields.refuse("name_pattern", "It isn't a text.", RIGHT),
    }
    None
}
