//! What keys are ordered by, and what stands in a column.

/// Something that keys can be ordered by, or that a column shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Name, ignoring case.
    Name,
    /// Description; it stands below the name.
    Description,
    /// Status, the most pressing first.
    Status,
    /// End, the nearest first and keys without end last.
    Expires,
    /// Creation, the oldest first.
    Created,
    /// Last change or use.
    Updated,
    /// Last use, never used first.
    LastUsed,
    /// Last rotation, never rotated first.
    LastRotated,
    /// Access in words, ignoring case.
    Access,
    /// Id.
    Id,
    /// The id by which another service knows it.
    ExternalId,
}

/// An order of keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Whether it is turned around.
    pub descending: bool,
}

impl Column {
    /// All of them, in the order of a table.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Description,
        Self::Status,
        Self::Expires,
        Self::Created,
        Self::Updated,
        Self::LastUsed,
        Self::LastRotated,
        Self::Access,
        Self::Id,
        Self::ExternalId,
    ];

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.words().0
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("Name", "name"),
            Self::Description => ("Description", "description"),
            Self::Status => ("Status", "status"),
            Self::Expires => ("Expires", "expires"),
            Self::Created => ("Created", "created"),
            Self::Updated => ("Last changed or used", "updated"),
            Self::LastUsed => ("Last used", "last-used"),
            Self::LastRotated => ("Last rotated", "last-rotated"),
            Self::Access => ("Access", "access"),
            Self::Id => ("Id", "id"),
            Self::ExternalId => ("Id at another service", "external-id"),
        }
    }

    /// The column of that name in a URL.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.slug() == slug)
    }
}

impl Sort {
    /// Its name in a URL: `name`, `-created`.
    #[must_use]
    pub fn slug(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.slug())
    }

    /// The order of that name in a URL.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let column = Column::from_slug(slug.trim_start_matches('-'))?;
        Some(Self { column, descending: slug.starts_with('-') })
    }

    /// The order after a click on that heading: by it, or turned around when it was by it already.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}
