//! Names that the owner gives to keys which their service calls nothing. They are kept in this browser
//! under a hash of the key, never under the key.

use super::draft::{MAX_DESCRIPTION, MAX_NAME};
use super::json::object;
use super::key::{Key, KeyId};
use super::ring::Salt;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// What the owner calls a key.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Name {
    /// In a few words; empty where it has none.
    pub label: String,
    /// What is to be remembered of it; empty where nothing is.
    pub note: String,
}

/// The names of all keys, and the salt that their ids are made with.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Names {
    /// The salt of the ids.
    pub salt: Salt,
    all: BTreeMap<KeyId, Name>,
}

/// What came of a file of names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Imported {
    /// How many names were taken.
    pub taken: usize,
    /// How many belong to keys that are not known here, so that they can't be told to be theirs.
    pub unknown: usize,
}

impl Name {
    /// Trimmed, and none where both are empty.
    #[must_use]
    pub fn new(label: &str, note: &str) -> Self {
        Self { label: label.trim().to_owned(), note: note.trim().to_owned() }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| match &value[name] {
            Value::Null => Some(String::new()),
            Value::String(text) => Some(text.clone()),
            _ => None,
        };
        let name = Self::new(&text("label")?, &text("note")?);
        let fits = name.label.chars().count() <= MAX_NAME && name.note.chars().count() <= MAX_DESCRIPTION;
        (fits && !name.is_empty()).then_some(name)
    }
}

impl Names {
    /// None yet.
    #[must_use]
    pub fn new(salt: Salt) -> Self {
        Self { salt, all: BTreeMap::new() }
    }

    /// How many keys have one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What a key is called.
    #[must_use]
    pub fn get(&self, id: &KeyId) -> Name {
        self.all.get(id).cloned().unwrap_or_default()
    }

    /// Calls a key so, or nothing any more.
    pub fn set(&mut self, id: &KeyId, name: Name) {
        if name.is_empty() {
            self.all.remove(id);
        } else {
            self.all.insert(id.clone(), name);
        }
    }

    /// Gives a key its name and note; without a label its mask stands for it.
    pub fn name(&self, key: &mut Key) {
        let Some(mask) = key.mask.clone() else { return };
        let Name { label, note } = self.get(&key.id);
        key.name = if label.is_empty() { mask } else { label };
        key.description = note;
    }

    /// The text to keep, and the file to take elsewhere.
    #[must_use]
    pub fn write(&self) -> String {
        let name = |(id, name): (&KeyId, &Name)| {
            let members = vec![("label", name.label.as_str().into()), ("note", name.note.as_str().into())];
            (id.0.clone(), object(members))
        };
        let names = Value::Object(self.all.iter().map(name).collect());
        format!("{:#}\n", object(vec![("salt", self.salt.write().into()), ("names", names)]))
    }

    /// What a text says; none where it is no such text. A name in it that can't be read is left out.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let salt = Salt::read(value["salt"].as_str()?)?;
        let names = value["names"].as_object()?;
        let all = names.iter().filter_map(|(id, name)| Some((KeyId(id.clone()), Name::read(name)?)));
        Some(Self { salt, all: all.collect() })
    }

    /// Takes the names of a file in place of those that are here. Where the file comes from another
    /// browser, `here` tells which id there is which id here, for the keys that are known.
    pub fn take(&mut self, file: Self, here: impl FnOnce(&Salt) -> HashMap<KeyId, KeyId>) -> Imported {
        let all = file.count();
        let before = file.all.into_iter();
        let known: Vec<(KeyId, Name)> = if file.salt == self.salt {
            before.collect()
        } else {
            let here = here(&file.salt);
            before.filter_map(|(id, name)| Some((here.get(&id)?.clone(), name))).collect()
        };
        let taken = known.len();
        self.all.extend(known);
        Imported { taken, unknown: all - taken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use crate::domain::ring::Ring;
    use crate::domain::secret::Secret;
    use proptest::prelude::*;

    const SECRET: &str = "k7Qm2xVt9LrB4nWc8ZyD";

    fn names(salt: Salt) -> (Names, KeyId) {
        let mut names = Names::new(salt);
        let id = salt.id(&Secret::new(SECRET));
        names.set(&id, Name::new(" Importer ", "Ask Ada\n"));
        (names, id)
    }

    #[test]
    fn what_is_kept_comes_back_and_holds_no_key() {
        let (names, id) = names(Salt([3; 32]));
        let text = names.write();
        assert_eq!(Names::read(&text), Some(names.clone()));
        assert_eq!(names.get(&id), Name::new("Importer", "Ask Ada"));
        assert!(!text.contains("k7Qm") && !text.contains("8ZyD"), "{text}");
    }

    #[test]
    fn an_empty_name_is_none() {
        let (mut names, id) = names(Salt([3; 32]));
        names.set(&id, Name::new("", " "));
        assert_eq!(names.count(), 0);
    }

    #[test]
    fn a_key_goes_by_its_label_and_else_by_its_mask() {
        let (names, id) = names(Salt([3; 32]));
        let mut named = Key { id, mask: Some("k7Q••ZyD".to_owned()), ..key("") };
        names.name(&mut named);
        assert_eq!((named.name.as_str(), named.description.as_str()), ("Importer", "Ask Ada"));
        let mut other = Key { mask: Some("p3H••TiX".to_owned()), ..key("") };
        names.name(&mut other);
        assert_eq!(other.name, "p3H••TiX");
        let mut told = key("told by its service");
        names.name(&mut told);
        assert_eq!(told.name, "told by its service");
    }

    #[test]
    fn a_file_of_another_browser_finds_the_keys_that_are_known() {
        let (mut there, _) = names(Salt([3; 32]));
        there.set(&KeyId("of a key that is gone".to_owned()), Name::new("Old", ""));
        let ring = Ring::default();
        ring.salt(Salt([4; 32]));
        let handles = ring.take_all(vec![Secret::new(SECRET)]);
        let mut here = Names::new(Salt([4; 32]));
        let imported = here.take(there.clone(), |salt| ring.ids_under(salt));
        assert_eq!(imported, Imported { taken: 1, unknown: 1 });
        assert_eq!(here.get(&handles[0].id).label, "Importer");
        let same = there.clone();
        assert_eq!(there.take(same, |_| HashMap::new()), Imported { taken: 2, unknown: 0 });
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in ".*") {
            let _ = Names::read(&text);
            let _ = Names::read(&format!("{{\"salt\":\"{}\",\"names\":{{\"a\":{text}}}}}", "00".repeat(32)));
        }
    }
}
