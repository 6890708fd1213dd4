//! One API key as the app knows it, whatever its backend.

use super::access::Access;
use super::expiry::Expiry;
use super::ring::Handle;
use super::secret::Secret;
use super::time::Timestamp;

/// What a backend calls a key by; never its secret.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KeyId(pub String);

/// A key that was used in so many days is likely to be needed.
pub const LATELY: i64 = 7;

/// When a key was last used. That a backend does not tell is not the same as never.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LastUsed {
    /// The backend does not report use.
    NotReported,
    /// It reports use, and there was none.
    Never,
    /// The last use.
    At(Timestamp),
}

/// A key and what is known of it. Its status is derived, see [`super::status`].
#[derive(Clone, PartialEq, Debug)]
pub struct Key {
    /// What the backend calls it by.
    pub id: KeyId,
    /// What people call it. `ZenML` allows an empty one.
    pub name: String,
    /// The first and last characters of its secret, where the backend tells secrets.
    pub mask: Option<String>,
    /// A free text, where the backend has one; empty where there is none.
    pub description: String,
    /// When it was made, where the backend tells.
    pub created: Option<Timestamp>,
    /// When it was last changed or used, where the backend tells: it doesn't tell the two apart.
    pub updated: Option<Timestamp>,
    /// Who made it, as a user id of the backend.
    pub creator: Option<String>,
    /// When it ends by itself.
    pub expiry: Expiry,
    /// When it was last used.
    pub last_used: LastUsed,
    /// When it last got a new secret.
    pub last_rotated: Option<Timestamp>,
    /// Until when the secret before the last rotation works, or worked, where it was retained.
    pub retained_until: Option<Timestamp>,
    /// Whether it is switched on; always true where it cannot be switched.
    pub enabled: bool,
    /// Whether what it belongs to is switched off, so that it doesn't work.
    pub holder_off: bool,
    /// What it may do.
    pub access: Access,
    /// When it was last seen, if it was in the list before and is there no longer.
    pub vanished: Option<Timestamp>,
}

impl Key {
    /// A key that is its own secret, as far as its service knows it.
    #[must_use]
    pub fn of_secret(handle: Handle, access: Access) -> Self {
        Self { mask: Some(handle.mask.clone()), access, ..Self::bare(handle.id.0, handle.mask) }
    }

    /// One of which nothing more is known.
    #[must_use]
    pub fn bare(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: KeyId(id.into()),
            name: name.into(),
            mask: None,
            description: String::new(),
            created: None,
            updated: None,
            creator: None,
            expiry: Expiry::NotOffered,
            last_used: LastUsed::NotReported,
            last_rotated: None,
            retained_until: None,
            enabled: true,
            holder_off: false,
            access: Access::Untold,
            vanished: None,
        }
    }
}

/// A key that was just made, with the secret that is told only now.
#[derive(Clone, PartialEq, Debug)]
pub struct Created {
    /// The key as the backend describes it.
    pub key: Key,
    /// Its secret.
    pub secret: Secret,
}

/// A key and its access as its backend writes it.
#[derive(Clone, PartialEq, Debug)]
pub struct Detail {
    /// The key.
    pub key: Key,
    /// Its access as JSON; empty where none is told.
    pub access: String,
}

/// That a secret works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proven {
    /// When its key ends, if the answer tells.
    pub ends: Option<Timestamp>,
}

/// How a revocation ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Revoked {
    /// The backend ended the key now.
    Now,
    /// The key was gone already.
    Already,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A plain key of that name, for the tests of other modules.
    pub fn key(name: &str) -> Key {
        Key::bare(format!("id-{name}"), name)
    }
}
