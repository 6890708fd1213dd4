//! How long the old secret works on after a key got a new one.

use super::time::{DAY, HOUR, MINUTE, Timestamp};
use super::words::count;

/// The longest time that the app asks for: one year. Much longer ones break the sign-in with a key.
pub const MOST_MINUTES: u32 = 365 * 24 * 60;
/// What is offered, in minutes, the shortest first; 0 is at once.
pub const OFFERED: [u32; 5] = [0, 15, 60, 24 * 60, 7 * 24 * 60];
/// What is chosen at first: a day is enough to swap a secret, and not too long for a leaked one.
pub const USUAL: u32 = 24 * 60;

const SECOND: i64 = 1_000;
/// What ends later than this from now can't be told from what has no end.
const FORESEEABLE: i64 = 100 * 365 * DAY;

/// A unit that a time is given in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// 60 seconds.
    Minutes,
    /// 60 minutes.
    Hours,
    /// 24 hours.
    Days,
}

/// How long the old secret is to work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Retention {
    /// One of [`OFFERED`], in minutes.
    Offered(u32),
    /// Another time: what was typed, and its unit.
    Other(String, Unit),
}

impl Unit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Minutes, Self::Hours, Self::Days];

    /// Its name in the plural.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    /// The unit of that name.
    #[must_use]
    pub fn named(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.label() == label)
    }

    /// How many minutes it has.
    #[must_use]
    pub fn minutes(self) -> u32 {
        match self {
            Self::Minutes => 1,
            Self::Hours => 60,
            Self::Days => 24 * 60,
        }
    }
}

impl Retention {
    /// The minutes to ask for.
    ///
    /// # Errors
    /// What is wrong with another time, and what would be right.
    pub fn minutes(&self) -> Result<u32, String> {
        let (typed, unit) = match self {
            Self::Offered(minutes) => return Ok(*minutes),
            Self::Other(typed, unit) => (typed.trim(), *unit),
        };
        if typed.is_empty() {
            return Err(format!("Enter how many {} the old secret is to work.", unit.label()));
        }
        if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("Enter a whole number, such as 36.".to_owned());
        }
        let minutes = typed.parse::<u32>().ok().and_then(|number| number.checked_mul(unit.minutes()));
        match minutes {
            Some(0) => Err("Enter 1 or more, or choose “Now”.".to_owned()),
            Some(minutes) if minutes <= MOST_MINUTES => Ok(minutes),
            _ => Err("Enter at most 1 year, which is 365 days or 8760 hours.".to_owned()),
        }
    }
}

/// A time to choose from, as the answer to when the old secret stops working.
#[must_use]
pub fn label(minutes: u32) -> String {
    if minutes == 0 { "Now".to_owned() } else { format!("In {}", words(minutes)) }
}

/// So many minutes in words.
#[must_use]
pub fn words(minutes: u32) -> String {
    let whole = |unit: Unit| minutes.is_multiple_of(unit.minutes()) && minutes > unit.minutes();
    let number = |unit: Unit| (minutes / unit.minutes()) as usize;
    match minutes {
        1_440 => "24 hours".to_owned(),
        _ if whole(Unit::Days) => count(number(Unit::Days), "day", "days"),
        60.. if minutes.is_multiple_of(60) => count(number(Unit::Hours), "hour", "hours"),
        _ => count(minutes as usize, "minute", "minutes"),
    }
}

/// When a secret ends that works on for so many minutes; none when it ends at once.
#[must_use]
pub fn end(from: Timestamp, minutes: i64) -> Option<Timestamp> {
    (minutes > 0).then(|| from.plus(minutes.saturating_mul(MINUTE)))
}

/// Whether that end is so far away that it can't be told in words: other clients may ask for anything.
#[must_use]
pub fn is_endless(end: Timestamp, now: Timestamp) -> bool {
    end.since(now) > FORESEEABLE
}

