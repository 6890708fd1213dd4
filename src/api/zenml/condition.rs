//! What the server is asked for one condition: the filter of its own that means that, or two.

use super::list::{Pair, has_other_case, is_part};
use crate::domain::filter::{Condition, Field, Test, Value, json_list};
use crate::domain::time::Timestamp;

/// The parameters of a condition. All of them must be fulfilled.
pub(super) fn pairs(condition: &Condition) -> Vec<Pair> {
    let filters = match condition.value() {
        Value::Time(time) => of_time(condition.test(), *time),
        Value::Times(from, to) => vec![from_on(*from), up_to(*to)],
        Value::Nothing | Value::Text(_) | Value::Texts(_) | Value::Number(_) => vec![of_text(condition)],
    };
    let name = parameter(condition.field());
    filters.into_iter().map(|filter| (name, filter)).collect()
}

fn parameter(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Description => "description",
        Field::Id => "id",
        Field::Created => "created",
        Field::Updated => "updated",
        Field::LastUsed => "last_login",
        Field::LastRotated => "last_rotated",
        Field::ExternalId => "external_user_id",
    }
}

/// The server compares to the microsecond with what can be told to the second only: its `equals` finds next to
/// nothing, its `lte` leaves out what happened later in that second, and its `gt` lets that in.
fn of_time(test: Test, time: Timestamp) -> Vec<String> {
    match test {
        Test::Before => vec![format!("lt:{}", instant(time))],
        Test::Since => vec![from_on(time)],
        Test::After => vec![from_on(after(time))],
        Test::Until => vec![up_to(time)],
        Test::NotAt => vec![format!("notequals:{}", instant(time))],
        _ => vec![from_on(time), up_to(time)],
    }
}

fn from_on(time: Timestamp) -> String {
    format!("gte:{}", instant(time))
}

fn up_to(time: Timestamp) -> String {
    format!("lt:{}", instant(after(time)))
}

/// The next second, up to the last one that the server can read.
fn after(time: Timestamp) -> Timestamp {
    const LAST: Timestamp = Timestamp::from_millis(253_402_300_799_000);
    time.plus(1_000).min(LAST.max(time))
}

fn of_text(condition: &Condition) -> String {
    let is_id = matches!(condition.field(), Field::Id | Field::ExternalId);
    let operator = match condition.test() {
        Test::Contains => "contains",
        Test::NotContains => "notcontains",
        Test::StartsWith => "startswith",
        Test::EndsWith => "endswith",
        Test::Empty if is_id => "isnull",
        Test::NotEmpty if is_id => "isnotnull",
        // Without a name or a description it has an empty one and none that is missing: the server's null tests
        // of them find nothing, or everything.
        Test::Is | Test::Empty => "equals",
        Test::IsNot | Test::NotEmpty => "notequals",
        Test::OneOf => "oneof",
        Test::NoneOf => "notoneof",
        Test::Never => "isnull",
        Test::NumberAbove => "gt",
        Test::NumberFrom => "gte",
        Test::NumberBelow => "lt",
        Test::NumberUpTo => "lte",
        // That it happened; what takes an instant does not come here.
        _ => "isnotnull",
    };
    let value = match condition.value() {
        Value::Text(text) if is_id => text.trim().to_owned(),
        Value::Text(text) if is_part(condition.test()) => text.replace(has_other_case, "%"),
        Value::Text(text) | Value::Number(text) => text.clone(),
        Value::Texts(texts) => json_list(texts),
        Value::Nothing | Value::Time(_) | Value::Times(..) => String::new(),
    };
    format!("{operator}:{value}")
}

/// The only form of an instant that filters take: UTC, without a zone or a fraction.
pub(super) fn instant(time: Timestamp) -> String {
    time.rfc3339().replace('T', " ").trim_end_matches('Z').to_owned()
}
