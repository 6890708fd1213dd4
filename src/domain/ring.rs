//! Keys that are their own secret: what they are called by here, and the one place that holds them.
//!
//! Such a key has no id at its service. What stands for it in rows and addresses is a hash of it under a
//! random salt that this browser keeps: the same over a reload, worthless elsewhere, and no way back.

use super::key::KeyId;
use super::mask;
use super::secret::Secret;
use hmac_sha256::HMAC;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many bytes of a hash are told: enough to tell any two keys apart.
const TOLD: usize = 16;
/// A mask shows fewer characters of a secret in a row.
const PART: usize = 6;

/// A random text under which keys are hashed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Salt(pub [u8; 32]);

impl Salt {
    /// As text.
    #[must_use]
    pub fn write(&self) -> String {
        hex(&self.0)
    }

    /// From a text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut salt = Self::default();
        let fits = text.len() == salt.0.len() * 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !fits {
            return None;
        }
        for (at, byte) in salt.0.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(salt)
    }

    /// What a secret is called by.
    #[must_use]
    pub fn id(&self, secret: &Secret) -> KeyId {
        KeyId(hex(&HMAC::mac(secret.expose(), self.0)[..TOLD]))
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What stands for a secret wherever it is not asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handle {
    /// What it is called by.
    pub id: KeyId,
    /// As much of it as tells it from others.
    pub mask: String,
}

/// The secrets that were read in a session. All copies of a ring are one.
#[derive(Clone, Default)]
pub struct Ring(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    salt: Salt,
    held: Vec<Held>,
}

struct Held {
    handle: Handle,
    secret: Secret,
}

impl Ring {
    /// What ids are made with from now on.
    pub fn salt(&self, salt: Salt) {
        self.inner().salt = salt;
    }

    /// Takes the secrets of a whole list in place of all before; tells what stands for each, in order.
    #[must_use]
    pub fn take_all(&self, secrets: Vec<Secret>) -> Vec<Handle> {
        let mut inner = self.inner();
        let ids: Vec<KeyId> = secrets.iter().map(|secret| inner.salt.id(secret)).collect();
        let masks = mask::masks(&secrets, &ids);
        let handles = ids.into_iter().zip(masks).map(|(id, mask)| Handle { id, mask });
        inner.held = handles.zip(secrets).map(|(handle, secret)| Held { handle, secret }).collect();
        inner.held.iter().map(|held| held.handle.clone()).collect()
    }

    /// Takes one more secret. It is told from the others by a mark of its own until the list is read anew.
    #[must_use]
    pub fn take(&self, secret: Secret) -> Handle {
        let mut inner = self.inner();
        let id = inner.salt.id(&secret);
        if let Some(known) = inner.find(&id) {
            return known.handle.clone();
        }
        let alone = mask::masks(std::slice::from_ref(&secret), std::slice::from_ref(&id));
        let mask = alone.into_iter().next().unwrap_or_default();
        let taken = inner.held.iter().any(|other| other.handle.mask == mask);
        let mask = if taken { mask::marked(&mask, &id) } else { mask };
        let handle = Handle { id, mask };
        inner.held.push(Held { handle: handle.clone(), secret });
        handle
    }

    /// The secret that is called by `id`.
    #[must_use]
    pub fn secret(&self, id: &KeyId) -> Option<Secret> {
        self.inner().find(id).map(|held| held.secret.clone())
    }

    /// What stands for the secret that is called by `id`.
    #[must_use]
    pub fn handle(&self, id: &KeyId) -> Option<Handle> {
        self.inner().find(id).map(|held| held.handle.clone())
    }

    /// What a text is called by, if it is a secret that is held here.
    #[must_use]
    pub fn find(&self, text: &Secret) -> Option<KeyId> {
        let (whole, trimmed) = (text.expose(), text.expose().trim());
        let is_it = |held: &&Held| [whole, trimmed].contains(&held.secret.expose());
        if trimmed.is_empty() {
            return None;
        }
        self.inner().held.iter().find(is_it).map(|held| held.handle.id.clone())
    }

    /// Whether a text is a large part of a secret that is held here: it must not stand in an address.
    #[must_use]
    pub fn holds_part(&self, text: &str) -> bool {
        let text = text.trim();
        let long = text.chars().count() >= PART;
        long && self.inner().held.iter().any(|held| held.secret.expose().contains(text))
    }

    /// What each secret is called by under another salt.
    #[must_use]
    pub fn ids_under(&self, salt: &Salt) -> HashMap<KeyId, KeyId> {
        self.inner().held.iter().map(|held| (salt.id(&held.secret), held.handle.id.clone())).collect()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn find(&self, id: &KeyId) -> Option<&Held> {
        self.held.iter().find(|held| held.handle.id == *id)
    }
}

impl PartialEq for Ring {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ring(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(salt: u8) -> Ring {
        let ring = Ring::default();
        ring.salt(Salt([salt; 32]));
        ring
    }

    fn secrets(all: &[&str]) -> Vec<Secret> {
        all.iter().map(|one| Secret::new(*one)).collect()
    }

    #[test]
    fn an_id_is_the_published_hash_of_the_key() {
        // RFC 4231, test case 2, with its key filled up with zeros as HMAC does.
        let mut salt = Salt::default();
        salt.0[..4].copy_from_slice(b"Jefe");
        let id = salt.id(&Secret::new("what do ya want for nothing?"));
        assert_eq!(id.0, "5bdcc146bf60754e6a042426089575c7");
    }

    #[test]
    fn the_same_key_has_another_id_in_another_browser() {
        let (here, there) = (Salt([1; 32]), Salt([2; 32]));
        let secret = Secret::new("k7Qm2xVt9LrB4nWc8ZyD");
        assert_eq!(here.id(&secret), here.id(&secret));
        assert_ne!(here.id(&secret), there.id(&secret));
        assert_eq!(Salt::read(&here.write()), Some(here));
        for text in ["", "00", &"zz".repeat(32), &"é".repeat(32)] {
            assert_eq!(Salt::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_replaces_what_was_held_and_one_more_is_added() {
        let ring = ring(7);
        let first = ring.take_all(secrets(&["abcdefghijklmnopqrst", "ABCDEFGHIJKLMNOPQRST"]));
        assert_eq!(ring.secret(&first[0].id), Some(Secret::new("abcdefghijklmnopqrst")));
        assert_eq!(ring.find(&Secret::new(" ABCDEFGHIJKLMNOPQRST\n")), Some(first[1].id.clone()));
        assert_eq!(ring.find(&Secret::new("ABCDEFGHIJKLMNOPQRS")), None);
        assert!(ring.holds_part(" BCDEFG") && !ring.holds_part("BCDEF") && !ring.holds_part("permissions"));
        let twin = ring.take(Secret::new("abc--------------rst"));
        assert!(twin.mask.ends_with(&format!(" #{}", &twin.id.0[..4])), "{}", twin.mask);
        let _ = ring.take_all(secrets(&["else-else-else-else"]));
        assert_eq!(ring.secret(&first[0].id), None);
    }

    #[test]
    fn debug_tells_nothing() {
        let ring = Ring::default();
        let _ = ring.take(Secret::new("abcdefghijklmnopqrst"));
        assert_eq!(format!("{ring:?}"), "Ring(redacted)");
    }
}
