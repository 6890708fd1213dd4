//! The `expiration` of a create request: a duration such as `12h` or `90d`.
//!
//! Chosen where the reference is silent: the units are `h` and `d` in lower case, the longest
//! duration is 366 days (a year ahead, leap day included), and a request that leaves `expiration`
//! out makes a key without an end unless the sandbox is told otherwise. Elastic's agent skill
//! speaks of three months instead, so that reading can be switched on.

use chrono::TimeDelta;
use serde::Deserialize;

/// What a create request without `expiration` gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum LeftOutExpiration {
    /// A key without `expiration_date`.
    #[default]
    #[serde(rename = "never")]
    Never,
    /// A key that ends after 90 days.
    #[serde(rename = "90d")]
    NinetyDays,
}

impl LeftOutExpiration {
    /// The lifetime, `None` for a key without an end.
    pub fn lifetime(self) -> Option<TimeDelta> {
        match self {
            Self::Never => None,
            Self::NinetyDays => Some(TimeDelta::days(90)),
        }
    }
}

const LONGEST: TimeDelta = TimeDelta::days(366);

/// Reads a duration; the error is a sentence for the envelope.
pub fn parse(text: &str) -> Result<TimeDelta, String> {
    let malformed = || format!("'{text}' is not a duration such as 12h or 90d.");
    let unit = text.chars().last().ok_or_else(malformed)?;
    let digits = text.strip_suffix(unit).ok_or_else(malformed)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    let count: u32 = digits.parse().map_err(|_| too_long())?;
    let duration = match unit {
        'h' => TimeDelta::hours(i64::from(count)),
        'd' => TimeDelta::days(i64::from(count)),
        _ => return Err(malformed()),
    };
    if duration.is_zero() {
        return Err("The expiration must be longer than zero.".to_owned());
    }
    if duration > LONGEST {
        return Err(too_long());
    }
    Ok(duration)
}

fn too_long() -> String {
    "The expiration must be at most one year.".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_up_to_a_leap_year() {
        assert_eq!(parse("3h"), Ok(TimeDelta::hours(3)));
        assert_eq!(parse("366d"), Ok(TimeDelta::days(366)));
        assert_eq!(parse("8784h"), Ok(TimeDelta::days(366)));
        assert!(parse("8785h").is_err());
        assert!(parse("367d").is_err());
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "d",
            "90",
            "90D",
            "90 d",
            " 90d",
            "-1d",
            "+1d",
            "1.5d",
            "3m",
            "1w",
            "0d",
            "90d ",
            "2026-12-31",
            "9٠d",
            "99999999999999999999d",
            "90日",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
