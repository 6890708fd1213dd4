//! Conditions that narrow a list where its backend filters: in a URL as readable words, on a chip as
//! a sentence, and tested here where the backend can't be exact.

mod condition;
mod fits;
mod number;
mod subject;
mod test;

pub(crate) use condition::json_list;
pub use condition::{Condition, Unfit, Value};
pub use subject::Subject;
pub use test::{Takes, Test};

/// What a condition is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The name.
    Name,
    /// The description.
    Description,
    /// The id.
    Id,
    /// When it was made.
    Created,
    /// When it was last changed or used.
    Updated,
    /// When it was last used.
    LastUsed,
    /// When it last got a new secret.
    LastRotated,
    /// The id by which another service knows it.
    ExternalId,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Description,
        Self::Id,
        Self::Created,
        Self::Updated,
        Self::LastUsed,
        Self::LastRotated,
        Self::ExternalId,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Description => "Description",
            Self::Id => "Id",
            Self::Created => "Created",
            Self::Updated => "Last changed or used",
            Self::LastUsed => "Last used",
            Self::LastRotated => "Last rotated",
            Self::ExternalId => "Id at another service",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Id => "id",
            Self::Created => "created",
            Self::Updated => "updated",
            Self::LastUsed => "last-used",
            Self::LastRotated => "last-rotated",
            Self::ExternalId => "external-id",
        }
    }

    /// The field of that name in a URL.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.slug() == slug)
    }

    /// What can be asked of it, the usual first.
    #[must_use]
    pub fn tests(self) -> &'static [Test] {
        match self {
            Self::Name | Self::Description => &[
                Test::Contains,
                Test::NotContains,
                Test::StartsWith,
                Test::EndsWith,
                Test::Is,
                Test::IsNot,
                Test::OneOf,
                Test::NoneOf,
                Test::Empty,
                Test::NotEmpty,
                Test::NumberAbove,
                Test::NumberFrom,
                Test::NumberBelow,
                Test::NumberUpTo,
            ],
            Self::Id => &[
                Test::Is,
                Test::IsNot,
                Test::StartsWith,
                Test::EndsWith,
                Test::Contains,
                Test::NotContains,
                Test::OneOf,
                Test::NoneOf,
                Test::NotEmpty,
                Test::Empty,
                Test::NumberAbove,
                Test::NumberFrom,
                Test::NumberBelow,
                Test::NumberUpTo,
            ],
            Self::ExternalId => &[
                Test::NotEmpty,
                Test::Empty,
                Test::Is,
                Test::IsNot,
                Test::StartsWith,
                Test::EndsWith,
                Test::Contains,
                Test::NotContains,
                Test::OneOf,
                Test::NoneOf,
                Test::NumberAbove,
                Test::NumberFrom,
                Test::NumberBelow,
                Test::NumberUpTo,
            ],
            Self::Created | Self::Updated | Self::LastUsed | Self::LastRotated => &[
                Test::Before,
                Test::After,
                Test::Between,
                Test::Never,
                Test::Ever,
                Test::Since,
                Test::Until,
                Test::At,
                Test::NotAt,
            ],
        }
    }
}
