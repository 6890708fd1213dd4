//! How a list is asked for, so that the server's surprises stay there: every filter names its
//! operator, wildcards are told, and all keys are read so that none is skipped.

use super::condition;
use super::mark::Mark;
use crate::domain::filter::{Condition, Field, Test, Value};
use crate::domain::query::{Column, Query, Sort};
use crate::domain::status::Status;

/// What the server's search takes for "anything", with no way to mean the character itself; a text
/// ends for it at a zero.
const WILDCARDS: [char; 3] = ['%', '_', '\0'];
pub(super) type Pair = (&'static str, String);

/// The parameters that ask for a page of what is to be shown.
pub(super) fn page(query: &Query) -> Vec<Pair> {
    let mut pairs = vec![
        ("hydrate", hydrate(query).to_string()),
        ("page", query.page.to_string()),
        ("size", query.size.to_string()),
        ("sort_by", sort(query.sort)),
    ];
    pairs.extend(joined(query));
    pairs
}

/// The filters of a query and how they go together.
pub(super) fn joined(query: &Query) -> Vec<Pair> {
    let mut pairs = filters(query);
    if query.any && query.parts() > 1 {
        pairs.push(("logical_operator", "or".to_owned()));
    }
    pairs
}

/// The parameters that ask for a part of all keys that may match.
pub(super) fn part(query: &Query, mark: &Mark) -> Vec<Pair> {
    let mut pairs = mark.pairs();
    // Where one condition is enough, the one that is added here would let all in.
    if !query.any {
        pairs.extend(filters(query));
    }
    pairs
}

/// Whether the server finds exactly what is asked for. Where one condition is enough, one that takes two
/// filters would be fulfilled by either.
pub(super) fn is_exact(query: &Query) -> bool {
    let either = query.any && query.parts() > 1;
    !query.conditions().iter().any(|one| is_loose(one) || either && condition::pairs(one).len() > 1)
}

/// Description, last use and last rotation are told only on demand, which makes an answer longer by
/// a fourth.
fn hydrate(query: &Query) -> bool {
    [Column::Description, Column::LastUsed, Column::LastRotated]
        .into_iter()
        .any(|column| query.shows(column, true))
}

/// The filters of a query. One that the server would understand as less than is meant is left out.
pub(super) fn filters(query: &Query) -> Vec<Pair> {
    let conditions = query.conditions();
    let sendable = conditions.iter().filter(|one| !(hides(one) && is_loose(one)));
    let mut pairs: Vec<_> = sendable.flat_map(condition::pairs).collect();
    // Nothing is without a state to the server: its null tests of it find nothing, or everything, and "not on"
    // is the same as "off".
    match query.status {
        None => {}
        Some(Status::Active) => pairs.push(("active", "true".to_owned())),
        Some(Status::Disabled) => pairs.push(("active", "false".to_owned())),
        // Keys without an end are in no other state: ask for what no key has.
        Some(Status::Expired | Status::ExpiresSoon | Status::NeverExpires | Status::Gone) => {
            pairs.push(("id", "equals:none".to_owned()));
        }
    }
    pairs
}

/// Whether the server finds less than is meant when it does not find exactly that.
fn hides(condition: &Condition) -> bool {
    use Test::{IsNot, NoneOf, NotAt, NotContains, NumberAbove, NumberBelow, NumberFrom, NumberUpTo};
    let (not, number) = (
        matches!(condition.test(), NotContains | IsNot | NoneOf | NotAt),
        matches!(condition.test(), NumberAbove | NumberFrom | NumberBelow | NumberUpTo),
    );
    not || number
}

/// Whether the server finds more than is meant, or less: it takes some characters for wildcards, and
/// ignores the case of no letter beyond A to Z.
fn is_loose(condition: &Condition) -> bool {
    // What is missing is not unequal to a database.
    let not = matches!(condition.test(), Test::IsNot | Test::NoneOf | Test::NotContains);
    if condition.field() == Field::ExternalId && not {
        return true;
    }
    match condition.value() {
        Value::Text(text) => is_part(condition.test()) && text.contains(is_loose_letter),
        // It knows instants to the microsecond, and no way to ask for a second but by its two ends.
        Value::Time(_) => condition.test() == Test::NotAt,
        // It takes zero for no number at all.
        Value::Number(_) => condition.fits_zero(),
        _ => false,
    }
}

pub(super) fn is_part(test: Test) -> bool {
    matches!(test, Test::Contains | Test::NotContains | Test::StartsWith | Test::EndsWith)
}

fn is_loose_letter(letter: char) -> bool {
    WILDCARDS.contains(&letter) || has_other_case(letter)
}

pub(super) fn has_other_case(letter: char) -> bool {
    !letter.is_ascii() && (letter.is_lowercase() || letter.is_uppercase())
}

/// Active keys come before disabled ones in the order of states, and `false` before `true` in the
/// server's.
pub(super) fn sort(sort: Sort) -> String {
    let (field, descending) = match sort.column {
        Column::Name => ("name", sort.descending),
        Column::Description => ("description", sort.descending),
        Column::Status => ("active", !sort.descending),
        Column::Updated => ("updated", sort.descending),
        Column::LastUsed => ("last_login", sort.descending),
        Column::LastRotated => ("last_rotated", sort.descending),
        Column::Id => ("id", sort.descending),
        Column::ExternalId => ("external_user_id", sort.descending),
        Column::Created | Column::Expires | Column::Access => ("created", sort.descending),
    };
    format!("{}:{field}", if descending { "desc" } else { "asc" })
}
