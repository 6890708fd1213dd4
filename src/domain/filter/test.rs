//! What a condition asks of its field.

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// The text stands in it, in any case.
    Contains,
    /// The text doesn't stand in it.
    NotContains,
    /// It begins with the text, in any case.
    StartsWith,
    /// It ends with the text, in any case.
    EndsWith,
    /// It is exactly the text.
    Is,
    /// It is anything but exactly the text.
    IsNot,
    /// It is exactly one of the texts.
    OneOf,
    /// It is exactly none of the texts.
    NoneOf,
    /// There is no text.
    Empty,
    /// There is a text.
    NotEmpty,
    /// It lies before the instant.
    Before,
    /// It lies after the instant.
    After,
    /// It lies between two instants or on one of them.
    Between,
    /// It did not happen.
    Never,
    /// It happened.
    Ever,
}

/// What a test needs beside its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// A text.
    Text,
    /// Several texts.
    Texts,
    /// An instant.
    Time,
    /// Two instants.
    Times,
}

impl Test {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Contains,
        Self::NotContains,
        Self::StartsWith,
        Self::EndsWith,
        Self::Is,
        Self::IsNot,
        Self::OneOf,
        Self::NoneOf,
        Self::Empty,
        Self::NotEmpty,
        Self::Before,
        Self::After,
        Self::Between,
        Self::Never,
        Self::Ever,
    ];

    /// What it asks, to stand between a field and a value.
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
            Self::Contains => ("contains", "contains"),
            Self::NotContains => ("doesn't contain", "not-contains"),
            Self::StartsWith => ("starts with", "starts-with"),
            Self::EndsWith => ("ends with", "ends-with"),
            Self::Is => ("is", "is"),
            Self::IsNot => ("is not", "is-not"),
            Self::OneOf => ("is one of", "one-of"),
            Self::NoneOf => ("is none of", "none-of"),
            Self::Empty => ("is empty", "empty"),
            Self::NotEmpty => ("is not empty", "not-empty"),
            Self::Before => ("before", "before"),
            Self::After => ("after", "after"),
            Self::Between => ("between", "between"),
            Self::Never => ("never", "never"),
            Self::Ever => ("at any time", "ever"),
        }
    }

    /// The test of that name in a URL.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|test| test.slug() == slug)
    }

    /// What it needs.
    #[must_use]
    pub fn takes(self) -> Takes {
        match self {
            Self::Contains
            | Self::NotContains
            | Self::StartsWith
            | Self::EndsWith
            | Self::Is
            | Self::IsNot => Takes::Text,
            Self::OneOf | Self::NoneOf => Takes::Texts,
            Self::Empty | Self::NotEmpty | Self::Never | Self::Ever => Takes::Nothing,
            Self::Before | Self::After => Takes::Time,
            Self::Between => Takes::Times,
        }
    }
}
