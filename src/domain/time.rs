//! Instants as the backends write them and the app computes with them.

use chrono::{DateTime, NaiveDateTime};

/// One hour in milliseconds.
pub const HOUR: i64 = 3_600_000;
/// One day of 24 hours in milliseconds.
pub const DAY: i64 = 24 * HOUR;

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
    /// with or without a fraction), or the date of an HTTP header.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let zoned = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
        let utc = match zoned {
            Ok(time) => time.to_utc(),
            Err(_) => NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?.and_utc(),
        };
        Some(Self(utc.timestamp_millis()))
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
        assert_eq!(Timestamp::parse("Sun, 22 Nov 2026 02:39:39 GMT"), expected);
        assert_eq!(
            Timestamp::parse("2026-11-22T02:39:39.984820").map(Timestamp::millis),
            Some(1_795_315_179_984)
        );
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in ["", "never", "2026-11-22", "2026-13-01T00:00:00Z"] {
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
