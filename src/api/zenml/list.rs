//! How a list is asked for, so that the server's surprises stay there: every filter names its
//! operator, wildcards are told, and all keys are read so that none is skipped.

use crate::domain::filter::{Condition, Field, Test, Value, json_list};
use crate::domain::query::{Column, Query, Sort};
use crate::domain::status::Status;
use crate::domain::time::Timestamp;

/// What the server's search takes for "anything", with no way to mean the character itself; a text
/// ends for it at a zero.
pub(super) const WILDCARDS: [char; 3] = ['%', '_', '\0'];
/// How many keys are asked for first when all are read: nobody knows how long they are.
const FIRST: u32 = 3;
/// So many times as many at most are asked for next.
const GROWTH: u32 = 10;
/// How many at most: an answer of so many plain keys has 0.6 MB.
const MOST: u32 = 1_000;
/// How long an answer should be at most, in bytes.
const ANSWER: usize = 800_000;

type Pair = (&'static str, String);

/// Where reading all keys goes on. Offsets would move when a key is made or deleted meanwhile, so it
/// goes on from the instant at which the last key was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    /// Keys made at this second or later; all at the beginning.
    since: Option<Timestamp>,
    /// The page of those.
    page: u32,
    /// How many a page.
    size: u32,
    /// How many keys there were from that second on.
    total: usize,
}

impl Default for Mark {
    fn default() -> Self {
        Self { since: None, page: 1, size: FIRST, total: 0 }
    }
}

impl Mark {
    /// How many keys a part has at most.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// As a cursor.
    pub fn write(&self) -> String {
        let since = self.since.map(Timestamp::rfc3339).unwrap_or_default();
        format!("{since} {} {} {}", self.page, self.size, self.total)
    }

    /// From a cursor.
    pub fn read(cursor: &str) -> Option<Self> {
        let mut parts = cursor.split(' ');
        let since = parts.next()?;
        let since = if since.is_empty() { None } else { Some(Timestamp::parse(since)?) };
        let mut number = || parts.next()?.parse().ok();
        let (page, size, total) = (number()?, number()?, number()?);
        Some(Self { since, page: u32::try_from(page).ok()?, size: u32::try_from(size).ok()?, total })
    }

    /// Where it goes on after an answer with keys up to `last`, of so many bytes for so many keys, that
    /// told how many there are from this second on.
    pub fn after(&self, last: Option<Timestamp>, bytes: usize, keys: usize, total: usize) -> Self {
        let second = last.map(|last| Timestamp::from_millis(last.millis().div_euclid(1_000) * 1_000));
        if second.is_none() || second == self.since {
            // Some of them went meanwhile: the rest moved up, so that second is read anew.
            let page = if self.page > 1 && total < self.total { 1 } else { self.page + 1 };
            return Self { page, total, ..self.clone() };
        }
        let fits = ANSWER / (bytes / keys.max(1)).max(1);
        let size = u32::try_from(fits).unwrap_or(MOST).clamp(1, MOST).min(self.size.saturating_mul(GROWTH));
        Self { since: second, page: 1, size, total: 0 }
    }
}

/// The parameters that ask for a page of what is to be shown.
pub(super) fn page(query: &Query) -> Vec<Pair> {
    let mut pairs = vec![
        ("hydrate", hydrate(query).to_string()),
        ("page", query.page.to_string()),
        ("size", query.size.to_string()),
        ("sort_by", sort(query.sort)),
    ];
    pairs.extend(filters(query));
    if query.any && query.parts() > 1 {
        pairs.push(("logical_operator", "or".to_owned()));
    }
    pairs
}

/// The parameters that ask for a part of all keys that may match.
pub(super) fn part(query: &Query, mark: &Mark) -> Vec<Pair> {
    let mut pairs = vec![
        ("hydrate", "true".to_owned()),
        ("page", mark.page.to_string()),
        ("size", mark.size.to_string()),
        ("sort_by", "asc:created".to_owned()),
    ];
    // Where one condition is enough, the one that is added here would let all in.
    if !query.any {
        pairs.extend(filters(query));
    }
    pairs.extend(mark.since.map(|since| ("created", format!("gte:{}", instant(since)))));
    pairs
}

/// Whether the server finds exactly what is asked for.
pub(super) fn is_exact(query: &Query) -> bool {
    !query.conditions().iter().any(has_wildcard)
}

/// Description, last use and last rotation are told only on demand, which makes an answer longer by
/// a fourth.
fn hydrate(query: &Query) -> bool {
    [Column::Description, Column::LastUsed, Column::LastRotated]
        .into_iter()
        .any(|column| query.shows(column, true))
}

/// The filters of a query. One that the server would understand as less than is meant is left out.
fn filters(query: &Query) -> Vec<Pair> {
    let conditions = query.conditions();
    let sendable = conditions.iter().filter(|one| one.test() != Test::NotContains || !has_wildcard(one));
    let mut pairs: Vec<_> = sendable.map(|one| (parameter(one.field()), operation(one))).collect();
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

fn has_wildcard(condition: &Condition) -> bool {
    let part =
        matches!(condition.test(), Test::Contains | Test::NotContains | Test::StartsWith | Test::EndsWith);
    match condition.value() {
        Value::Text(text) => part && text.contains(WILDCARDS),
        _ => false,
    }
}

/// Active keys come before disabled ones in the order of states, and `false` before `true` in the
/// server's.
fn sort(sort: Sort) -> String {
    let (field, descending) = match sort.column {
        Column::Name => ("name", sort.descending),
        Column::Description => ("description", sort.descending),
        Column::Status => ("active", !sort.descending),
        Column::Updated => ("updated", sort.descending),
        Column::LastUsed => ("last_login", sort.descending),
        Column::LastRotated => ("last_rotated", sort.descending),
        Column::Id => ("id", sort.descending),
        Column::Created | Column::Expires | Column::Access => ("created", sort.descending),
    };
    format!("{}:{field}", if descending { "desc" } else { "asc" })
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
    }
}

fn operation(condition: &Condition) -> String {
    let operator = match condition.test() {
        Test::Contains => "contains",
        Test::NotContains => "notcontains",
        Test::StartsWith => "startswith",
        Test::EndsWith => "endswith",
        // No description is an empty one to the server, not a missing one.
        Test::Is | Test::Empty => "equals",
        Test::IsNot | Test::NotEmpty => "notequals",
        Test::OneOf => "oneof",
        Test::NoneOf => "notoneof",
        Test::Before => "lt",
        Test::After => "gt",
        Test::Between => "in",
        Test::Never => "isnull",
        Test::Ever => "isnotnull",
    };
    let value = match condition.value() {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Texts(texts) => json_list(texts),
        Value::Time(time) => instant(*time),
        Value::Times(from, to) => format!("{},{}", instant(*from), instant(*to)),
    };
    format!("{operator}:{value}")
}

/// The only form of an instant that filters take: UTC, without a zone or a fraction.
fn instant(time: Timestamp) -> String {
    time.rfc3339().replace('T', " ").trim_end_matches('Z').to_owned()
}
