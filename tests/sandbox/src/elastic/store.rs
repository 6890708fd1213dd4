//! The keys as they are stored, with their secrets, ids and order.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::{ORGANIZATION_ID, scramble};
use crate::clock::timestamp;

/// One key with its secret.
#[derive(Debug, Clone)]
pub struct StoredKey {
    /// Place in the order of creation.
    pub sequence: u64,
    id: String,
    secret: String,
    is_listed: bool,
    description: String,
    created: DateTime<Utc>,
    /// When the key ends; `None` means never.
    pub expires: Option<DateTime<Utc>>,
    /// The creator.
    pub user_id: String,
    /// The `role_assignments` member.
    pub roles: Value,
}

/// What a new key is made of.
#[derive(Debug)]
pub struct NewKey {
    /// What the console calls the name.
    pub description: String,
    /// Instant of creation.
    pub created: DateTime<Utc>,
    /// When the key ends; `None` means never.
    pub expires: Option<DateTime<Utc>>,
    /// The creator.
    pub user_id: String,
    /// The `role_assignments` member.
    pub roles: Value,
}

impl StoredKey {
    fn is_active(&self, now: DateTime<Utc>) -> bool {
        self.expires.is_none_or(|instant| now < instant)
    }

    fn is_visible(&self, now: DateTime<Utc>) -> bool {
        self.is_listed && self.is_active(now)
    }

    /// The key without its secret.
    pub fn to_json(&self) -> Value {
        Value::Object(self.members())
    }

    /// The only answer that holds the secret.
    pub fn to_json_with_secret(&self) -> Value {
        let mut members = self.members();
        members.insert("key".to_owned(), self.secret.as_str().into());
        Value::Object(members)
    }

    fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        members.insert("id".to_owned(), self.id.as_str().into());
        members.insert("description".to_owned(), self.description.as_str().into());
        members.insert("creation_date".to_owned(), timestamp(self.created).into());
        if let Some(instant) = self.expires {
            members.insert("expiration_date".to_owned(), timestamp(instant).into());
        }
        members.insert("organization_id".to_owned(), ORGANIZATION_ID.into());
        members.insert("user_id".to_owned(), self.user_id.as_str().into());
        members.insert("role_assignments".to_owned(), self.roles.clone());
        members
    }
}

/// All keys that were not revoked, oldest first.
#[derive(Debug, Default)]
pub struct KeyStore {
    keys: Vec<StoredKey>,
    next_sequence: u64,
}

impl KeyStore {
    /// Stores a key under an id and a secret of its own.
    pub fn add(&mut self, new: NewKey) -> &StoredKey {
        let secret = format!("essu_{}", scramble::text(self.next_sequence, 0x005e_c7e7, 56));
        self.add_with_secret(new, secret, true)
    }

    /// Stores a key whose secret is known beforehand; an unlisted one works, but no answer has it.
    pub fn add_with_secret(&mut self, new: NewKey, secret: String, is_listed: bool) -> &StoredKey {
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        self.keys.push(StoredKey {
            sequence,
            id: scramble::text(sequence, 0x1d, 20),
            secret,
            is_listed,
            description: new.description,
            created: new.created,
            expires: new.expires,
            user_id: new.user_id,
            roles: new.roles,
        });
        let last = self.keys.len() - 1;
        &self.keys[last]
    }

    /// The working key with this secret.
    pub fn by_secret(&self, secret: &str, now: DateTime<Utc>) -> Option<&StoredKey> {
        self.keys.iter().find(|key| key.secret == secret && key.is_active(now))
    }

    /// The keys an owner can see, oldest first.
    pub fn active(&self, now: DateTime<Utc>) -> impl Iterator<Item = &StoredKey> {
        self.keys.iter().filter(move |key| key.is_visible(now))
    }

    /// The same keys that were stored before this place in the order, newest first.
    pub fn active_before(&self, sequence: u64, now: DateTime<Utc>) -> impl Iterator<Item = &StoredKey> {
        let end = self.keys.partition_point(|key| key.sequence < sequence);
        let older = self.keys.get(..end).unwrap_or_default();
        older.iter().rev().filter(move |key| key.is_visible(now))
    }

    /// The key that an owner can see under this id.
    pub fn by_id(&self, id: &str, now: DateTime<Utc>) -> Option<&StoredKey> {
        self.active(now).find(|key| key.id == id)
    }

    /// Forgets these keys.
    pub fn remove(&mut self, ids: &[&str]) {
        self.keys.retain(|key| !ids.contains(&key.id.as_str()));
    }
}
