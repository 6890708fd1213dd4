//! Instants as the backends write them and the app computes with them.

use chrono::{DateTime, NaiveDate};

/// One minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day of 24 hours in milliseconds.
pub const DAY: i64 = 24 * HOUR;
/// By how much the clock here and a service's may differ, in milliseconds: an hour, as where one of them
/// takes summer time wrongly, and what a call takes on top of it.
pub const CLOCKS_DIFFER: i64 = HOUR + 5 * MINUTE;

/// An instant, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant that many milliseconds after the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, or the same without a zone, which counts as UTC (`ZenML` writes such times,
    /// with or without a fraction). The calendar's own parsers would weigh more than the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = (text.get(..10)?, text.get(10..)?.strip_prefix(['T', 't', ' '])?);
        let (clock, rest) = (rest.get(..8)?, rest.get(8..)?);
        let [year, month, day] = numbers(date, '-')?;
        let [hour, minute, second] = numbers(clock, ':')?;
        let (fraction, zone) = fraction(rest)?;
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let time = day.and_hms_milli_opt(hour, minute, second, fraction)?;
        Some(Self(time.and_utc().timestamp_millis()).plus(-offset(zone)?))
    }

    /// RFC 3339 in UTC to the second, for `<time datetime>` and titles.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let time = DateTime::from_timestamp(self.0.div_euclid(1000), 0);
        time.map_or_else(String::new, |time| format!("{:?}Z", time.naive_utc()))
    }

    /// The same instant that many milliseconds later, or the last one that can be told.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative when it is the later one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Three numbers of digits only.
fn numbers(text: &str, between: char) -> Option<[u32; 3]> {
    let mut parts = text.split(between).map(number);
    let all = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(all)
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// The milliseconds of a fraction of a second, if there is one, and what stands behind it.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, zone) = rest.split_at(end);
    let millis: String = digits.chars().chain("00".chars()).take(3).collect();
    (!digits.is_empty()).then_some((number(&millis)?, zone))
}

/// The offset of a zone in milliseconds; none is UTC.
fn offset(zone: &str) -> Option<i64> {
    let (sign, rest) = match zone {
        "" | "Z" | "z" => return Some(0),
        _ => (if zone.starts_with('-') { -1 } else { 1 }, zone.strip_prefix(['+', '-'])?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (rest.len() == 5 && hours < 24 && minutes < 60)
        .then_some(sign * (i64::from(hours) * HOUR + i64::from(minutes) * 60_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_form_that_a_backend_writes() {
        let expected = Some(Timestamp::from_millis(1_795_315_179_000));
        assert_eq!(Timestamp::parse("2026-11-22T02:39:39Z"), expected);
        assert_eq!(Timestamp::parse("2026-11-22T03:39:39+01:00"), expected);
        assert_eq!(Timestamp::parse("2026-11-22T02:39:39"), expected);
        assert_eq!(Timestamp::parse("2026-11-21T21:09:39.0-05:30"), expected);
        assert_eq!(
            Timestamp::parse("2026-11-22T02:39:39.984820").map(Timestamp::millis),
            Some(1_795_315_179_984)
        );
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "never",
            "2026-11-22",
            "2026-13-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T02:39:39.Z",
            "2026-11-22T02:39:39+1:00",
            "2026-11-22T02:39:39 later",
            "+026-11-22T02:39:39Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn writes_what_it_reads(seconds in 0i64..4_102_444_800) {
            let time = Timestamp::from_millis(seconds * 1000);
            prop_assert_eq!(Timestamp::parse(&time.rfc3339()), Some(time));
        }

        #[test]
        fn never_panics(text in ".*", millis in any::<i64>(), more in any::<i64>()) {
            let _ = Timestamp::parse(&text);
            let _ = Timestamp::from_millis(millis).plus(more).rfc3339();
        }
    }
}
