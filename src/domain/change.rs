//! What is to be changed of a key.

use super::draft::{Field, FieldError, description_error, name_error};
use super::key::Key;
use super::settings::Settings;

/// What is to be changed; what is none stays as it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct KeyChange {
    /// Another name.
    pub name: Option<String>,
    /// Another description; an empty one clears it.
    pub description: Option<String>,
    /// Whether it is to be switched on or off.
    pub enabled: Option<bool>,
    /// Another configuration, the whole of it.
    pub settings: Option<Settings>,
}

impl KeyChange {
    /// That it is switched on or off.
    #[must_use]
    pub fn switched(on: bool) -> Self {
        Self { enabled: Some(on), ..Self::default() }
    }

    /// That it has another configuration.
    #[must_use]
    pub fn configured(settings: Settings) -> Self {
        Self { settings: Some(settings), ..Self::default() }
    }

    /// What is changed when a key is to have this name and this description.
    ///
    /// # Errors
    /// Every field that is wrong. A name or description that stays as it is, is not judged.
    pub fn edited(key: &Key, name: &str, description: &str) -> Result<Self, Vec<FieldError>> {
        let other = |new: &str, old: &str| (new.trim() != old.trim()).then(|| new.trim().to_owned());
        let change = Self {
            name: other(name, &key.name),
            description: other(description, &key.description),
            ..Self::default()
        };
        let mut errors = Vec::new();
        let wrong_name = change.name.as_deref().and_then(name_error);
        errors.extend(wrong_name.map(|sentence| FieldError { field: Field::Name, sentence }));
        let wrong_description = change.description.as_deref().and_then(description_error);
        errors.extend(wrong_description.map(|sentence| FieldError { field: Field::Description, sentence }));
        if errors.is_empty() { Ok(change) } else { Err(errors) }
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a key is as this change makes it.
    #[must_use]
    pub fn is_made(&self, key: &Key) -> bool {
        self.name.as_ref().is_none_or(|name| *name == key.name)
            && self.description.as_ref().is_none_or(|text| *text == key.description)
            && self.enabled.is_none_or(|enabled| enabled == key.enabled)
            && self.settings.as_ref().is_none_or(|settings| key.access.settings() == Some(settings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::{MAX_DESCRIPTION, MAX_NAME};
    use crate::domain::key::tests::key;

    fn wrong(name: &str, description: &str) -> Vec<Field> {
        let errors = KeyChange::edited(&key("ci"), name, description).err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn only_what_differs_is_changed() {
        let old = Key { description: "Runs tests".to_owned(), ..key("ci") };
        let change = |name, description| KeyChange::edited(&old, name, description).unwrap();
        assert!(change(" ci ", "Runs tests\n").is_empty());
        assert_eq!(
            change("cd", "Runs tests"),
            KeyChange { name: Some("cd".to_owned()), ..KeyChange::default() }
        );
        let cleared = change("ci", "  ");
        assert_eq!((cleared.name.as_deref(), cleared.description.as_deref()), (None, Some("")));
    }

    #[test]
    fn a_name_is_neither_empty_nor_too_long() {
        assert_eq!(wrong(" ", ""), [Field::Name]);
        assert_eq!(
            wrong(&"ж".repeat(MAX_NAME + 1), &"ж".repeat(MAX_DESCRIPTION + 1)),
            [Field::Name, Field::Description]
        );
        assert!(wrong(&"ж".repeat(MAX_NAME), &"ж".repeat(MAX_DESCRIPTION)).is_empty());
        assert!(
            KeyChange::edited(&key(""), "", "new").is_ok(),
            "a key that has no name may keep having none"
        );
    }

    #[test]
    fn it_is_made_when_all_of_it_is() {
        let change = KeyChange { name: Some("cd".to_owned()), ..KeyChange::switched(false) };
        assert!(!change.is_made(&key("cd")));
        assert!(change.is_made(&Key { enabled: false, description: "any".to_owned(), ..key("cd") }));
    }
}
