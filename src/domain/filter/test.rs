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
    /// It lies before the second.
    Before,
    /// It lies after the second.
    After,
    /// It lies in the second or after it.
    Since,
    /// It lies in the second or before it.
    Until,
    /// It lies in the second.
    At,
    /// It lies in another second, or did not happen.
    NotAt,
    /// It lies between two seconds or in one of them.
    Between,
    /// It did not happen.
    Never,
    /// It happened.
    Ever,
    /// It begins with a number that is greater.
    NumberAbove,
    /// It begins with that number or a greater one.
    NumberFrom,
    /// It begins with a number that is less.
    NumberBelow,
    /// It begins with that number or a lesser one.
    NumberUpTo,
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
    /// A number.
    Number,
}

impl Test {
    /// All of them.
    pub const ALL: [Self; 23] = [
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
        Self::Since,
        Self::Until,
        Self::At,
        Self::NotAt,
        Self::NumberAbove,
        Self::NumberFrom,
        Self::NumberBelow,
        Self::NumberUpTo,
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
            Self::Since => ("on or after", "since"),
            Self::Until => ("on or before", "until"),
            Self::At => ("exactly at", "at"),
            Self::NotAt => ("not at", "not-at"),
            Self::NumberAbove => ("begins with a number above", "number-above"),
            Self::NumberFrom => ("begins with a number of at least", "number-from"),
            Self::NumberBelow => ("begins with a number below", "number-below"),
            Self::NumberUpTo => ("begins with a number of at most", "number-to"),
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
            Self::Before | Self::After | Self::Since | Self::Until | Self::At | Self::NotAt => Takes::Time,
            Self::Between => Takes::Times,
            Self::NumberAbove | Self::NumberFrom | Self::NumberBelow | Self::NumberUpTo => Takes::Number,
        }
    }
}
