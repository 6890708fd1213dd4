//! Where reading all keys goes on. Offsets would move when a key is made or deleted meanwhile, so it
//! goes on from the second in which the last key was made; only a second with very many keys is read
//! page by page, and anew when some of them go.

use super::condition::instant;
use super::list::Pair;
use crate::domain::time::Timestamp;

/// How many keys are asked for first: nobody knows how long they are.
const FIRST: u32 = 3;
/// So many times as many at most are asked for next.
const GROWTH: u32 = 10;
/// How many at most: an answer of so many plain keys has 0.6 MB.
const MOST: u32 = 1_000;
/// How long an answer should be at most, in bytes.
const ANSWER: usize = 800_000;
const SECOND: i64 = 1_000;

/// Which keys are asked for, by when they were made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Span {
    /// All of them.
    All,
    /// In this second or later.
    From(Timestamp),
    /// In this second.
    Within(Timestamp),
}

/// A part of all keys that can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    span: Span,
    page: u32,
    size: u32,
    /// How many keys of the span the last answer counted.
    total: usize,
    /// How many keys are left beyond a span of one second.
    pub left: usize,
}

/// What an answer holds.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// When the last of its keys was made, if told.
    pub last: Option<Timestamp>,
    /// How many keys it has.
    pub keys: usize,
    /// How many the server counts in all.
    pub total: usize,
    /// How long it is, in bytes.
    pub bytes: usize,
}

impl Default for Mark {
    fn default() -> Self {
        Self { span: Span::All, page: 1, size: FIRST, total: 0, left: 0 }
    }
}

impl Mark {
    /// As a cursor.
    pub fn write(&self) -> String {
        let (kind, since) = match self.span {
            Span::All => ("all", String::new()),
            Span::From(since) => ("from", since.rfc3339()),
            Span::Within(second) => ("within", second.rfc3339()),
        };
        format!("{kind} {since} {} {} {} {}", self.page, self.size, self.total, self.left)
    }

    /// From a cursor.
    pub fn read(cursor: &str) -> Option<Self> {
        let mut parts = cursor.split(' ');
        let (kind, since) = (parts.next()?, parts.next()?);
        let span = match kind {
            "from" => Span::From(Timestamp::parse(since)?),
            "within" => Span::Within(Timestamp::parse(since)?),
            _ => Span::All,
        };
        let (page, size) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let (total, left) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { span, page, size, total, left })
    }

    /// The parameters that ask for this part.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = vec![
            ("hydrate", "true".to_owned()),
            ("page", self.page.to_string()),
            ("size", self.size.to_string()),
            ("sort_by", "asc:created".to_owned()),
        ];
        match self.span {
            Span::All => {}
            Span::From(since) => pairs.push(("created", format!("gte:{}", instant(since)))),
            Span::Within(second) => {
                pairs.push(("created", format!("gte:{}", instant(second))));
                pairs.push(("created", format!("lt:{}", instant(second.plus(SECOND)))));
            }
        }
        pairs
    }

    /// Where it goes on after an answer, if it does.
    pub fn after(self, seen: Seen) -> Option<Self> {
        match self.span {
            Span::Within(second) => Some(self.within(second, seen)),
            Span::All | Span::From(_) => self.onward(seen),
        }
    }

    fn onward(self, seen: Seen) -> Option<Self> {
        let left = seen.total.saturating_sub(self.before()).saturating_sub(seen.keys);
        if left == 0 || seen.keys == 0 {
            return None;
        }
        let last = seen.last.map(|last| last.millis().div_euclid(SECOND) * SECOND);
        Some(match last.map(Timestamp::from_millis) {
            None => Self { page: self.page + 1, left, ..self },
            Some(last) if self.span == Span::From(last) => {
                Self { span: Span::Within(last), page: 1, total: 0, left, ..self }
            }
            Some(last) => {
                Self { span: Span::From(last), page: 1, size: self.next_size(seen), total: 0, left }
            }
        })
    }

    fn within(self, second: Timestamp, seen: Seen) -> Self {
        let done = self.before() + self.size as usize >= seen.total || seen.keys == 0;
        if self.page > 1 && seen.total < self.total {
            // Some of them went, and the others moved up.
            Self { page: 1, total: seen.total, ..self }
        } else if done {
            Self { span: Span::From(second.plus(SECOND)), page: 1, total: 0, ..self }
        } else {
            Self { page: self.page + 1, total: seen.total, ..self }
        }
    }

    /// How many keys of the span lie before this page.
    fn before(self) -> usize {
        (self.page.saturating_sub(1) as usize).saturating_mul(self.size as usize)
    }

    fn next_size(self, seen: Seen) -> u32 {
        let fits = ANSWER / (seen.bytes / seen.keys.max(1)).max(1);
        u32::try_from(fits).unwrap_or(MOST).clamp(1, MOST).min(self.size.saturating_mul(GROWTH))
    }
}
