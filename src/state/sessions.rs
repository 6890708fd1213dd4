//! Who is signed in where. Credentials live here and nowhere else, and only in memory.

use super::pace::Pace;
use crate::api::error::Error;
use crate::api::session::{Credential, Session};
use crate::api::transport;
use crate::browser::{clock, random};
use crate::config::Connection;
use crate::domain::key::{Created, KeyId};
use crate::domain::ring::Salt;
use crate::domain::secret::Secret;
use crate::domain::used::Used;
use crate::routes::Place;
use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;

/// The sessions, one a connection at most.
#[derive(Clone, Copy)]
pub struct Sessions {
    pub(super) open: RwSignal<Vec<Session>>,
    asking: RwSignal<Option<String>>,
    waiting: StoredValue<Vec<Waiting>>,
    used: StoredValue<Used>,
    /// How often everything was forgotten, so that signing in that began before comes to nothing.
    forgotten: StoredValue<u32>,
    /// The holders whose names were asked for, so that each is asked for once.
    pub(super) asked: StoredValue<HashSet<Place>>,
    pub(super) pace: Pace,
}

/// A call that was refused and goes on when its connection is signed in again.
struct Waiting {
    connection: String,
    go_on: oneshot::Sender<bool>,
}

impl Sessions {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            pace,
            open: RwSignal::new(Vec::new()),
            asking: RwSignal::new(None),
            waiting: StoredValue::new(Vec::new()),
            used: StoredValue::new(Used::new(random::bytes())),
            forgotten: StoredValue::new(0),
            asked: StoredValue::new(HashSet::new()),
        }
    }

    /// The session of a connection.
    pub fn get(&self, connection: &str) -> Option<Session> {
        self.open.with(|open| find(open, connection).cloned())
    }

    /// The session of a connection as it is now, without following it.
    pub fn current(&self, connection: &str) -> Option<Session> {
        self.open.with_untracked(|open| find(open, connection).cloned())
    }

    /// Who one is on a connection, without following it.
    pub fn identity(&self, connection: &str) -> Option<String> {
        self.open.with_untracked(|open| find(open, connection).map(|session| session.identity.clone()))
    }

    /// Whether a connection is signed in.
    pub fn is_open(&self, connection: &str) -> bool {
        self.open.with(|open| find(open, connection).is_some())
    }

    /// Whether any connection is signed in.
    pub fn any(&self) -> bool {
        self.open.with(|open| !open.is_empty())
    }

    /// Whether a text is a credential that some connection is signed in with, or a token got for one.
    pub fn is_credential(&self, text: &Secret) -> bool {
        let is_sent = |session: &Session| session.credential() == Some(text);
        self.used.with_value(|used| used.knows(text))
            || self.open.with_untracked(|open| open.iter().any(is_sent))
    }

    /// The connection that asks to sign in again in the middle of work.
    pub fn asking(&self) -> Signal<Option<String>> {
        self.asking.into()
    }

    /// Signs in, and lets go on what waited for it.
    ///
    /// # Errors
    /// Those of the calls that check the credential; that it was stopped, where one signed out everywhere meanwhile.
    pub async fn sign_in(&self, connection: &Connection, credential: &Credential) -> Result<(), Error> {
        let step = connection.kind.backend().sign_in(connection, credential);
        let before = self.forgotten.get_value();
        let session = self.go_through(&connection.id, step).await?;
        if self.forgotten.get_value() != before {
            return Err(Error::Stopped);
        }
        self.open(session, credential.secret());
        self.answer(&connection.id, true);
        Ok(())
    }

    /// Goes on with another key of the same holder, once it is proven that it works.
    ///
    /// # Errors
    /// Those of the calls that check the key; then the session stays as it was.
    pub async fn swap(&self, connection: &Connection, created: &Created) -> Result<(), Error> {
        let before = self.current(&connection.id).ok_or(Error::Stopped)?;
        let name = created.key.name.clone();
        let credential = Credential::ApiKey { name, secret: created.secret.clone() };
        let step = connection.kind.backend().sign_in(connection, &credential);
        let mut session = self.go_through(&connection.id, step).await?;
        session.own_key.id = Some(created.key.id.clone());
        // One may have signed out, or in as somebody else.
        if self.current(&connection.id).is_none_or(|now| now.headers != before.headers) {
            return Err(Error::Stopped);
        }
        self.open(session, &created.secret);
        Ok(())
    }

    fn open(&self, mut session: Session, credential: &Secret) {
        let id = session.connection.id.clone();
        self.used.update_value(|used| used.add(&id, credential));
        // The same keys have the same ids, so what was listed before can still be worked with.
        if let Some(before) = self.current(&id) {
            session.ring = before.ring;
        }
        session.ends = session.lasts.map(|seconds| clock::now().plus(i64::from(seconds) * 1_000));
        self.asked.update_value(|asked| asked.retain(|place| place.connection != id));
        self.open.update(|open| {
            open.retain(|other| other.connection.id != id);
            open.push(session);
        });
        self.pace.forget(&id);
        self.learn_rights(id);
    }

    /// Finds out whether one may change things, where that can be asked. Nothing depends on the
    /// answer: without it, trying tells.
    fn learn_rights(self, connection: String) {
        let Some(session) = self.current(&connection) else { return };
        let Some(call) = session.connection.kind.backend().rights(&session) else { return };
        spawn_local(async move {
            let Some(rights) = self.quietly(&session, call).await else { return };
            self.open.update(|open| {
                let same =
                    |one: &&mut Session| one.connection.id == connection && one.headers == session.headers;
                if let Some(session) = open.iter_mut().find(same) {
                    session.may_write = Some(rights.may_write);
                    session.own_key.cluster = rights.only_cluster;
                }
            });
        });
    }

    /// Whether one may change things on a connection, as far as is known.
    pub fn may_write(&self, connection: &str) -> bool {
        self.open.with(|open| find(open, connection).is_none_or(|session| session.may_write != Some(false)))
    }

    /// Calls keys that are their own secret by ids made with this salt, and so tells whether one of them is
    /// what one is signed in with.
    pub(super) fn call_keys_by(&self, connection: &str, salt: Salt) {
        let is_known = |session: &Session| session.own_key.id.is_some();
        if self.open.with_untracked(|open| find(open, connection).is_none_or(is_known)) {
            return;
        }
        self.open.update(|open| {
            let session = open.iter_mut().find(|session| session.connection.id == connection);
            if let Some(session) = session {
                session.ring.salt(salt);
                session.own_key.id = session.credential().map(|secret| salt.id(secret));
            }
        });
    }

    /// The secret of a key that was listed, where the backend tells secrets.
    pub fn secret(&self, connection: &str, id: &KeyId) -> Option<Secret> {
        self.open.with_untracked(|open| find(open, connection)?.ring.secret(id))
    }

    /// Forgets the credential of a connection, then tells its service, which nothing waits for.
    pub fn sign_out(&self, connection: &str) {
        let left = self.current(connection).map(|session| session.connection);
        self.open.update(|open| open.retain(|session| session.connection.id != connection));
        self.used.update_value(|used| used.forget(connection));
        self.pace.forget(connection);
        self.answer(connection, false);
        let farewell = left.and_then(|left| left.kind.backend().farewell(&left));
        if let Some(farewell) = farewell {
            spawn_local(async move {
                let _ = transport::exchange(&farewell).await;
            });
        }
    }

    /// Forgets them all, and those that are about to be.
    pub fn sign_out_all(&self) {
        self.forgotten.update_value(|count| *count = count.wrapping_add(1));
        let open = self.open.with_untracked(|open| {
            open.iter().map(|session| session.connection.id.clone()).collect::<Vec<_>>()
        });
        for connection in open {
            self.sign_out(&connection);
        }
    }

    /// Gives up signing in again; what waited for it ends as refused.
    pub fn decline(&self, connection: &str) {
        self.answer(connection, false);
    }

    /// Asks to sign in again on the spot; whether one did.
    pub(super) async fn ask_again(&self, connection: &str) -> bool {
        let (go_on, told) = oneshot::channel();
        self.waiting
            .update_value(|waiting| waiting.push(Waiting { connection: connection.to_owned(), go_on }));
        if self.asking.get_untracked().is_none() {
            self.asking.set(Some(connection.to_owned()));
        }
        told.await.unwrap_or(false)
    }

    /// Lets go on what waits for this connection, then asks for the next that something waits for.
    fn answer(&self, connection: &str, signed_in: bool) {
        let mut answered = Vec::new();
        let next = self.waiting.try_update_value(|waiting| {
            let (ours, others): (Vec<_>, Vec<_>) =
                std::mem::take(waiting).into_iter().partition(|one| one.connection == connection);
            answered = ours;
            *waiting = others;
            waiting.first().map(|one| one.connection.clone())
        });
        self.asking.set(next.flatten());
        for one in answered {
            let _ = one.go_on.send(signed_in);
        }
    }
}

fn find<'a>(open: &'a [Session], connection: &str) -> Option<&'a Session> {
    open.iter().find(|session| session.connection.id == connection)
}
