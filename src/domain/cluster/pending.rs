//! Rotations of a cluster's keys whose old key still works, and clusters that are being disconnected. No
//! answer of the backend tells of either, so the app notes them: ids and times only, as they are kept in the
//! browser.

use super::{KeyOf, ServiceKind};
use crate::domain::json::{object, read_list, write_list};
use crate::domain::time::{DAY, MINUTE, Timestamp};
use serde_json::Value;

/// How long an old key works on after a rotation.
/// Source: Elastic Cloud Connect API reference, rotation of API keys.
pub const OLD_KEY_LASTS: i64 = 7 * DAY;
/// How long a disconnection usually takes at most. Nobody says, so this is generous.
const DISCONNECTING: i64 = 15 * MINUTE;
/// For how long a finished rotation is still shown.
const REMEMBERED: i64 = 3 * DAY;

/// What was begun.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum What {
    /// The rotation of a key.
    Rotation(KeyOf),
    /// The disconnection of the cluster.
    Disconnection,
}

/// Something that was begun at a cluster and goes on by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pending {
    /// The connection's id.
    pub connection: String,
    /// The organization's id.
    pub holder: String,
    /// The cluster's id.
    pub cluster: String,
    /// What was begun.
    pub what: What,
    /// When, which also tells it from others.
    pub at: Timestamp,
    /// When the new key was saved.
    pub saved: Option<Timestamp>,
    /// When the owner noted that the new key is in use.
    pub handed: Option<Timestamp>,
    /// Since when its answer is missing, so that it may not have happened.
    pub lost: Option<Timestamp>,
}

impl Pending {
    /// When it ends by itself; none for a disconnection, of which nobody says how long it takes.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        matches!(self.what, What::Rotation(_)).then(|| self.at.plus(OLD_KEY_LASTS))
    }

    /// Whether the old key still works.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ends().is_some_and(|end| end > now)
    }

    /// Whether it is long over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.ends().is_some_and(|end| end.plus(REMEMBERED) <= now)
    }

    /// Whether it should have come to its end by now: something may have stopped it.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.what == What::Disconnection && self.at.plus(DISCONNECTING) <= now
    }

    /// Whether it is of that cluster.
    #[must_use]
    pub fn is_of(&self, connection: &str, cluster: &str) -> bool {
        self.connection == connection && self.cluster == cluster
    }

    fn to_json(&self) -> Value {
        object(vec![
            ("connection", self.connection.as_str().into()),
            ("holder", self.holder.as_str().into()),
            ("cluster", self.cluster.as_str().into()),
            ("what", slug(self.what).into()),
            ("at", self.at.millis().into()),
            ("saved", self.saved.map(Timestamp::millis).into()),
            ("handed", self.handed.map(Timestamp::millis).into()),
            ("lost", self.lost.map(Timestamp::millis).into()),
        ])
    }

    fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let time = |name: &str| value[name].as_i64().map(Timestamp::from_millis);
        Some(Self {
            connection: text("connection")?,
            holder: text("holder")?,
            cluster: text("cluster")?,
            what: named(value["what"].as_str()?)?,
            at: time("at")?,
            saved: time("saved"),
            handed: time("handed"),
            lost: time("lost"),
        })
    }
}

const SLUGS: [(What, &str); 4] = [
    (What::Rotation(KeyOf::Cluster), "cluster-key"),
    (What::Rotation(KeyOf::Service(ServiceKind::AutoOps)), "auto-ops-key"),
    (What::Rotation(KeyOf::Service(ServiceKind::Inference)), "inference-key"),
    (What::Disconnection, "disconnection"),
];

fn slug(what: What) -> &'static str {
    SLUGS.iter().find(|(other, _)| *other == what).map_or("", |(_, slug)| slug)
}

fn named(slug: &str) -> Option<What> {
    SLUGS.iter().find(|(_, other)| *other == slug).map(|(what, _)| *what)
}

/// The text to keep.
#[must_use]
pub fn write(all: &[Pending]) -> String {
    write_list(all, Pending::to_json)
}

/// What a kept text says; what can't be read in it is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Pending> {
    read_list(text, Pending::from_json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn pending(what: What) -> Pending {
        Pending {
            connection: "elastic".to_owned(),
            holder: "1".to_owned(),
            cluster: "4c7f".to_owned(),
            what,
            at: NOW,
            saved: None,
            handed: None,
            lost: None,
        }
    }

    #[test]
    fn an_old_key_works_for_seven_days_and_is_remembered_a_little_longer() {
        let one = pending(What::Rotation(KeyOf::Cluster));
        assert!(one.is_open(NOW.plus(7 * DAY - 1)));
        assert!(!one.is_open(NOW.plus(7 * DAY)) && !one.is_over(NOW.plus(7 * DAY)));
        assert!(one.is_over(NOW.plus(10 * DAY)));
        let leaving = pending(What::Disconnection);
        assert!(!leaving.is_open(NOW) && !leaving.is_over(NOW.plus(100 * DAY)));
    }

    #[test]
    fn only_a_disconnection_that_takes_too_long_is_overdue() {
        let leaving = pending(What::Disconnection);
        assert!(!leaving.is_overdue(NOW.plus(15 * MINUTE - 1)) && leaving.is_overdue(NOW.plus(15 * MINUTE)));
        assert!(!pending(What::Rotation(KeyOf::Cluster)).is_overdue(NOW.plus(100 * DAY)));
    }

    #[test]
    fn what_is_kept_comes_back() {
        let all: Vec<_> = SLUGS
            .iter()
            .map(|(what, _)| Pending { saved: Some(NOW), lost: Some(NOW.plus(1)), ..pending(*what) })
            .collect();
        assert_eq!(read(&write(&all)), all);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in ".*") {
            let _ = read(&text);
            let _ = read(&format!("[{{\"connection\":{text}}}]"));
        }
    }
}
