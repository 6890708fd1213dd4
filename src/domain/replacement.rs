//! A key that takes over from another, until the old one is gone. Ids and names only: it is kept in
//! the browser, and a secret never is.

use super::json::{object, read_list, write_list};
use super::key::{Key, KeyId};
use super::time::Timestamp;
use serde_json::Value;

/// A key by id and name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// Its id.
    pub id: KeyId,
    /// Its name.
    pub name: String,
}

/// A replacement that is under way: both keys work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replacement {
    /// The connection's id.
    pub connection: String,
    /// The holder's id.
    pub holder: String,
    /// The key that is to go.
    pub old: Named,
    /// The key that takes over.
    pub new: Named,
    /// When the new one was made.
    pub since: Timestamp,
    /// Whether its secret is saved.
    pub saved: bool,
    /// When a call with the new key succeeded.
    pub proven: Option<Timestamp>,
}

/// What is to be done next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Make the new key.
    Create,
    /// Save its secret.
    Save,
    /// Prove that it works, if one likes.
    Prove,
    /// Revoke the old one.
    Revoke,
}

impl Stage {
    /// All of them in order.
    pub const ALL: [Self; 4] = [Self::Create, Self::Save, Self::Prove, Self::Revoke];

    /// Where a replacement stands; none is where it begins.
    #[must_use]
    pub fn of(replacement: Option<&Replacement>) -> Self {
        match replacement {
            None => Self::Create,
            Some(one) if !one.saved => Self::Save,
            Some(one) if one.proven.is_none() => Self::Prove,
            Some(_) => Self::Revoke,
        }
    }
}

/// How a reading of the list bears on a replacement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// Both keys are there.
    Both,
    /// The old one is gone: it is finished.
    Finished,
    /// The new one is gone, the old one is not.
    NewGone,
    /// Both are gone: nothing took over.
    NoneLeft,
}

impl Replacement {
    /// How a list of all keys bears on it.
    #[must_use]
    pub fn found<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Found {
        let (mut old, mut new) = (false, false);
        for key in keys {
            old |= key.id == self.old.id;
            new |= key.id == self.new.id;
        }
        match (old, new) {
            (true, true) => Found::Both,
            (true, false) => Found::NewGone,
            (false, true) => Found::Finished,
            (false, false) => Found::NoneLeft,
        }
    }

    fn to_json(&self) -> Value {
        object(vec![
            ("connection", self.connection.as_str().into()),
            ("holder", self.holder.as_str().into()),
            ("old_id", self.old.id.0.as_str().into()),
            ("old_name", self.old.name.as_str().into()),
            ("new_id", self.new.id.0.as_str().into()),
            ("new_name", self.new.name.as_str().into()),
            ("since", self.since.millis().into()),
            ("saved", self.saved.into()),
            ("proven", self.proven.map(Timestamp::millis).into()),
        ])
    }

    fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let named = |id: &str, name: &str| Some(Named { id: KeyId(text(id)?), name: text(name)? });
        Some(Self {
            connection: text("connection")?,
            holder: text("holder")?,
            old: named("old_id", "old_name")?,
            new: named("new_id", "new_name")?,
            since: Timestamp::from_millis(value["since"].as_i64()?),
            saved: value["saved"].as_bool()?,
            proven: value["proven"].as_i64().map(Timestamp::from_millis),
        })
    }
}

/// The text to keep.
#[must_use]
pub fn write(all: &[Replacement]) -> String {
    write_list(all, Replacement::to_json)
}

/// What a kept text says; what can't be read in it is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Replacement> {
    read_list(text, Replacement::from_json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use proptest::prelude::*;

    fn named(name: &str) -> Named {
        Named { id: KeyId(format!("id-{name}")), name: name.to_owned() }
    }

    fn replacement() -> Replacement {
        Replacement {
            connection: "elastic".to_owned(),
            holder: "1".to_owned(),
            old: named("ci"),
            new: named("ci-2"),
            since: Timestamp::from_millis(1_795_315_179_000),
            saved: false,
            proven: None,
        }
    }

    #[test]
    fn goes_from_stage_to_stage() {
        let one = replacement();
        assert_eq!(Stage::of(None), Stage::Create);
        assert_eq!(Stage::of(Some(&one)), Stage::Save);
        let saved = Replacement { saved: true, ..one };
        assert_eq!(Stage::of(Some(&saved)), Stage::Prove);
        let proven = Replacement { proven: Some(saved.since), ..saved };
        assert_eq!(Stage::of(Some(&proven)), Stage::Revoke);
    }

    #[test]
    fn ends_when_the_old_key_is_gone() {
        let (old, new) = (Key { id: named("ci").id, ..key("ci") }, Key { id: named("ci-2").id, ..key("x") });
        assert_eq!(replacement().found([&old, &new]), Found::Both);
        assert_eq!(replacement().found([&new]), Found::Finished);
        assert_eq!(replacement().found([&old]), Found::NewGone);
        assert_eq!(replacement().found([]), Found::NoneLeft);
    }

    #[test]
    fn what_is_kept_comes_back() {
        let all = [
            replacement(),
            Replacement { saved: true, proven: Some(Timestamp::from_millis(7)), ..replacement() },
        ];
        assert_eq!(read(&write(&all)), all);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in ".*") {
            let _ = read(&text);
            let _ = read(&format!("[{{\"connection\":{text}}}]"));
        }
    }
}
