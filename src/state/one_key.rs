//! One key of a place: read by itself, changed, given a new secret. Whoever shows it learns of it.

use super::inventory::Inventory;
use crate::api::error::Error;
use crate::browser::{clock, timer};
use crate::domain::change::KeyChange;
use crate::domain::key::{Detail, Key, KeyId};
use crate::domain::names::{Imported, Name};
use crate::domain::secret::Secret;
use crate::routes::Place;
use leptos::prelude::*;

/// How long to wait before looking what became of a write whose answer was lost, in milliseconds: it
/// may still be under way there. The key is looked at once after each wait.
const LOOK_AFTER: [u64; 2] = [1_000, 2_000];

/// What was learned of a key last.
#[derive(Clone, PartialEq, Debug)]
pub struct News {
    /// Where it belongs.
    pub place: Place,
    /// Which key it is.
    pub id: KeyId,
    /// The key as it is now, or that it is gone.
    pub now: Result<Key, Error>,
}

impl Inventory {
    /// What was learned of any key last.
    pub fn news(&self) -> Signal<Option<News>> {
        self.news.into()
    }

    /// Tells everyone what a key is like now.
    pub fn learn(&self, place: &Place, mut key: Key) {
        self.names.name(&mut key);
        self.shelf(place).update(|shelf| shelf.put(key.clone()));
        self.news.set(Some(News { place: place.clone(), id: key.id.clone(), now: Ok(key) }));
    }

    /// Reads one key and tells everyone; nothing where it can't be read by itself.
    ///
    /// # Errors
    /// Those of the call. That the key is gone is told everyone, too.
    pub async fn read_one(&self, place: &Place, id: &KeyId) -> Result<Option<Detail>, Error> {
        self.call_keys(&place.connection);
        let Some(session) = self.sessions.current(&place.connection) else { return Err(Error::Stopped) };
        let desk = session.connection.kind.key_desk();
        let make = |session: &_| desk.key(session, &place.holder, id);
        let mut told = self.sessions.run_if(&place.connection, make).await;
        if let Ok(Some(detail)) = &mut told {
            self.names.name(&mut detail.key);
        }
        match &told {
            Ok(Some(detail)) => self.learn(place, detail.key.clone()),
            Ok(None) => {}
            Err(error) => self.note_if_gone(place, id, error),
        }
        told
    }

    /// Reads one key anew where its failure is nobody's business.
    pub async fn look_at(&self, place: &Place, id: &KeyId) -> Option<Key> {
        let session = self.sessions.current(&place.connection)?;
        let call = session.connection.kind.key_desk().key(&session, &place.holder, id)?;
        let key = self.sessions.quietly(&session, call).await?.key;
        self.learn(place, key.clone());
        Some(key)
    }

    /// Calls a key so in this browser, and tells everyone. False where this browser doesn't keep it.
    pub fn call(&self, place: &Place, id: &KeyId, name: Name) -> bool {
        let kept = self.names.set(id, name);
        if let Some(key) = self.shelf(place).with_untracked(|shelf| shelf.key(id).cloned()) {
            self.learn(place, key);
        }
        kept
    }

    /// Calls a key that was just made so; the key with its name.
    pub fn name_new(&self, mut key: Key, name: Name) -> Key {
        if name != Name::default() {
            self.names.set(&key.id, name);
        }
        self.names.name(&mut key);
        key
    }

    /// Takes the names of a file. None where it is no such file; the second says whether this browser
    /// keeps them.
    pub fn take_names(&self, place: &Place, text: &str) -> Option<(Imported, bool)> {
        let session = self.sessions.current(&place.connection)?;
        let told = self.names.take(text, &session.ring)?;
        self.shelf(place).update(|shelf| shelf.rename(|key| self.names.name(key)));
        Some(told)
    }

    /// Changes a key.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn change(&self, place: &Place, id: &KeyId, change: &KeyChange) -> Result<Key, Error> {
        let Some(session) = self.sessions.current(&place.connection) else { return Err(Error::Stopped) };
        let desk = session.connection.kind.key_desk();
        let make = |session: &_| desk.change(session, &place.holder, id, change);
        let changed = self.sessions.run_if(&place.connection, make).await;
        match changed.and_then(|key| key.ok_or(Error::Stopped)) {
            Ok(mut key) => {
                self.names.name(&mut key);
                self.learn(place, key.clone());
                Ok(key)
            }
            Err(error) => {
                self.note_if_gone(place, id, &error);
                Err(error)
            }
        }
    }

    /// Gives a key a new secret. It is sent once: each time makes another secret.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn rotate(&self, place: &Place, id: &KeyId, retain_minutes: u32) -> Result<Secret, Error> {
        let Some(session) = self.sessions.current(&place.connection) else { return Err(Error::Stopped) };
        let desk = session.connection.kind.key_desk();
        let make = |session: &_| desk.rotate(session, &place.holder, id, retain_minutes);
        let rotated = self.sessions.run_if(&place.connection, make).await;
        let rotated = rotated.and_then(|secret| secret.ok_or(Error::Stopped));
        if let Err(error) = &rotated {
            self.note_if_gone(place, id, error);
        }
        rotated
    }

    /// Looks what became of a write whose answer was lost: the key once it is as `is_made` says, or as
    /// it still is a little later.
    ///
    /// # Errors
    /// That the key can't be read.
    pub async fn look_after(
        &self,
        place: &Place,
        id: &KeyId,
        is_made: impl Fn(&Key) -> bool,
    ) -> Result<Key, Error> {
        let mut seen = Err(Error::Stopped);
        for wait in LOOK_AFTER {
            timer::sleep(wait).await;
            seen =
                self.read_one(place, id).await.and_then(|told| told.ok_or(Error::Stopped)).map(|one| one.key);
            if seen.as_ref().is_ok_and(&is_made) || seen.as_ref().is_err_and(Error::says_gone) {
                break;
            }
        }
        seen
    }

    fn note_if_gone(&self, place: &Place, id: &KeyId, error: &Error) {
        if error.says_gone() {
            self.shelf(place).update(|shelf| shelf.vanish(id, clock::now()));
            self.news.set(Some(News { place: place.clone(), id: id.clone(), now: Err(error.clone()) }));
        }
    }
}
