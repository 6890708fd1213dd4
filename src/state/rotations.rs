//! Rotations whose old key still works, and clusters that are being disconnected: kept in this browser by
//! ids and times, because no answer tells of them.

use super::kept::Kept;
use crate::browser::clock;
use crate::domain::cluster::pending::{self, Pending, What};
use crate::domain::cluster::{Cluster, KeyOf};
use crate::domain::time::Timestamp;
use crate::routes::Place;
use leptos::prelude::*;
use std::collections::HashMap;

/// Those of all places.
#[derive(Clone, Copy)]
pub struct Rotations {
    kept: Kept<Pending>,
    /// What clusters are called, by their ids: in memory only.
    names: StoredValue<HashMap<String, String>>,
}

impl Rotations {
    pub(super) fn new() -> Self {
        Self {
            kept: Kept::new("latchkey.rotations", pending::read, pending::write),
            names: StoredValue::new(HashMap::new()),
        }
    }

    /// Learns what a cluster is called, to name it when it is gone.
    pub fn learn(&self, cluster: &Cluster) {
        self.names.update_value(|names| {
            names.insert(cluster.id.clone(), cluster.shown_name().to_owned());
        });
    }

    /// What a cluster was called when it was read last, if it was.
    pub fn name(&self, cluster: &str) -> Option<String> {
        self.names.with_value(|names| names.get(cluster).cloned())
    }

    /// All rotations that are to be shown by that time, the one that ends first in front.
    pub fn all(&self, now: Timestamp) -> Vec<Pending> {
        let is_shown = |one: &&Pending| one.ends().is_some() && !one.is_over(now);
        let mut all: Vec<_> = self.kept.all().with(|all| all.iter().filter(is_shown).cloned().collect());
        all.sort_by_key(|one| one.at);
        all
    }

    /// How many old keys still work, and when the first of them ends.
    pub fn open(&self, now: Timestamp) -> Option<(usize, Timestamp)> {
        self.kept.all().with(|all| {
            let ends: Vec<_> = all.iter().filter(|one| one.is_open(now)).filter_map(Pending::ends).collect();
            Some((ends.len(), ends.iter().copied().min()?))
        })
    }

    /// Those of a key of a cluster, the newest first.
    pub fn of(&self, place: &Place, cluster: &str, of: KeyOf, now: Timestamp) -> Vec<Pending> {
        let mut all = self.all(now);
        all.retain(|one| one.is_of(&place.connection, cluster) && one.what == What::Rotation(of));
        all.reverse();
        all
    }

    /// When a cluster was told to be disconnected, if it was.
    pub fn leaving(&self, place: &Place, cluster: &str) -> Option<Pending> {
        self.kept.all().with(|all| {
            let is_it =
                |one: &&Pending| one.is_of(&place.connection, cluster) && one.what == What::Disconnection;
            all.iter().find(is_it).cloned()
        })
    }

    /// The clusters of a place that are being disconnected.
    pub fn all_leaving(&self, place: &Place) -> Vec<Pending> {
        self.kept.all().with(|all| {
            let is_it =
                |one: &&Pending| one.connection == place.connection && one.what == What::Disconnection;
            all.iter().filter(is_it).cloned().collect()
        })
    }

    /// Notes that something was begun; the time that tells it from others. A rotation counts as one whose
    /// answer was lost until it came: a reload meanwhile must not forget it.
    pub fn begin(&self, place: &Place, cluster: &str, what: What, at: Timestamp) -> Timestamp {
        let mut one = Pending {
            connection: place.connection.clone(),
            holder: place.holder.clone(),
            cluster: cluster.to_owned(),
            what,
            at,
            saved: None,
            handed: None,
            lost: matches!(what, What::Rotation(_)).then_some(at),
        };
        let now = clock::now();
        self.kept.change(|all| {
            let twice = |other: &Pending| what == What::Disconnection && same(other, &one);
            all.retain(|other| !(other.is_over(now) || twice(other)));
            while all.iter().any(|other| other.at == one.at) {
                one.at = one.at.plus(1);
            }
            all.push(one.clone());
        });
        one.at
    }

    /// Notes that the answer came, so that it did happen.
    pub fn answered(&self, at: Timestamp) {
        self.update(at, |one| one.lost = None);
    }

    /// Notes that the new key is saved, or that it is not after all.
    pub fn saved(&self, at: Timestamp, is: bool) {
        self.update(at, |one| one.saved = is.then(clock::now));
    }

    /// Notes that the new key is in use, or that it is not after all.
    pub fn handed(&self, at: Timestamp, is: bool) {
        self.update(at, |one| one.handed = is.then(clock::now));
    }

    /// Takes one away.
    pub fn forget(&self, at: Timestamp) {
        self.kept.change(|all| all.retain(|one| one.at != at));
    }

    /// Takes away all rotations of a key, whose old ones are ended.
    pub fn ended(&self, place: &Place, cluster: &str, of: KeyOf) {
        self.kept.change(|all| {
            all.retain(|one| !(one.is_of(&place.connection, cluster) && one.what == What::Rotation(of)));
        });
    }

    /// Takes away everything of a cluster that is gone.
    pub fn gone(&self, place: &Place, cluster: &str) {
        self.kept.change(|all| all.retain(|one| !one.is_of(&place.connection, cluster)));
    }

    fn update(&self, at: Timestamp, change: impl Fn(&mut Pending)) {
        self.kept.change(|all| all.iter_mut().filter(|one| one.at == at).for_each(&change));
    }
}

fn same(one: &Pending, other: &Pending) -> bool {
    one.what == other.what && one.is_of(&other.connection, &other.cluster)
}
