//! What keys belong to at a backend.

use super::time::Timestamp;

/// What keys belong to: an organization, or a service account.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Holder {
    /// Its id at the backend, which stands in the app's paths too.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A free text about it; empty where there is none.
    pub description: String,
    /// Whether its keys work.
    pub enabled: bool,
    /// A longer name for people; empty where there is none.
    pub full_name: String,
    /// The address of a picture of it, as text; empty where there is none.
    pub avatar: String,
    /// When it was made, if told.
    pub created: Option<Timestamp>,
    /// When it was last changed, if told.
    pub updated: Option<Timestamp>,
    /// The id by which another service knows it that manages it; empty where none does.
    pub external_id: String,
}

impl Holder {
    /// One of which nothing more is told.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            description: String::new(),
            enabled: true,
            full_name: String::new(),
            avatar: String::new(),
            created: None,
            updated: None,
            external_id: String::new(),
        }
    }

    /// Whether another service manages it, so that it can't be changed here.
    #[must_use]
    pub fn is_managed_elsewhere(&self) -> bool {
        !self.external_id.is_empty()
    }

    /// What to call it, also when it has no name.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        if self.name.is_empty() { "(no name)" } else { &self.name }
    }
}

/// A member of an organization, to show a name in place of a user id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The user id that keys name as their creator.
    pub user_id: String,
    /// The name to show.
    pub name: String,
    /// Whether they may do everything here.
    pub owner: bool,
}

/// Something that access can be limited to: a hosted deployment or a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resource {
    /// Its id, which requests name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it runs, if told.
    pub region: String,
}
