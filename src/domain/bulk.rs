//! The same thing done to many keys: what it is, what came of each, and how long the rest will take.

use super::change::KeyChange;
use super::key::{Key, KeyId};
use super::settings::Permissions;
use super::time::Timestamp;
use super::words::{count, grouped};

/// How many are under way at once.
pub const AT_ONCE: usize = 4;
/// Above so many, the number has to be typed before they are ended.
pub const MANY: usize = 20;

/// What is done to many keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// End them for good.
    Revoke,
    /// Switch them off.
    Disable,
    /// Switch them on.
    Enable,
    /// Give each a new secret.
    Rotate {
        /// For how many minutes the old ones work on.
        retain_minutes: u32,
    },
    /// Give them these permissions, and leave the rest of their configuration.
    Permit(Permissions),
}

/// What came of one key. `E` is why it failed.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome<E> {
    /// Not begun.
    Waiting,
    /// Under way.
    Running,
    /// Done now.
    Done,
    /// There was nothing to do: it was so already.
    Already,
    /// Refused or failed; nothing was changed.
    Failed(E),
    /// Sent, and the answer was lost.
    Unknown(E),
    /// It was done, and what the answer was to tell is lost: a secret that nobody saw.
    Lost,
    /// It could not be done: there is no such key any more.
    Gone,
    /// Not sent, because it was stopped before.
    Stopped,
}

/// How far something is.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Progress {
    /// How many are dealt with.
    pub done: usize,
    /// Of how many.
    pub all: usize,
}

/// One key of many.
#[derive(Clone, PartialEq, Debug)]
pub struct Item<E> {
    /// The key.
    pub id: KeyId,
    /// Its name as it is shown.
    pub name: String,
    /// When it last got a new secret before this work, if that was read; perhaps never.
    pub rotated: Option<Option<Timestamp>>,
    /// What came of it.
    pub outcome: Outcome<E>,
}

/// How many are in which state.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// All of them.
    pub all: usize,
    /// Done now.
    pub done: usize,
    /// So already.
    pub already: usize,
    /// Failed.
    pub failed: usize,
    /// With an unknown outcome.
    pub unknown: usize,
    /// Done, with a secret that nobody saw.
    pub lost: usize,
    /// Gone before it could be done.
    pub gone: usize,
    /// Not sent.
    pub stopped: usize,
}

impl Deed {
    /// What it does, to stand before how many keys: `Revoke`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        self.words()[0]
    }

    /// The same while it is done: `Revoking`.
    #[must_use]
    pub fn doing(self) -> &'static str {
        self.words()[1]
    }

    /// The same when it is done: `revoked`.
    #[must_use]
    pub fn done(self) -> &'static str {
        self.words()[2]
    }

    fn words(self) -> [&'static str; 3] {
        match self {
            Self::Revoke => ["Revoke", "Revoking", "revoked"],
            Self::Disable => ["Disable", "Disabling", "disabled"],
            Self::Enable => ["Enable", "Enabling", "enabled"],
            Self::Rotate { .. } => ["Rotate", "Rotating", "rotated"],
            Self::Permit(_) => ["Change", "Changing", "changed"],
        }
    }

    /// The change of a key that it is, if it is one. Some changes depend on what is known of the key.
    #[must_use]
    pub fn change(self, key: Option<&Key>) -> Option<KeyChange> {
        match self {
            Self::Disable => Some(KeyChange::switched(false)),
            Self::Enable => Some(KeyChange::switched(true)),
            Self::Permit(permissions) => {
                Some(KeyChange::configured(permissions.set_in(key?.access.settings()?)))
            }
            Self::Revoke | Self::Rotate { .. } => None,
        }
    }
}

impl<E> Item<E> {
    /// A key that waits, shown by that name.
    #[must_use]
    pub fn waiting(key: &Key, name: &str) -> Self {
        Self { id: key.id.clone(), name: name.to_owned(), rotated: None, outcome: Outcome::Waiting }
    }
}

impl<E> Outcome<E> {
    /// Whether the key is still to be dealt with.
    #[must_use]
    pub fn is_left(&self) -> bool {
        !matches!(self, Self::Done | Self::Already | Self::Gone)
    }
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of<E>(items: &[Item<E>]) -> Self {
        let mut tally = Self { all: items.len(), ..Self::default() };
        for item in items {
            tally.count(&item.outcome);
        }
        tally
    }

