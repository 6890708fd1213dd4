//! Replacements that are under way, kept in this browser by ids and names.

use super::kept::Kept;
use super::notices::Notices;
use crate::domain::key::{Key, KeyId};
use crate::domain::replacement::{self, Found, Replacement};
use crate::domain::time::Timestamp;
use crate::domain::words::isolated;
use crate::routes::Place;
use leptos::prelude::*;

/// The replacements of all places.
#[derive(Clone, Copy)]
pub struct Replacements {
    kept: Kept<Replacement>,
    notices: Notices,
}

impl Replacements {
    /// Takes up what is kept, and follows what other tabs do.
    pub(super) fn new(notices: Notices) -> Self {
        let kept = Kept::new("latchkey.replacements", replacement::read, replacement::write);
        Self { kept, notices }
    }

    /// Those of a place, the newest first.
    pub fn at(&self, place: &Place) -> Vec<Replacement> {
        self.kept.all().with(|all| all.iter().filter(|one| belongs(one, place)).rev().cloned().collect())
    }

    /// The one in which that key is to go.
    pub fn of(&self, place: &Place, old: &KeyId) -> Option<Replacement> {
        self.kept.all().with(|all| all.iter().find(|one| belongs(one, place) && one.old.id == *old).cloned())
    }

    /// The part that a key has in a replacement.
    pub fn part(&self, place: &Place, id: &KeyId) -> Option<&'static str> {
        self.kept.all().with(|all| {
            let one =
                all.iter().find(|one| belongs(one, place) && (one.old.id == *id || one.new.id == *id))?;
            Some(if one.old.id == *id { "being replaced" } else { "replacement" })
        })
    }

    /// Begins one, in place of an earlier one for the same key.
    pub fn begin(&self, one: Replacement) {
        self.kept.change(|all| {
            all.retain(|other| !(other.connection == one.connection && other.old.id == one.old.id));
            all.push(one);
        });
    }

    /// Notes that the secret of a new key is saved.
    pub fn saved(&self, new: &KeyId) {
        self.update(new, |one| one.saved = true);
    }

    /// Notes that a call with a new key succeeded.
    pub fn proven(&self, new: &KeyId, at: Timestamp) {
        self.update(new, |one| one.proven = Some(at));
    }

    /// Gives one up: both keys stay as they are.
    pub fn give_up(&self, old: &KeyId) {
        self.kept.change(|all| all.retain(|one| one.old.id != *old));
    }

    /// Ends those whose old key is gone from the list of all keys of a place, and where the list was
    /// read anew also those whose new key is.
    pub(super) fn settle<'a>(&self, place: &Place, keys: impl Iterator<Item = &'a Key> + Clone, anew: bool) {
        let (mut finished, mut broken) = (Vec::new(), Vec::new());
        for one in untrack(|| self.at(place)) {
            match one.found(keys.clone()) {
                Found::Finished => finished.push(one),
                Found::NewGone if anew => broken.push(one),
                Found::NewGone | Found::Both => {}
                // A list that was not read anew may never have held the new key.
                Found::NoneLeft if !anew => finished.push(one),
                Found::NoneLeft => {
                    self.give_up(&one.old.id);
                    let (old, new) = (isolated(&one.old.name), isolated(&one.new.name));
                    self.notices.failed(format!("{old} and {new}, which was to replace it, are both gone."));
                }
            }
        }
        for one in finished {
            self.give_up(&one.old.id);
            let (old, new) = (isolated(&one.old.name), isolated(&one.new.name));
            if one.saved {
                self.notices.done(format!("{old} is replaced by {new}."));
            } else {
                self.notices.failed(format!(
                    "{old} is gone. That the secret of {new} is saved was never noted: see that you have it."
                ));
            }
        }
        for one in broken {
            self.give_up(&one.old.id);
            let (old, new) = (isolated(&one.old.name), isolated(&one.new.name));
            self.notices.failed(format!(
                "{new}, which was to replace {old}, is gone. {old} still works: replace it anew."
            ));
        }
    }

    fn update(&self, new: &KeyId, change: impl Fn(&mut Replacement)) {
        if self.kept.all().with_untracked(|all| all.iter().any(|one| one.new.id == *new)) {
            self.kept.change(|all| all.iter_mut().filter(|one| one.new.id == *new).for_each(&change));
        }
    }
}

fn belongs(one: &Replacement, place: &Place) -> bool {
    one.connection == place.connection && one.holder == place.holder
}