/// The time left as a countdown shows it: `6 days 23 hours`, `14 minutes 5 seconds`, `40 seconds`.
/// None when nothing is left.
#[must_use]
pub fn left(end: Timestamp, now: Timestamp) -> Option<String> {
    let millis = end.since(now);
    if millis <= 0 {
        return None;
    }
    if is_endless(end, now) {
        return Some("more than 100 years".to_owned());
    }
    let seconds = millis.saturating_add(SECOND - 1) / SECOND * SECOND;
    let units = [
        (DAY, "day", "days"),
        (HOUR, "hour", "hours"),
        (MINUTE, "minute", "minutes"),
        (SECOND, "second", "seconds"),
    ];
    let part = |(unit, one, many): (i64, _, _), millis: i64| {
        let number = usize::try_from(millis / unit).unwrap_or_default();
        (number > 0).then(|| count(number, one, many))
    };
    let first = units.iter().position(|(unit, ..)| seconds >= *unit)?;
    let rest = units.get(first + 1).and_then(|unit| part(*unit, seconds % units[first].0));
    let parts: Vec<String> = part(units[first], seconds).into_iter().chain(rest).collect();
    Some(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn other(typed: &str, unit: Unit) -> Result<u32, String> {
        Retention::Other(typed.to_owned(), unit).minutes()
    }

    #[test]
    fn what_is_offered_is_said_in_words() {
        let labels = OFFERED.map(label);
        assert_eq!(labels, ["Now", "In 15 minutes", "In 1 hour", "In 24 hours", "In 7 days"]);
        assert!(OFFERED.contains(&USUAL));
        for (minutes, text) in [(1, "1 minute"), (90, "90 minutes"), (2_160, "36 hours"), (2_880, "2 days")] {
            assert_eq!(words(minutes), text);
        }
    }

    #[test]
    fn another_time_is_a_whole_number_up_to_a_year() {
        assert_eq!(other(" 36 ", Unit::Hours), Ok(2_160));
        assert_eq!(other("365", Unit::Days), Ok(MOST_MINUTES));
        assert_eq!(other("525600", Unit::Minutes), Ok(MOST_MINUTES));
        for (typed, unit) in [("366", Unit::Days), ("525601", Unit::Minutes), ("99999999999999", Unit::Days)]
        {
            assert!(other(typed, unit).is_err_and(|why| why.contains("at most 1 year")), "{typed}");
        }
        assert!(other("", Unit::Days).is_err_and(|why| why.contains("how many days")));
        for typed in ["-5", "1.5", "1e3", "+1", "ten"] {
            assert!(other(typed, Unit::Minutes).is_err_and(|why| why.contains("whole number")), "{typed}");
        }
        assert!(other("0", Unit::Days).is_err_and(|why| why.contains("“Now”")));
    }

    #[test]
    fn an_end_is_never_before_and_never_forgotten() {
        assert_eq!(end(NOW, 0), None);
        assert_eq!(end(NOW, -5), None);
        assert_eq!(end(NOW, 15), Some(NOW.plus(15 * MINUTE)));
        assert_eq!(end(NOW, i64::MAX), Some(Timestamp::from_millis(i64::MAX)));
        assert!(is_endless(Timestamp::from_millis(i64::MAX), NOW));
        assert!(!is_endless(NOW.plus(i64::from(MOST_MINUTES) * MINUTE), NOW));
    }

    #[test]
    fn a_countdown_tells_two_units() {
        for (millis, text) in [
            (7 * DAY, "7 days"),
            (7 * DAY - SECOND, "6 days 23 hours"),
            (DAY - MINUTE, "23 hours 59 minutes"),
            (HOUR, "1 hour"),
            (14 * MINUTE + 5 * SECOND, "14 minutes 5 seconds"),
            (HOUR - 1, "1 hour"),
            (40 * SECOND - 300, "40 seconds"),
            (1, "1 second"),
        ] {
            assert_eq!(left(NOW.plus(millis), NOW).as_deref(), Some(text), "{millis}");
        }
        assert_eq!(left(NOW, NOW), None);
        assert_eq!(left(Timestamp::from_millis(i64::MAX), NOW).as_deref(), Some("more than 100 years"));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(typed in ".*", minutes in any::<i64>(), from in any::<i64>(), now in any::<i64>()) {
            let _ = other(&typed, Unit::Days);
            let now = Timestamp::from_millis(now);
            if let Some(end) = end(Timestamp::from_millis(from), minutes) {
                prop_assert!(end >= Timestamp::from_millis(from));
                let _ = left(end, now);
            }
        }
    }
}
