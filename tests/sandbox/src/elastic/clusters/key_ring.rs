//! The secrets of one purpose: those in use, and those that a rotation has left pending.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::clock::timestamp;

/// How long a secret works after it was rotated.
const PENDING: TimeDelta = TimeDelta::days(7);

/// Secrets in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyRing(Vec<Key>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    secret: String,
    /// Set by a rotation.
    ends: Option<DateTime<Utc>>,
}

impl Key {
    fn works(&self, now: DateTime<Utc>) -> bool {
        self.ends.is_none_or(|instant| now < instant)
    }
}

impl KeyRing {
    /// Whether this secret works.
    pub fn opens(&self, secret: &str, now: DateTime<Utc>) -> bool {
        self.0.iter().any(|key| key.secret == secret && key.works(now))
    }

    /// One more secret; the others stay as they are.
    pub fn add(&mut self, secret: String) {
        self.0.push(Key { secret, ends: None });
    }

    /// A new secret; those in use so far are pending now, those that were pending end when they would.
    pub fn rotate(&mut self, secret: String, now: DateTime<Utc>) {
        self.0.retain(|key| key.works(now));
        for key in &mut self.0 {
            key.ends.get_or_insert(now + PENDING);
        }
        self.add(secret);
    }

    /// Ends what is pending.
    pub fn revoke_pending(&mut self) {
        self.0.retain(|key| key.ends.is_none());
    }

    /// Ends all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// What works, for tests.
    pub fn to_json(&self, now: DateTime<Utc>) -> Value {
        let (current, pending): (Vec<&Key>, Vec<&Key>) =
            self.0.iter().filter(|key| key.works(now)).partition(|key| key.ends.is_none());
        let current: Vec<&str> = current.into_iter().map(|key| key.secret.as_str()).collect();
        let pending: Vec<Value> = pending
            .into_iter()
            .map(|key| json!({"key": key.secret, "until": key.ends.map(timestamp)}))
            .collect();
        json!({"current": current, "pending": pending})
    }
}
