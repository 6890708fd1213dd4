//! What a list shows: search, status, order and page. It lives in the URL.

use super::mark::Mark;
use super::status::Status;

/// What keys can be ordered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Name, ignoring case.
    Name,
    /// Status, the most pressing first.
    Status,
    /// End, the nearest first and keys without end last.
    Expires,
    /// Creation, the oldest first.
    Created,
    /// Last use, never used first.
    LastUsed,
    /// Last rotation, never rotated first.
    LastRotated,
    /// Access in words, ignoring case.
    Access,
}

/// An order of keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Whether it is turned around.
    pub descending: bool,
}

/// What a list shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Words to look for.
    pub text: String,
    /// Only keys of this status.
    pub status: Option<Status>,
    /// Only keys with this mark; only where the app searches by itself.
    pub mark: Option<Mark>,
    /// In this order.
    pub sort: Sort,
    /// The page, from 1; only where the backend pages.
    pub page: u32,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Status,
        Self::Expires,
        Self::Created,
        Self::LastUsed,
        Self::LastRotated,
        Self::Access,
    ];

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Status => "Status",
            Self::Expires => "Expires",
            Self::Created => "Created",
            Self::LastUsed => "Last used",
            Self::LastRotated => "Last rotated",
            Self::Access => "Access",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Expires => "expires",
            Self::Created => "created",
            Self::LastUsed => "last-used",
            Self::LastRotated => "last-rotated",
            Self::Access => "access",
        }
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.slug() == slug)
    }
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            status: None,
            mark: None,
            sort: Sort { column: Column::Created, descending: true },
            page: 1,
        }
    }
}

impl Query {
    /// Reads it from the parameters of a URL; what is missing or unknown is the default.
    #[must_use]
    pub fn from_params<'a>(params: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in params {
            match name {
                "search" => value.clone_into(&mut query.text),
                "status" => query.status = Status::from_slug(value),
                "mark" => query.mark = Mark::from_slug(value),
                "sort" => query.sort = Sort::from_slug(value).unwrap_or(query.sort),
                "page" => query.page = value.parse().ok().filter(|page| *page > 0).unwrap_or(1),
                _ => {}
            }
        }
        query
    }

    /// The query part of a URL, without `?`; empty for the default.
    #[must_use]
    pub fn to_params(&self) -> String {
        let plain = Self::default();
        let mut out = form_urlencoded::Serializer::new(String::new());
        if !self.text.is_empty() {
            out.append_pair("search", &self.text);
        }
        if let Some(status) = self.status {
            out.append_pair("status", status.slug());
        }
        if let Some(mark) = self.mark {
            out.append_pair("mark", mark.slug());
        }
        if self.sort != plain.sort {
            out.append_pair("sort", &self.sort.slug());
        }
        if self.page != 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }

    /// Shows all keys again, in the same order.
    pub fn clear(&mut self) {
        *self = Self { sort: self.sort, ..Self::default() };
    }

    /// Whether it hides keys.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.text.trim().is_empty() || self.status.is_some() || self.mark.is_some()
    }
}

impl Sort {
    fn slug(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.slug())
    }

    fn from_slug(slug: &str) -> Option<Self> {
        let column = Column::from_slug(slug.trim_start_matches('-'))?;
        Some(Self { column, descending: slug.starts_with('-') })
    }

    /// The order after a click on that heading: by it, or turned around when it was by it already.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_second_click_turns_the_order_around() {
        let by_name = Query::default().sort.clicked(Column::Name);
        assert!(!by_name.descending);
        assert!(by_name.clicked(Column::Name).descending);
        assert!(!by_name.clicked(Column::Name).clicked(Column::Created).descending);
    }

    proptest! {
        #[test]
        fn a_url_brings_the_same_list_back(text in ".*", status in 0usize..7, mark in 0usize..4, column in 0usize..7, descending: bool, page in 1u32..9999) {
            let query = Query {
                text,
                status: Status::ALL.get(status).copied(),
                mark: Mark::ALL.get(mark).copied(),
                sort: Sort { column: Column::ALL[column], descending },
                page,
            };
            let params = query.to_params();
            let pairs: Vec<_> = form_urlencoded::parse(params.as_bytes()).into_owned().collect();
            let read = Query::from_params(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            prop_assert_eq!(read, query);
        }
    }
}
