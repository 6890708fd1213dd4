//! From what the form for connecting a cluster holds to what may be asked for.

use super::MAX_NAME;
use super::pasted::Pasted;
use crate::domain::words;

/// The types of license that a cluster can be connected with.
pub const LICENSES: [&str; 8] =
    ["trial", "basic", "standard", "dev", "silver", "gold", "platinum", "enterprise"];

/// What the form holds.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ClusterDraft {
    /// What Cloud Connect is to call it; empty for what the service chooses.
    pub name: String,
    /// The cluster's own id.
    pub own_id: String,
    /// The cluster's own name.
    pub own_name: String,
    /// The version of its stack.
    pub version: String,
    /// The type of its license; empty until one is chosen.
    pub license: String,
    /// The id of its license.
    pub license_uid: String,
    /// Whether a key is to be made for it.
    pub create_key: bool,
}

/// A field of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The name in Cloud Connect.
    Name,
    /// The cluster's own id.
    OwnId,
    /// The cluster's own name.
    OwnName,
    /// The stack version.
    Version,
    /// The license type.
    License,
    /// The license id.
    LicenseUid,
}

/// What is wrong with a field, as a sentence for the owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// Which field.
    pub field: Field,
    /// What is wrong and what would be right.
    pub sentence: String,
}

impl Field {
    /// The text of the field in a draft.
    #[must_use]
    pub fn of(self, draft: &ClusterDraft) -> &String {
        match self {
            Self::Name => &draft.name,
            Self::OwnId => &draft.own_id,
            Self::OwnName => &draft.own_name,
            Self::Version => &draft.version,
            Self::License => &draft.license,
            Self::LicenseUid => &draft.license_uid,
        }
    }

    /// The same, to be written.
    pub fn of_mut(self, draft: &mut ClusterDraft) -> &mut String {
        match self {
            Self::Name => &mut draft.name,
            Self::OwnId => &mut draft.own_id,
            Self::OwnName => &mut draft.own_name,
            Self::Version => &mut draft.version,
            Self::License => &mut draft.license,
            Self::LicenseUid => &mut draft.license_uid,
        }
    }
}

impl ClusterDraft {
    /// Takes over what a pasted answer of the cluster says.
    pub fn fill(&mut self, pasted: &Pasted) {
        for (field, text) in pasted.fields() {
            field.of_mut(self).clone_from(text);
        }
    }

    /// The same without spaces around what was typed.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn check(&self) -> Result<Self, Vec<Wrong>> {
        let mut draft = self.clone();
        let fields =
            [Field::OwnId, Field::OwnName, Field::Version, Field::License, Field::LicenseUid, Field::Name];
        for field in fields {
            let text = field.of_mut(&mut draft);
            *text = text.trim().to_owned();
        }
        let wrong = fields.into_iter().filter_map(|field| {
            let sentence = error(field, field.of(&draft))?;
            Some(Wrong { field, sentence })
        });
        let wrong: Vec<_> = wrong.collect();
        if wrong.is_empty() { Ok(draft) } else { Err(wrong) }
    }
}

/// What is wrong with a new name.
#[must_use]
pub fn name_error(name: &str) -> Option<String> {
    let length = name.chars().count();
    (length > MAX_NAME).then(|| format!("Shorten the name to {MAX_NAME} characters; it has {length}."))
}

fn error(field: Field, text: &str) -> Option<String> {
    let wrong = match field {
        Field::Name => return name_error(text),
        Field::OwnId if text.is_empty() => "Enter the cluster's id, which GET / tells as cluster_uuid.",
        Field::OwnId if text.contains(char::is_whitespace) => "An id has no spaces in it. Copy it again.",
        Field::OwnName if text.is_empty() => {
            "Enter the cluster's own name, which GET / tells as cluster_name."
        }
        Field::Version if text.is_empty() => "Enter the stack version, such as 9.3.1.",
        Field::Version if !text.starts_with(|first: char| first.is_ascii_digit()) => {
            "Enter a version in numbers, such as 9.3.1."
        }
        Field::License if text.is_empty() => "Choose the type of the license.",
        Field::License if !LICENSES.contains(&text) => {
            let known = words::any_of(&LICENSES.map(str::to_owned));
            return Some(format!("“{text}” can't be connected. Choose {known}."));
        }
        Field::LicenseUid if text.is_empty() => "Enter the license id, which GET /_license tells as uid.",
        _ => return None,
    };
    Some(wrong.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ClusterDraft {
        ClusterDraft {
            name: " Frankfurt ".to_owned(),
            own_id: " Zq3kPX8v".to_owned(),
            own_name: "fra-prod".to_owned(),
            version: "9.3.1".to_owned(),
            license: "enterprise".to_owned(),
            license_uid: "5e0c2f7a".to_owned(),
            create_key: true,
        }
    }

    #[test]
    fn spaces_around_what_was_typed_go() {
        let checked = draft().check().unwrap();
        assert_eq!((checked.name.as_str(), checked.own_id.as_str()), ("Frankfurt", "Zq3kPX8v"));
        assert!(checked.create_key);
    }

    #[test]
    fn every_wrong_field_is_told_in_order() {
        let empty = ClusterDraft { name: "ж".repeat(256), ..ClusterDraft::default() };
        let fields: Vec<_> = empty.check().unwrap_err().into_iter().map(|wrong| wrong.field).collect();
        let all =
            [Field::OwnId, Field::OwnName, Field::Version, Field::License, Field::LicenseUid, Field::Name];
        assert_eq!(fields, all);
        for (field, text) in [(Field::OwnId, "a b"), (Field::Version, "v9"), (Field::License, "free")] {
            let mut draft = draft();
            *field.of_mut(&mut draft) = text.to_owned();
            assert_eq!(draft.check().unwrap_err()[0].field, field, "{text}");
        }
    }

    #[test]
    fn a_name_may_be_left_out_and_be_as_long_as_allowed() {
        assert!(ClusterDraft { name: String::new(), ..draft() }.check().is_ok());
        assert!(ClusterDraft { name: "ж".repeat(255), ..draft() }.check().is_ok());
    }
}
