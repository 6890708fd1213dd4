//! The keys of one place as they were last read.

use crate::api::error::Error;
use crate::domain::bulk::Progress;
use crate::domain::holder::Member;
use crate::domain::key::{Key, KeyId};
use crate::domain::select::Entry;
use crate::domain::time::Timestamp;
use std::collections::{HashMap, HashSet};

/// How far reading the keys is.
#[derive(Clone, PartialEq, Default, Debug)]
pub enum Reading {
    /// Not begun.
    #[default]
    Idle,
    /// Under way; what was read before is still there.
    Waiting,
    /// Done, at that instant.
    Done(Timestamp),
    /// It failed; what was read before is still there.
    Failed(Error),
}

/// The keys of one place.
#[derive(Clone, Default, Debug)]
pub struct Shelf {
    /// The keys.
    pub entries: Vec<Entry>,
    /// Names of creators by their user id; none until the members were read.
    pub members: Option<HashMap<String, String>>,
    /// The names of the members who may do everything.
    pub owners: Vec<String>,
    /// How far reading is.
    pub reading: Reading,
    /// Whether what was read was narrowed by a query, where the backend pages.
    pub narrowed: bool,
    /// How many keys match in all, where the backend pages.
    pub total: Option<usize>,
    /// How many pages there are, where the backend pages.
    pub pages: Option<u32>,
    /// How far reading is, where all keys are looked at part by part.
    pub progress: Option<Progress>,
    /// Counts the readings, so that a late answer of an earlier one is told apart.
    pub turn: u32,
    /// Counts how often all keys were replaced, so that a row that was drawn before is told apart.
    pub version: u32,
    /// Counts how often a key was put in its own place, so that only its row is drawn anew.
    stamps: HashMap<KeyId, u32>,
    /// What was revoked here.
    gone: HashSet<KeyId>,
    /// When all keys were last read.
    seen: Option<Timestamp>,
}

impl Shelf {
    /// Whether nothing was read yet, successfully or not.
    pub fn is_fresh(&self) -> bool {
        self.reading == Reading::Idle
    }

    /// Whether it is being read.
    pub fn is_waiting(&self) -> bool {
        self.reading == Reading::Waiting
    }

    /// The key of that id, also one that vanished.
    pub fn key(&self, id: &KeyId) -> Option<&Key> {
        self.entries.iter().map(|entry| &entry.key).find(|key| key.id == *id)
    }

    /// The keys that are there, without those that vanished.
    pub fn live(&self) -> impl Iterator<Item = &Key> {
        self.entries.iter().map(|entry| &entry.key).filter(|key| key.vanished.is_none())
    }

    /// The name of each key that is there.
    pub fn names(&self) -> Vec<String> {
        self.live().map(|key| key.name.clone()).collect()
    }

    /// Who made a key, in words; none where creators are not told or not known yet.
    pub fn creator(&self, key: &Key) -> Option<String> {
        creator_name(self.members.as_ref(), key)
    }

    /// Puts keys in place of all others.
    pub fn replace(&mut self, keys: Vec<Key>) {
        self.entries = self.entries_of(keys);
        self.version = self.version.wrapping_add(1);
    }

    /// Puts what is known of a key now in its place, if it is here.
    pub fn put(&mut self, key: Key) {
        let Some(at) = self.entries.iter().position(|entry| entry.key.id == key.id) else { return };
        if self.entries[at].key != key {
            *self.stamps.entry(key.id.clone()).or_default() += 1;
            self.entries.splice(at..=at, self.entries_of(vec![key]));
        }
    }

    /// Gives all keys other names.
    pub fn rename(&mut self, name: impl Fn(&mut Key)) {
        let mut keys: Vec<Key> =
            std::mem::take(&mut self.entries).into_iter().map(|entry| entry.key).collect();
        keys.iter_mut().for_each(name);
        self.replace(keys);
    }

    /// How often a key was put in its own place.
    pub fn stamp(&self, id: &KeyId) -> u32 {
        self.stamps.get(id).copied().unwrap_or_default()
    }

    /// Puts all keys in place of those that were there. One that was listed before and is not any
    /// more stays, as last seen.
    pub fn replace_all(&mut self, mut keys: Vec<Key>, at: Timestamp) {
        let listed: HashSet<KeyId> = keys.iter().map(|key| key.id.clone()).collect();
        let before = std::mem::take(&mut self.entries).into_iter().map(|entry| entry.key);
        keys.extend(
            before
                .filter(|key| !listed.contains(&key.id))
                .map(|key| Key { vanished: key.vanished.or(self.seen).or(Some(at)), ..key }),
        );
        self.replace(keys);
    }

    /// Notes that a key turned out to be gone.
    pub fn vanish(&mut self, id: &KeyId, at: Timestamp) {
        let seen = self.seen.unwrap_or(at);
        match self.entries.iter_mut().find(|entry| entry.key.id == *id) {
            Some(entry) => {
                entry.key.vanished.get_or_insert(seen);
                self.version = self.version.wrapping_add(1);
            }
            None => {
                self.gone.insert(id.clone());
            }
        }
    }

    /// The keys that are known to be gone, whether they stood here or not.
    pub fn gone(&self) -> impl Iterator<Item = &KeyId> {
        let vanished = self.entries.iter().map(|entry| &entry.key).filter(|key| key.vanished.is_some());
        self.gone.iter().chain(vanished.map(|key| &key.id))
    }

    /// Whether all keys were read once.
    pub fn was_read(&self) -> bool {
        self.seen.is_some()
    }

    /// Notes that all keys were read.
    pub fn done(&mut self, at: Timestamp) {
        self.seen = Some(at);
        self.reading = Reading::Done(at);
        self.progress = None;
    }

    /// Adds keys behind the others.
    pub fn append(&mut self, keys: Vec<Key>) {
        let more = self.entries_of(keys);
        self.entries.extend(more);
    }

    /// Learns who the members are.
    pub fn learn_members(&mut self, members: Vec<Member>) {
        let owners = members.iter().filter(|member| member.owner);
        self.owners = owners.map(|member| member.name.clone()).collect();
        self.members = Some(members.into_iter().map(|member| (member.user_id, member.name)).collect());
        // The keys are the same, so rows that were drawn stay: each learns its creator by itself.
        let keys = std::mem::take(&mut self.entries).into_iter().map(|entry| entry.key).collect();
        self.entries = self.entries_of(keys);
    }

    /// Forgets everything; an answer that is still under way comes too late.
    pub fn forget(&mut self) {
        *self = Self { turn: self.turn.wrapping_add(1), ..Self::default() };
    }

    /// Takes out a key that was revoked. A reading that began before does not bring it back.
    pub fn remove(&mut self, id: &KeyId) {
        self.gone.insert(id.clone());
        let before = self.entries.len();
        self.entries.retain(|entry| entry.key.id != *id);
        let gone = before - self.entries.len();
        self.total = self.total.map(|total| total.saturating_sub(gone));
    }

    fn entries_of(&self, keys: Vec<Key>) -> Vec<Entry> {
        let entry = |key: Key| {
            let creator = creator_name(self.members.as_ref(), &key);
            Entry::new(key, creator.as_deref())
        };
        keys.into_iter().filter(|key| !self.gone.contains(&key.id)).map(entry).collect()
    }
}

fn creator_name(members: Option<&HashMap<String, String>>, key: &Key) -> Option<String> {
    let creator = key.creator.as_ref()?;
    Some(members?.get(creator).cloned().unwrap_or_else(|| "former member".to_owned()))
}
