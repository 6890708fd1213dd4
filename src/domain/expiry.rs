//! When a key ends: as told by a backend, and as asked for a new one.

use super::time::{DAY, HOUR, Timestamp};
use thiserror::Error;

/// The longest life in days that can be asked for (the vendor's console stops at one year).
pub const MAX_DAYS: u32 = 365;
/// The lives offered first, in days. 90 is what the vendor's console calls three months.
pub const PRESET_DAYS: [u32; 5] = [30, 60, 90, 180, 365];
/// The life that is chosen unless the owner chooses another, in days.
pub const DEFAULT_DAYS: u32 = 90;

/// When a key ends by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expiry {
    /// Its backend has no such thing.
    NotOffered,
    /// It could have had an end, and has none.
    Never,
    /// Its end.
    At(Timestamp),
}

/// What the form holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExpiryChoice {
    /// So many days from now.
    Days(u32),
    /// At an instant.
    At(Timestamp),
    /// A date was asked for and none is given yet.
    Unset,
    /// No end.
    Never,
}

/// The life of a new key, in the only form the backend takes: a duration from now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lifetime {
    /// Whole days.
    Days(u32),
    /// Whole hours.
    Hours(u32),
    /// No end.
    Endless,
}

/// Why a choice cannot be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum ExpiryError {
    /// No date was given.
    #[error("Choose the date on which the key ends.")]
    Missing,
    /// The end is less than an hour away or past.
    #[error("Choose a date at least one hour from now.")]
    TooSoon,
    /// The end is further away than allowed.
    #[error("Choose a date within {0} days from now.")]
    TooLate(u32),
    /// Policy asks for an end.
    #[error("Your policy asks every key to end within {0} days.")]
    EndNeeded(u32),
}

impl ExpiryChoice {
    /// Turns the choice into a life, with `max_days` from the policy if it names one.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence for the owner.
    pub fn lifetime(self, now: Timestamp, max_days: Option<u32>) -> Result<Lifetime, ExpiryError> {
        let limit = max_days.unwrap_or(MAX_DAYS).min(MAX_DAYS);
        match self {
            Self::Unset => Err(ExpiryError::Missing),
            Self::Never => max_days.map_or(Ok(Lifetime::Endless), |days| Err(ExpiryError::EndNeeded(days))),
            Self::Days(0) => Err(ExpiryError::TooSoon),
            Self::Days(days) if days > limit => Err(ExpiryError::TooLate(limit)),
            Self::Days(days) => Ok(Lifetime::Days(days)),
            Self::At(end) => lifetime_until(end.since(now), limit),
        }
    }

    /// The instant at which a key made now would end; none when it has no end or none is chosen.
    #[must_use]
    pub fn end(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Days(days) => Some(now.plus(i64::from(days) * DAY)),
            Self::At(end) => Some(end),
            Self::Unset | Self::Never => None,
        }
    }
}

/// Hours are rounded down, so that a key never outlives the date that was asked for.
fn lifetime_until(millis: i64, limit: u32) -> Result<Lifetime, ExpiryError> {
    if millis < HOUR {
        return Err(ExpiryError::TooSoon);
    }
    let hours = u32::try_from(millis / HOUR).map_err(|_| ExpiryError::TooLate(limit))?;
    if millis > i64::from(limit) * DAY {
        return Err(ExpiryError::TooLate(limit));
    }
    Ok(if hours.is_multiple_of(24) { Lifetime::Days(hours / 24) } else { Lifetime::Hours(hours) })
}

impl Lifetime {
    /// The life in milliseconds; none for a key without end.
    #[must_use]
    pub fn millis(self) -> Option<i64> {
        match self {
            Self::Days(days) => Some(i64::from(days) * DAY),
            Self::Hours(hours) => Some(i64::from(hours) * HOUR),
            Self::Endless => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    #[test]
    fn presets_are_whole_days() {
        for days in PRESET_DAYS {
            assert_eq!(ExpiryChoice::Days(days).lifetime(NOW, None), Ok(Lifetime::Days(days)));
        }
    }

    #[test]
    fn refuses_what_the_backend_would_refuse() {
        let at = |millis| ExpiryChoice::At(NOW.plus(millis)).lifetime(NOW, None);
        assert_eq!(at(HOUR - 1), Err(ExpiryError::TooSoon));
        assert_eq!(at(-DAY), Err(ExpiryError::TooSoon));
        assert_eq!(at(365 * DAY), Ok(Lifetime::Days(365)));
        assert_eq!(at(365 * DAY + 1), Err(ExpiryError::TooLate(365)));
        assert_eq!(ExpiryChoice::Unset.lifetime(NOW, None), Err(ExpiryError::Missing));
        assert_eq!(ExpiryChoice::Days(0).lifetime(NOW, None), Err(ExpiryError::TooSoon));
    }

    #[test]
    fn a_policy_narrows_the_choice() {
        assert_eq!(ExpiryChoice::Never.lifetime(NOW, None), Ok(Lifetime::Endless));
        assert_eq!(ExpiryChoice::Never.lifetime(NOW, Some(90)), Err(ExpiryError::EndNeeded(90)));
        assert_eq!(ExpiryChoice::Days(180).lifetime(NOW, Some(90)), Err(ExpiryError::TooLate(90)));
        assert_eq!(ExpiryChoice::Days(365).lifetime(NOW, Some(900)), Ok(Lifetime::Days(365)));
    }

    proptest! {
        #[test]
        fn a_key_ends_within_the_hour_before_the_date_asked_for(millis in any::<i64>()) {
            let end = ExpiryChoice::At(NOW.plus(millis));
            if let Ok(life) = end.lifetime(NOW, None) {
                let asked = end.end(NOW).unwrap().since(NOW);
                let got = life.millis().unwrap();
                prop_assert!(got <= asked && asked - got < HOUR);
            }
        }

        #[test]
        fn every_life_is_within_a_year(days in any::<u32>(), max in proptest::option::of(any::<u32>())) {
            if let Ok(life) = ExpiryChoice::Days(days).lifetime(NOW, max) {
                prop_assert!(life.millis().unwrap() <= i64::from(MAX_DAYS) * DAY);
                prop_assert!(max.is_none_or(|max| days <= max));
            }
        }
    }
}
