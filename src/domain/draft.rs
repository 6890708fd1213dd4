//! From what the form holds to a key that may be asked for.

use super::access::{Access, RoleAssignment};
use super::capability::{AccessForm, Capabilities};
use super::expiry::{ExpiryChoice, Lifetime};
use super::grants::{self, Part};
use super::policy::Policy;
use super::settings::{self, Permissions, Settings};
use super::time::Timestamp;
use super::words::grouped;

/// The longest name that a backend takes, in characters.
pub const MAX_NAME: usize = 255;
/// The longest description that a backend takes, in characters.
pub const MAX_DESCRIPTION: usize = 65_535;

/// What the form holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// What people will call the key.
    pub name: String,
    /// What it is for, where the backend keeps that.
    pub description: String,
    /// When it is to end.
    pub expiry: ExpiryChoice,
    /// What it may do, where that is chosen.
    pub roles: Vec<RoleAssignment>,
    /// Its configuration object as JSON, where it has one.
    pub settings: String,
}

/// A key that may be asked for.
#[derive(Clone, PartialEq, Debug)]
pub struct NewKey {
    /// Its name, trimmed and not too long; empty only where its service calls it nothing.
    pub name: String,
    /// Its description; empty where the backend has none.
    pub description: String,
    /// Its life; none where the backend has no expiry.
    pub lifetime: Option<Lifetime>,
    /// Its roles; empty where the backend has none.
    pub roles: Vec<RoleAssignment>,
    /// Its configuration; none where the backend has none.
    pub settings: Option<Settings>,
}

/// A field of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The name.
    Name,
    /// The description.
    Description,
    /// The end.
    Expiry,
    /// The roles as a whole.
    Access,
    /// A part of one of the roles, counted from 0.
    Grant(usize, Part),
    /// The permissions in the configuration.
    Permissions,
    /// The configuration as a whole.
    Settings,
}

/// What is wrong with a field, as a sentence for the owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// Which field.
    pub field: Field,
    /// What is wrong and what would be right.
    pub sentence: String,
}

impl Draft {
    /// An empty form.
    #[must_use]
    pub fn new(expiry: ExpiryChoice) -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            expiry,
            roles: Vec::new(),
            settings: settings::write(&Permissions::Read.set_in(&Settings::new())),
        }
    }

    /// Turns the form into a key that may be asked for.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn check(
        &self,
        can: &Capabilities,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<NewKey, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut refuse = |field, sentence: String| errors.push(FieldError { field, sentence });
        let nameless = can.tells_secrets && self.name.trim().is_empty();
        if let Some(sentence) = name_error(&self.name).filter(|_| !nameless) {
            refuse(Field::Name, sentence);
        }
        if can.description
            && let Some(sentence) = description_error(&self.description)
        {
            refuse(Field::Description, sentence);
        }
        let mut lifetime = None;
        if can.expiry {
            match self.expiry.lifetime(now, policy.max_lifetime_days) {
                Ok(life) => lifetime = Some(life),
                Err(error) => refuse(Field::Expiry, error.to_string()),
            }
        }
        if can.access == AccessForm::Roles {
            // Refused because the service would grant all of the creator's own roles.
            if self.roles.is_empty() {
                refuse(
                    Field::Access,
                    "Choose at least one role. Without any, the key would get all of your own access."
                        .to_owned(),
                );
            }
            for error in grants::check(&self.roles) {
                refuse(Field::Grant(error.at, error.part), error.sentence);
            }
        }
        let mut config = None;
        if can.access == AccessForm::Config {
            match settings::read(&self.settings) {
                Ok(read) => config = Some(read),
                Err(wrong) => refuse(Field::Settings, wrong.told()),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let description = if can.description { self.description.trim() } else { "" };
        Ok(NewKey {
            name: self.name.trim().to_owned(),
            description: description.to_owned(),
            lifetime,
            roles: if can.access == AccessForm::Roles { self.roles.clone() } else { Vec::new() },
            settings: config,
        })
    }
}

impl NewKey {
    /// The access that was asked for.
    #[must_use]
    pub fn access(&self) -> Access {
        match &self.settings {
            Some(settings) => Access::Config(settings.clone()),
            None => Access::Roles(self.roles.clone()),
        }
    }
}

/// What is wrong with a description, if something is.
pub(super) fn description_error(description: &str) -> Option<String> {
    let length = description.trim().chars().count();
    (length > MAX_DESCRIPTION).then(|| {
        format!(
            "Shorten the description to {} characters; it has {}.",
            grouped(MAX_DESCRIPTION),
            grouped(length)
        )
    })
}

/// What is wrong with a name, if something is.
pub(super) fn name_error(name: &str) -> Option<String> {
    let length = name.trim().chars().count();
    match length {
        0 => Some("Enter a name that says what uses the key.".to_owned()),
        1..=MAX_NAME => None,
        _ => Some(format!("Shorten the name to {MAX_NAME} characters; it has {length}.")),
    }
}

#[cfg(test)]
mod tests;
