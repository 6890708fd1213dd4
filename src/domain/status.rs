//! The one vocabulary of states, derived from facts and `now`, never stored.

use super::expiry::Expiry;
use super::key::Key;
use super::policy::Policy;
use super::time::{DAY, Timestamp};

/// What state a key is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// It ended by itself.
    Expired,
    /// It ends within the policy's warning time.
    ExpiresSoon,
    /// It works and could have had an end, but has none.
    NeverExpires,
    /// It works.
    Active,
    /// It is switched off.
    Disabled,
    /// It was in the list and is there no longer, though its end had not come.
    Gone,
}

impl Status {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 6] =
        [Self::Expired, Self::ExpiresSoon, Self::NeverExpires, Self::Active, Self::Disabled, Self::Gone];

    /// The state of `key` at `now`.
    #[must_use]
    pub fn of(key: &Key, now: Timestamp, policy: &Policy) -> Self {
        let expired = matches!(key.expiry, Expiry::At(end) if end <= now);
        if key.vanished.is_some() {
            return if expired { Self::Expired } else { Self::Gone };
        }
        if !key.enabled {
            return Self::Disabled;
        }
        match key.expiry {
            Expiry::Never => Self::NeverExpires,
            Expiry::At(_) if expired => Self::Expired,
            Expiry::At(end) if end.since(now) <= i64::from(policy.warn_days) * DAY => Self::ExpiresSoon,
            Expiry::NotOffered | Expiry::At(_) => Self::Active,
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Expired => "Expired",
            Self::ExpiresSoon => "Expires soon",
            Self::NeverExpires => "Never expires",
            Self::Active => "Active",
            Self::Disabled => "Disabled",
            Self::Gone => "Gone",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::ExpiresSoon => "expires-soon",
            Self::NeverExpires => "never-expires",
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Gone => "gone",
        }
    }

    /// The status that a URL names.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn at(millis: i64) -> Status {
        let key = Key { expiry: Expiry::At(NOW.plus(millis)), ..key("k") };
        Status::of(&key, NOW, &Policy::default())
    }

    #[test]
    fn follows_the_clock() {
        assert_eq!(at(0), Status::Expired);
        assert_eq!(at(1), Status::ExpiresSoon);
        assert_eq!(at(30 * DAY), Status::ExpiresSoon);
        assert_eq!(at(30 * DAY + 1), Status::Active);
    }

    #[test]
    fn a_key_without_end_is_active_only_where_nobody_could_give_it_one() {
        let of = |expiry| Status::of(&Key { expiry, ..key("k") }, NOW, &Policy::default());
        assert_eq!(of(Expiry::Never), Status::NeverExpires);
        assert_eq!(of(Expiry::NotOffered), Status::Active);
    }

    #[test]
    fn off_is_off_whatever_its_end() {
        let key = Key { enabled: false, expiry: Expiry::At(NOW), ..key("k") };
        assert_eq!(Status::of(&key, NOW, &Policy::default()), Status::Disabled);
    }

    #[test]
    fn what_vanished_expired_or_is_gone() {
        let of = |millis| {
            let key = Key { vanished: Some(NOW), expiry: Expiry::At(NOW.plus(millis)), ..key("k") };
            Status::of(&key, NOW, &Policy::default())
        };
        assert_eq!((of(-1), of(1)), (Status::Expired, Status::Gone));
    }

    #[test]
    fn slugs_round_trip() {
        for status in Status::ALL {
            assert_eq!(Status::from_slug(status.slug()), Some(status));
        }
    }
}
