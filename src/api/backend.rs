//! What every backend offers to the app.

use super::call::{Call, Step};
use super::request::Request;
use super::session::{Credential, Session};
use crate::config::Connection;
use crate::domain::access::Access;
use crate::domain::agreement::{Subscription, Terms};
use crate::domain::capability::Capabilities;
use crate::domain::holder::Holder;
use crate::domain::key::{Key, KeyId};
use crate::domain::query::Query;
use crate::domain::ring::Ring;
use crate::domain::secret::Secret;
use std::collections::HashSet;

/// Which part of a key list to read.
#[derive(Clone, PartialEq, Debug)]
pub struct ListAsk {
    /// What the owner wants to see; only backends that page by themselves look at it.
    pub query: Query,
    /// Whether all keys that match are to be read, part by part, and not the page that the query names;
    /// only for backends that page by themselves.
    pub all: bool,
    /// Where the part before ended; none for the first.
    pub cursor: Option<String>,
}

/// A part of a key list.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct KeyPage {
    /// The keys.
    pub keys: Vec<Key>,
    /// Keys that are their own secret, before they are called anything.
    pub told: Option<Vec<(Secret, Access)>>,
    /// Where the next part begins, if the app is to read on by itself.
    pub next: Option<String>,
    /// How many match in all, where the backend pages.
    pub total: Option<usize>,
    /// How many pages there are, where the backend pages.
    pub pages: Option<u32>,
    /// How many keys were looked at to find these, where all are read part by part.
    pub looked: usize,
    /// How many are still to be looked at.
    pub left: usize,
}

/// A part of a list of holders or resources.
#[derive(Clone, PartialEq, Debug)]
pub struct Part<T> {
    /// What was listed.
    pub items: Vec<T>,
    /// Where the next part begins.
    pub next: Option<String>,
}

/// What one may do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rights {
    /// Whether one may change keys.
    pub may_write: bool,
    /// The only cluster that one may do something with, where there is nothing else one may.
    pub only_cluster: Option<String>,
}

/// What a pasted secret tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pasted {
    /// It belongs to this key.
    Key(KeyId),
    /// It looks like a secret, and is not whole enough to tell its key.
    Broken,
    /// It looks like a secret of this service, and those don't tell their keys.
    Mute,
}

impl KeyPage {
    /// The same with all keys called something: the ring keeps the secrets. A key that is listed twice is one.
    #[must_use]
    pub fn keyed(mut self, ring: &Ring) -> Self {
        let Some(mut told) = self.told.take() else { return self };
        let mut seen = HashSet::new();
        told.retain(|(secret, _)| seen.insert(secret.expose().to_owned()));
        let (secrets, access): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        let handles = ring.take_all(secrets).into_iter();
        self.keys.extend(handles.zip(access).map(|(handle, access)| Key::of_secret(handle, access)));
        self
    }
}

/// The terms that bind a holder. See [`super::cloud_connect`].
pub trait Agreement: Sync {
    /// Reads whether they are accepted.
    fn terms(&self, session: &Session, holder: &str) -> Call<Terms>;
    /// Accepts them.
    fn accept(&self, session: &Session, holder: &str) -> Call<Terms>;
    /// Reads the state of the subscription.
    fn subscription(&self, session: &Session, holder: &str) -> Call<Subscription>;
}

/// One REST contract. Methods only build requests and read answers; they send nothing.
pub trait Backend: Sync {
    /// What it can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// Signs in: the calls that turn a credential into a session.
    fn sign_in(&self, connection: &Connection, credential: &Credential) -> Step<Session>;

    /// Lists what keys belong to, from where the part before ended.
    fn holders(&self, session: &Session, cursor: Option<&str>) -> Call<Part<Holder>>;

    /// Asks what one may do; none when only trying tells. Its failure says nothing.
    fn rights(&self, _session: &Session) -> Option<Call<Rights>> {
        None
    }

    /// What tells the service that one signs out, where it can be told. It is sent without the credential,
    /// which is forgotten by then, and nothing depends on its answer.
    fn farewell(&self, _connection: &Connection) -> Option<Request> {
        None
    }
}
