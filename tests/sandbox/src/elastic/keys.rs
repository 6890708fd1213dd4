//! The organization's keys: stored, listed page by page, read and revoked.
//!
//! Chosen where the reference is silent: a page holds 100 keys, newest first; the cursor survives
//! keys that come and go; expired keys are gone from every answer; revoking several with one
//! unknown id revokes none and answers 404; a key may revoke itself.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::assignments::INVALID_INPUT;
use super::create::json_body;
use super::errors::{Problem, no_body, no_query, refuse};
use super::{Answer, Caller, Elastic, ORGANIZATION_ID};
use crate::clock::timestamp;
use crate::http::{Request, Response};

/// Active keys that an organization may have.
pub const LIMIT: usize = 500;
const PAGE_SIZE: usize = 100;

/// One key with its secret.
#[derive(Debug, Clone)]
pub struct StoredKey {
    sequence: u64,
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

    fn to_json(&self) -> Value {
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
        let secret = format!("essu_{}", scramble(self.next_sequence, 0x005e_c7e7, 56));
        self.add_with_secret(new, secret, true)
    }

    /// Stores a key whose secret is known beforehand; an unlisted one works, but no answer has it.
    pub fn add_with_secret(&mut self, new: NewKey, secret: String, is_listed: bool) -> &StoredKey {
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        self.keys.push(StoredKey {
            sequence,
            id: scramble(sequence, 0x1d, 20),
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
    pub fn active(&self, now: DateTime<Utc>) -> impl DoubleEndedIterator<Item = &StoredKey> {
        self.keys.iter().filter(move |key| key.is_listed && key.is_active(now))
    }

    fn by_id(&self, id: &str, now: DateTime<Utc>) -> Option<&StoredKey> {
        self.active(now).find(|key| key.id == id)
    }

    fn remove(&mut self, ids: &[&str]) {
        self.keys.retain(|key| !ids.contains(&key.id.as_str()));
    }
}

impl Elastic {
    pub(super) fn list_keys(&self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_body(request)?;
        no_query(request, &["next_page"])?;
        let before = match request.query_pairs().first() {
            None => u64::MAX,
            Some((_, cursor)) => read_cursor(cursor).ok_or_else(|| {
                let message = "This is not a cursor of an earlier answer.";
                refuse(400, &[Problem::at(INVALID_INPUT, "next_page", message)])
            })?,
        };
        let mut rest = self.keys.active(now).rev().filter(|key| key.sequence < before);
        let page: Vec<&StoredKey> = rest.by_ref().take(PAGE_SIZE).collect();
        let mut body = json!({"keys": page.iter().map(|key| key.to_json()).collect::<Vec<_>>()});
        if let (Some(last), Some(_)) = (page.last(), rest.next()) {
            body["next_page"] = write_cursor(last.sequence).into();
        }
        Ok(Response::json(200, &body))
    }

    pub(super) fn get_key(&self, request: &Request, caller: &Caller, id: &str, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_body(request)?;
        no_query(request, &[])?;
        let key = self.keys.by_id(id, now).ok_or_else(|| unknown(&[id]))?;
        Ok(Response::json(200, &key.to_json()))
    }

    pub(super) fn revoke_key(
        &mut self,
        request: &Request,
        caller: &Caller,
        id: &str,
        now: DateTime<Utc>,
    ) -> Answer {
        caller.require_owner()?;
        no_body(request)?;
        no_query(request, &[])?;
        self.revoke(&[id], now)
    }

    pub(super) fn revoke_keys(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_query(request, &[])?;
        let body = json_body(request)?;
        let ids = read_ids(&body).ok_or_else(|| {
            let message = "The body must hold 'keys', an array of one key id or more, and nothing else.";
            refuse(400, &[Problem::at(INVALID_INPUT, "keys", message)])
        })?;
        self.revoke(&ids, now)
    }

    fn revoke(&mut self, ids: &[&str], now: DateTime<Utc>) -> Answer {
        let missing: Vec<&str> =
            ids.iter().copied().filter(|id| self.keys.by_id(id, now).is_none()).collect();
        if !missing.is_empty() {
            return Err(unknown(&missing));
        }
        self.keys.remove(ids);
        Ok(Response::json(200, &json!({})))
    }
}

fn read_ids(body: &Value) -> Option<Vec<&str>> {
    let members = body.as_object()?;
    let ids = members.get("keys")?.as_array()?;
    if members.len() != 1 || ids.is_empty() {
        return None;
    }
    ids.iter().map(Value::as_str).collect()
}

fn unknown(ids: &[&str]) -> Response {
    let message = format!("The API key {} can't be found.", ids.join(", "));
    refuse(404, &[Problem::new("api_keys.key_not_found", message)])
}

fn write_cursor(sequence: u64) -> String {
    URL_SAFE_NO_PAD.encode(format!("before:{sequence}"))
}

fn read_cursor(cursor: &str) -> Option<u64> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    text.strip_prefix("before:")?.parse().ok()
}

/// Text that looks random but is the same in every run (the `SplitMix64` sequence).
fn scramble(sequence: u64, salt: u64, length: usize) -> String {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut state = sequence.wrapping_mul(0xd134_2543_de82_ef95) ^ salt;
    (0..length)
        .map(|_| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            let index = usize::try_from(mixed % 62).unwrap_or(0);
            char::from(ALPHABET[index])
        })
        .collect()
}
