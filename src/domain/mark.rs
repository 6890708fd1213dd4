//! What makes a working key worth a second look, beside its status.

use super::key::Key;
use super::policy::Policy;
use super::time::{DAY, Timestamp};

/// A reason to look at a key again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It makes its bearer an owner of the organization.
    Owner,
    /// It reaches what does not exist yet, or everything.
    Broad,
    /// Its secret is older than the policy likes.
    Old,
}

impl Mark {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Broad, Self::Old];

    /// Whether `key` has this mark at `now`.
    #[must_use]
    pub fn is_on(self, key: &Key, now: Timestamp, policy: &Policy) -> bool {
        match self {
            Self::Owner => key.access.is_owner(),
            Self::Broad => key.access.is_broad(),
            Self::Old => {
                secret_since(key).is_some_and(|since| now.since(since) >= i64::from(policy.old_days) * DAY)
            }
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Organization owner",
            Self::Broad => "Broad access",
            Self::Old => "Old secret",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Broad => "broad",
            Self::Old => "old",
        }
    }

    /// The mark that a URL names.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.slug() == slug)
    }
}

/// Since when a key has its secret.
fn secret_since(key: &Key) -> Option<Timestamp> {
    key.last_rotated.or(key.created)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;

    #[test]
    fn a_secret_is_as_old_as_its_last_rotation() {
        let now = Timestamp::from_millis(1_795_315_179_000);
        let made = Key { created: Some(now.plus(-200 * DAY)), ..key("k") };
        let policy = Policy::default();
        assert!(Mark::Old.is_on(&made, now, &policy));
        let rotated = Key { last_rotated: Some(now.plus(-2 * DAY)), ..made };
        assert!(!Mark::Old.is_on(&rotated, now, &policy));
        assert!(!Mark::Old.is_on(&Key { created: None, ..key("k") }, now, &policy));
    }

    #[test]
    fn slugs_round_trip() {
        for mark in Mark::ALL {
            assert_eq!(Mark::from_slug(mark.slug()), Some(mark));
        }
    }
}
