//! From what the form for a holder holds to one that may be asked for, or to what changes.

use super::holder::Holder;
use super::words::grouped;

/// The longest name and full name, in characters.
pub const MAX_NAME: usize = 255;
/// The longest description and address of a picture, in characters.
pub const MAX_TEXT: usize = 65_535;

/// What the form holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderDraft {
    /// Its name.
    pub name: String,
    /// A longer name for people.
    pub full_name: String,
    /// What it is for.
    pub description: String,
    /// The address of a picture of it.
    pub avatar: String,
    /// Whether its keys work.
    pub enabled: bool,
}

/// What is to become of a holder; what is not named stays as it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct HolderChange {
    /// Its new name.
    pub name: Option<String>,
    /// Its new full name; empty for none.
    pub full_name: Option<String>,
    /// Its new description; empty for none.
    pub description: Option<String>,
    /// The new address of its picture; empty for none.
    pub avatar: Option<String>,
    /// Whether its keys work from now on.
    pub enabled: Option<bool>,
}

/// A field of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HolderField {
    /// The name.
    Name,
    /// The full name.
    FullName,
    /// The description.
    Description,
    /// The address of a picture.
    Avatar,
}

/// What is wrong with a field, as a sentence for the owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderError {
    /// Which field.
    pub field: HolderField,
    /// What is wrong and what would be right.
    pub sentence: String,
}

impl HolderDraft {
    /// The form for a new one.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: String::new(),
            full_name: String::new(),
            description: String::new(),
            avatar: String::new(),
            enabled: true,
        }
    }

    /// The form for one that is there.
    #[must_use]
    pub fn of(holder: &Holder) -> Self {
        Self {
            name: holder.name.clone(),
            full_name: holder.full_name.clone(),
            description: holder.description.clone(),
            avatar: holder.avatar.clone(),
            enabled: holder.enabled,
        }
    }

    /// The same without spaces around what was typed. What is as it was `before` is not touched.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn check(&self, before: Option<&Holder>) -> Result<Self, Vec<HolderError>> {
        let tidied = |text: &str, before: Option<&str>| {
            if before == Some(text) { text.to_owned() } else { text.trim().to_owned() }
        };
        let draft = Self {
            name: tidied(&self.name, before.map(|it| it.name.as_str())),
            full_name: tidied(&self.full_name, before.map(|it| it.full_name.as_str())),
            description: tidied(&self.description, before.map(|it| it.description.as_str())),
            avatar: tidied(&self.avatar, before.map(|it| it.avatar.as_str())),
            enabled: self.enabled,
        };
        let same_avatar = before.is_some_and(|it| it.avatar == draft.avatar);
        let wrong = [
            (HolderField::Name, name_error(&draft.name)),
            (HolderField::FullName, too_long("full name", &draft.full_name, MAX_NAME)),
            (HolderField::Description, too_long("description", &draft.description, MAX_TEXT)),
            (HolderField::Avatar, avatar_error(&draft.avatar).filter(|_| !same_avatar)),
        ];
        let errors: Vec<_> = wrong
            .into_iter()
            .filter_map(|(field, sentence)| Some(HolderError { field, sentence: sentence? }))
            .collect();
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    /// What makes this of `before`.
    #[must_use]
    pub fn change(&self, before: &Holder) -> HolderChange {
        let differs = |now: &String, then: &String| (now != then).then(|| now.clone());
        HolderChange {
            name: differs(&self.name, &before.name),
            full_name: differs(&self.full_name, &before.full_name),
            description: differs(&self.description, &before.description),
            avatar: differs(&self.avatar, &before.avatar),
            enabled: (self.enabled != before.enabled).then_some(self.enabled),
        }
    }
}

impl Default for HolderDraft {
    fn default() -> Self {
        Self::new()
    }
}

impl HolderChange {
    /// Switches a holder on or off and changes nothing else.
    #[must_use]
    pub fn enabled(enabled: bool) -> Self {
        Self { enabled: Some(enabled), ..Self::default() }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a holder is as this asks for.
    #[must_use]
    pub fn fits(&self, holder: &Holder) -> bool {
        let is = |wanted: &Option<String>, there: &String| wanted.as_ref().is_none_or(|it| it == there);
        is(&self.name, &holder.name)
            && is(&self.full_name, &holder.full_name)
            && is(&self.description, &holder.description)
            && is(&self.avatar, &holder.avatar)
            && self.enabled.is_none_or(|enabled| enabled == holder.enabled)
    }
}

fn name_error(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some("Enter a name. Without one it can't be told from others.".to_owned());
    }
    too_long("name", name, MAX_NAME)
}

fn too_long(what: &str, text: &str, most: usize) -> Option<String> {
    let length = text.chars().count();
    (length > most)
        .then(|| format!("Shorten the {what} to {} characters; it has {}.", grouped(most), grouped(length)))
}

fn avatar_error(address: &str) -> Option<String> {
    if address.is_empty() {
        return None;
    }
    let host = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    if host.is_none_or(str::is_empty) {
        return Some("Enter an address that begins with https://, or leave it empty.".to_owned());
    }
    too_long("address", address, MAX_TEXT)
}

#[cfg(test)]
mod tests;
