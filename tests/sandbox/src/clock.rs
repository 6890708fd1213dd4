//! The sandbox's clock: real, or fixed by a test.

use chrono::{DateTime, SecondsFormat, Utc};

/// Tells the time to everything in the sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    Real,
    /// Always this instant.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The current instant.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::Real => Utc::now(),
            Self::Fixed(instant) => instant,
        }
    }
}

/// An instant the way the services write it: RFC 3339, UTC, milliseconds.
pub fn timestamp(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Reads an RFC 3339 instant; the error is a sentence for whoever sent it.
pub fn parse_timestamp(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text).map(|instant| instant.to_utc()).map_err(|error| {
        format!("'{text}' is not an RFC 3339 instant ({error}); write it like 2026-11-22T09:00:00Z")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_still_and_offsets_become_utc() {
        let instant = parse_timestamp("2026-11-22T10:00:00+01:00").expect("a valid instant");
        assert_eq!(Clock::Fixed(instant).now(), instant);
        assert_eq!(timestamp(instant), "2026-11-22T09:00:00.000Z");
        assert!(parse_timestamp("tomorrow").is_err());
    }
}
