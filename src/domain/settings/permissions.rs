//! What the configuration of a key permits.

use super::{PERMISSIONS, Settings};
use crate::domain::access::Access;

/// What a key may do, as far as a choice of two says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Permissions {
    /// Look.
    Read,
    /// Look and change.
    Write,
}

impl Permissions {
    /// Both, the lesser first.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// As the service writes it, and as people say it.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// Those of a configuration; none where it says none or others.
    #[must_use]
    pub fn of(settings: &Settings) -> Option<Self> {
        settings.get(PERMISSIONS)?.as_str().and_then(Self::from_slug)
    }

    /// The same configuration with these.
    #[must_use]
    pub fn set_in(self, settings: &Settings) -> Settings {
        let mut settings = settings.clone();
        settings.insert(PERMISSIONS.to_owned(), self.slug().into());
        settings
    }
}

/// What a list of keys is narrowed to by their permissions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Permitted {
    /// These.
    Exactly(Permissions),
    /// Others, or none.
    Otherwise,
}

impl Permitted {
    /// All of them.
    pub const ALL: [Self; 3] =
        [Self::Exactly(Permissions::Read), Self::Exactly(Permissions::Write), Self::Otherwise];

    /// Its name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Exactly(Permissions::Read) => "Read",
            Self::Exactly(Permissions::Write) => "Write",
            Self::Otherwise => "Other or none",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Exactly(permissions) => permissions.slug(),
            Self::Otherwise => "other",
        }
    }

    /// The one that a URL names.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// Whether it holds for what a key may do.
    #[must_use]
    pub fn fits(self, access: &Access) -> bool {
        let permissions = access.settings().and_then(Permissions::of);
        match self {
            Self::Exactly(wanted) => permissions == Some(wanted),
            Self::Otherwise => permissions.is_none(),
        }
    }
}