    /// Counts one more outcome.
    pub fn count<E>(&mut self, outcome: &Outcome<E>) {
        match outcome {
            Outcome::Waiting | Outcome::Running => {}
            Outcome::Done => self.done += 1,
            Outcome::Already => self.already += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Unknown(_) => self.unknown += 1,
            Outcome::Lost => self.lost += 1,
            Outcome::Gone => self.gone += 1,
            Outcome::Stopped => self.stopped += 1,
        }
    }

    /// How many have an outcome.
    #[must_use]
    pub fn finished(self) -> usize {
        self.done + self.already + self.failed + self.unknown + self.lost + self.gone + self.stopped
    }

    /// What was done, in one sentence: `20 revoked, 3 failed, 1 was gone already.`
    #[must_use]
    pub fn sentence(self, deed: Deed) -> String {
        let one = |number: usize, one: &str, many: &str| (number > 0).then(|| count(number, one, many));
        let parts = [
            Some(format!("{} {}", grouped(self.done), deed.done())),
            one(self.already, "was gone already", "were gone already"),
            one(self.failed, "failed", "failed"),
            one(self.unknown, "has an unknown outcome", "have an unknown outcome"),
            one(self.lost, "has a secret that nobody saw", "have secrets that nobody saw"),
            one(self.gone, "was gone before", "were gone before"),
            one(self.stopped, "was not sent", "were not sent"),
        ];
        format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    /// The time that the rest will take if it goes on as before, in milliseconds; none while that
    /// can't be told yet.
    #[must_use]
    pub fn left(self, elapsed: i64) -> Option<i64> {
        let (finished, all) = (i64::try_from(self.finished()).ok()?, i64::try_from(self.all).ok()?);
        (finished > 1 && elapsed > 0).then(|| elapsed.saturating_mul(all - finished) / finished)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Access;
    use crate::domain::key::tests::key;
    use crate::domain::settings;

    fn items(outcomes: Vec<Outcome<&'static str>>) -> Vec<Item<&'static str>> {
        let item =
            |(at, outcome)| Item { id: KeyId(format!("{at}")), name: String::new(), rotated: None, outcome };
        outcomes.into_iter().enumerate().map(item).collect()
    }

    #[test]
    fn says_what_was_done() {
        let all = items(vec![
            Outcome::Done,
            Outcome::Done,
            Outcome::Already,
            Outcome::Failed("no"),
            Outcome::Stopped,
            Outcome::Stopped,
        ]);
        let tally = Tally::of(&all);
        assert_eq!(tally.sentence(Deed::Revoke), "2 revoked, 1 was gone already, 1 failed, 2 were not sent.");
        assert_eq!(tally.finished(), 6);
    }

    #[test]
    fn the_rest_takes_as_long_as_what_was_done() {
        let all = items(vec![Outcome::Done, Outcome::Done, Outcome::Waiting, Outcome::Running]);
        assert_eq!(Tally::of(&all).left(1_000), Some(1_000));
        assert_eq!(Tally::of(&all[..1]).left(1_000), None);
    }

    #[test]
    fn permissions_change_in_the_config_that_a_key_has() {
        let config = |text: &str| settings::read(text).unwrap();
        let access = Access::Config(config(r#"{"permissions":"write","note":"kept"}"#));
        let known = Key { access, ..key("k") };
        let deed = Deed::Permit(Permissions::Read);
        let change = deed.change(Some(&known)).unwrap();
        assert_eq!(change.settings, Some(config(r#"{"permissions":"read","note":"kept"}"#)));
        assert!(!change.is_made(&known));
        assert!(change.is_made(&Key { access: Access::Config(change.settings.clone().unwrap()), ..known }));
        for unknown in [None, Some(&key("without a config"))] {
            assert_eq!(deed.change(unknown), None);
        }
    }

    #[test]
    fn only_what_is_done_is_not_left() {
        assert!(!Outcome::<()>::Already.is_left());
        assert!(Outcome::<()>::Stopped.is_left());
    }
}
