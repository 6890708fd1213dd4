//! Starting points for new keys: named by the owner, or made from a key that is there.

use super::access::{Access, RoleAssignment};
use super::draft::{Draft, MAX_NAME};
use super::expiry::{DEFAULT_DAYS, Expiry, ExpiryChoice, MAX_DAYS};
use super::key::Key;
use super::policy::Policy;
use super::settings;
use super::time::DAY;

/// A named starting point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    /// What people call it.
    pub name: String,
    /// When to choose it; empty where nobody says.
    pub purpose: String,
    /// The life of its keys in days; the usual one where it names none.
    pub days: Option<u32>,
    /// What its keys may do.
    pub grants: Vec<RoleAssignment>,
}

impl Template {
    /// The form as it stands after choosing this: what was typed as a name stays.
    #[must_use]
    pub fn fill(&self, draft: &Draft, policy: &Policy) -> Draft {
        Draft {
            expiry: ExpiryChoice::Days(within(self.days.unwrap_or(DEFAULT_DAYS), policy)),
            roles: self.grants.clone(),
            ..draft.clone()
        }
    }
}

/// The form for a key with the same access as `key`, a name that none of `taken` has, and as long a
/// life as that one was given; an endless one gets the usual life.
#[must_use]
pub fn like<'a>(key: &Key, taken: impl IntoIterator<Item = &'a str>, policy: &Policy) -> Draft {
    let grants = match &key.access {
        Access::Roles(grants) => grants.clone(),
        Access::Holder(_) | Access::Config(_) | Access::Untold => Vec::new(),
    };
    let days = ExpiryChoice::Days(within(days(key).unwrap_or(DEFAULT_DAYS), policy));
    let settings = match &key.access {
        Access::Config(settings) => settings::write(settings),
        _ => Draft::new(days).settings,
    };
    // What only a mask stands for has no name to go on with.
    let nameless = key.mask.as_ref().is_some_and(|mask| *mask == key.name);
    Draft {
        name: if nameless { String::new() } else { next_name(&key.name, taken) },
        description: key.description.clone(),
        expiry: days,
        roles: grants,
        settings,
    }
}

/// The life that a key was given, in whole days and one at least.
fn days(key: &Key) -> Option<u32> {
    let (Some(created), Expiry::At(end)) = (key.created, key.expiry) else { return None };
    let millis = end.since(created);
    let days = u32::try_from(millis.saturating_add(DAY / 2) / DAY).ok()?;
    (millis > 0).then_some(days.max(1))
}

fn within(days: u32, policy: &Policy) -> u32 {
    days.min(policy.max_lifetime_days.unwrap_or(MAX_DAYS)).min(MAX_DAYS)
}

/// `ci-2` after `ci`, `ci-3` after `ci-2`, and on until it is free.
#[must_use]
pub fn next_name<'a>(name: &str, taken: impl IntoIterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.into_iter().collect();
    let (stem, number) = match name.rsplit_once('-') {
        Some((stem, digits)) => match digits.parse::<u32>() {
            Ok(number) if !stem.is_empty() && digits.len() < 4 && !digits.starts_with('+') => (stem, number),
            _ => (name, 1),
        },
        None => (name, 1),
    };
    let numbered = |number: u32| {
        let end = format!("-{number}");
        let stem: String = stem.chars().take(MAX_NAME - end.len()).collect();
        format!("{stem}{end}")
    };
    let mut next = number;
    loop {
        next = next.saturating_add(1);
        let name = numbered(next);
        if next == u32::MAX || !taken.contains(&name.as_str()) {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use crate::domain::time::Timestamp;

    #[test]
    fn names_count_on() {
        assert_eq!(next_name("ci", []), "ci-2");
        assert_eq!(next_name("ci-2", []), "ci-3");
        assert_eq!(next_name("ci", ["ci-2", "ci-3"]), "ci-4");
        assert_eq!(next_name("build-2026", []), "build-2026-2");
        assert_eq!(next_name("-7", []), "-7-2");
        assert_eq!(next_name(&"ж".repeat(255), []).chars().count(), 255);
    }

    #[test]
    fn the_life_is_the_one_that_was_given() {
        let now = Timestamp::from_millis(1_795_315_179_000);
        let given = |days: i64| Key {
            created: Some(now),
            expiry: Expiry::At(now.plus(days * DAY - 60_000)),
            ..key("ci")
        };
        let choice = |key: &Key, policy: &Policy| like(key, [], policy).expiry;
        let plain = Policy::default();
        assert_eq!(choice(&given(30), &plain), ExpiryChoice::Days(30));
        assert_eq!(
            choice(&Key { expiry: Expiry::At(now.plus(5 * DAY / 24)), ..given(1) }, &plain),
            ExpiryChoice::Days(1)
        );
        assert_eq!(choice(&given(900), &plain), ExpiryChoice::Days(365));
        assert_eq!(choice(&Key { expiry: Expiry::Never, ..given(1) }, &plain), ExpiryChoice::Days(90));
        let strict = Policy { max_lifetime_days: Some(14), ..plain };
        assert_eq!(choice(&given(30), &strict), ExpiryChoice::Days(14));
    }
}
