//! Which of the listed keys one is signed in with. No call tells it, so it is found by its marks.

use super::expiry::Expiry;
use super::key::{Key, KeyId};
use super::time::Timestamp;

/// What is known of the key one is signed in with.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct OwnKey {
    /// Its id, when this app made it or swapped to it.
    pub id: Option<KeyId>,
    /// The name given beside the key at sign-in.
    pub name: Option<String>,
    /// Its end, as an answer's header told.
    pub expires: Option<Timestamp>,
    /// The only cluster that it opens: then it is most likely that cluster's own key.
    pub cluster: Option<String>,
}

/// How sure it is that a key is one's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IsOwn {
    /// It is another one.
    No,
    /// It may be: nothing speaks against it and it opens the organization.
    Maybe,
    /// It is.
    Yes,
}

impl OwnKey {
    /// How sure it is that `key` is the one that is signed in with. Only an owner's key can read
    /// the list at all, so another key can't be it.
    #[must_use]
    pub fn is(&self, key: &Key) -> IsOwn {
        if let Some(id) = &self.id {
            return if *id == key.id { IsOwn::Yes } else { IsOwn::No };
        }
        if !key.access.is_owner() || !self.end_fits(key) {
            return IsOwn::No;
        }
        let named = self.name.as_deref().is_some_and(|name| name == key.name);
        if named || self.expires.is_some() { IsOwn::Yes } else { IsOwn::Maybe }
    }

    /// The same among all keys: where the marks fit several as well, none of them is sure.
    #[must_use]
    pub fn is_among<'a>(&self, key: &Key, mut all: impl Iterator<Item = &'a Key>) -> IsOwn {
        let named = |key: &Key| self.name.as_deref() == Some(key.name.as_str());
        let as_well =
            |other: &Key| other.id != key.id && self.is(other) == IsOwn::Yes && (named(other) || !named(key));
        match self.is(key) {
            IsOwn::Yes if all.any(as_well) => IsOwn::Maybe,
            sure => sure,
        }
    }

    /// Answers tell the end to the second, and not at all for a key without one.
    fn end_fits(&self, key: &Key) -> bool {
        match (self.expires, key.expiry) {
            (Some(own), Expiry::At(end)) => own.since(end).abs() < 1_000,
            (Some(_), _) => false,
            (None, _) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::{Access, Place, Reach, RoleAssignment};
    use crate::domain::key::tests::key;

    const END: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn owner(name: &str, expiry: Expiry) -> Key {
        let grant = RoleAssignment {
            place: Place::Organization,
            role: super::super::role::OWNER.to_owned(),
            reach: Reach::Whole,
            stack_roles: Vec::new(),
        };
        Key { expiry, access: Access::Roles(vec![grant]), ..key(name) }
    }

    #[test]
    fn an_end_told_by_an_answer_decides() {
        let own = OwnKey { expires: Some(END), ..OwnKey::default() };
        assert_eq!(own.is(&owner("a", Expiry::At(END.plus(400)))), IsOwn::Yes);
        assert_eq!(own.is(&owner("a", Expiry::At(END.plus(5_000)))), IsOwn::No);
        assert_eq!(own.is(&owner("a", Expiry::Never)), IsOwn::No);
    }

    #[test]
    fn without_marks_every_owner_key_may_be_it_and_no_other() {
        let own = OwnKey::default();
        assert_eq!(own.is(&owner("a", Expiry::Never)), IsOwn::Maybe);
        assert_eq!(own.is(&key("viewer")), IsOwn::No);
    }

    #[test]
    fn of_several_that_fit_only_a_name_tells() {
        let all = [owner("a", Expiry::At(END)), owner("b", Expiry::At(END))];
        let nameless = OwnKey { expires: Some(END), ..OwnKey::default() };
        assert_eq!(nameless.is_among(&all[0], all.iter()), IsOwn::Maybe);
        let named = OwnKey { name: Some("b".to_owned()), ..nameless };
        assert_eq!(named.is_among(&all[1], all.iter()), IsOwn::Yes);
        assert_eq!(named.is_among(&all[0], all.iter()), IsOwn::Maybe);
    }

    #[test]
    fn a_known_id_beats_everything() {
        let own = OwnKey { id: Some(KeyId("id-a".to_owned())), ..OwnKey::default() };
        assert_eq!(own.is(&owner("a", Expiry::Never)), IsOwn::Yes);
        assert_eq!(own.is(&owner("b", Expiry::Never)), IsOwn::No);
    }
}
