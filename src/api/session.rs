//! A connection that is signed in.

use super::request::{HeaderValue, Method, Request};
use crate::config::Connection;
use crate::domain::holder::Holder;
use crate::domain::own_key::OwnKey;
use crate::domain::ring::Ring;
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;
use std::sync::Arc;

/// What one signs in with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Credential {
    /// An API key, and the name the owner knows it by, if given.
    ApiKey {
        /// The name beside it; empty if none was given.
        name: String,
        /// The key.
        secret: Secret,
    },
    /// A user name and its password.
    Password {
        /// The user name.
        username: String,
        /// The password.
        password: Secret,
    },
}

impl Credential {
    /// The part of it that nobody else may know.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        match self {
            Self::ApiKey { secret, .. } | Self::Password { password: secret, .. } => secret,
        }
    }
}

/// A signed-in connection: where to send, what to send along, and who one is there. Memory only.
#[derive(Clone, PartialEq, Debug)]
pub struct Session {
    /// The connection.
    pub connection: Connection,
    /// The headers that every request of it carries.
    pub headers: Vec<(String, HeaderValue)>,
    /// Who one is, in words.
    pub identity: String,
    /// Whether one may change things, if told.
    pub may_write: Option<bool>,
    /// How long the sign-in holds from when it was made, in seconds; none where it has no end.
    pub lasts: Option<u32>,
    /// When it ends by itself, once it is in use.
    pub ends: Option<Timestamp>,
    /// The holders that signing in told; none when they are listed separately.
    pub holders: Option<Arc<[Holder]>>,
    /// What is known of the key one is signed in with.
    pub own_key: OwnKey,
    /// The secrets that were listed, where the backend tells them.
    pub ring: Ring,
}

impl Session {
    /// The credential that it sends along, if it is one that may be a key.
    #[must_use]
    pub fn credential(&self) -> Option<&Secret> {
        self.headers.iter().find_map(|(_, value)| match value {
            HeaderValue::Credential { secret, .. } => Some(secret),
            HeaderValue::Plain(_) => None,
        })
    }

    /// A request on this connection, with its credential, to its origin only.
    #[must_use]
    pub fn request(&self, method: Method, path: &str) -> Request {
        Request::new(method, self.connection.url(path)).with_headers(&self.headers)
    }
}
