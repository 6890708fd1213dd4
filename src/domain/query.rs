//! What a list shows: search, status, order and page. It lives in the URL.

use super::expiry::Expiry;
use super::key::Key;
use super::policy::Policy;
use super::status::Status;
use super::time::Timestamp;
use std::cmp::Ordering;

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
        if self.sort != plain.sort {
            out.append_pair("sort", &self.sort.slug());
        }
        if self.page != 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }

    /// Whether it hides keys.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.text.trim().is_empty() || self.status.is_some()
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

/// A key beside what its searches and orders need, made once and not at every key press.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Name, id, access and creator in lower case, one a line.
    haystack: String,
    sort_name: String,
    access: String,
}

impl Entry {
    /// Prepares a key; `creator` is the name of who made it, if known.
    #[must_use]
    pub fn new(key: Key, creator: Option<&str>) -> Self {
        let access = key.access.phrases().join(", ");
        let parts = [key.name.as_str(), &key.id.0, &key.description, &access, creator.unwrap_or_default()];
        let haystack = parts.join("\n").to_lowercase();
        Self { haystack, sort_name: key.name.to_lowercase(), access: access.to_lowercase(), key }
    }
}

/// The places of all entries in the order of `sort`.
#[must_use]
pub fn order(entries: &[Entry], sort: Sort, now: Timestamp, policy: &Policy) -> Vec<usize> {
    let mut places: Vec<usize> = (0..entries.len()).collect();
    places.sort_by(|a, b| {
        let (a, b) = (&entries[*a], &entries[*b]);
        let order = compare(a, b, sort.column, now, policy);
        let order = if sort.descending { order.reverse() } else { order };
        order.then_with(|| a.sort_name.cmp(&b.sort_name)).then_with(|| a.key.id.cmp(&b.key.id))
    });
    places
}

/// Those of `places` whose entries `query` shows, in the order given.
#[must_use]
pub fn find(
    entries: &[Entry],
    places: &[usize],
    query: &Query,
    now: Timestamp,
    policy: &Policy,
) -> Vec<usize> {
    let needle = query.text.trim().to_lowercase();
    let shown = |entry: &Entry| {
        query.status.is_none_or(|status| Status::of(&entry.key, now, policy) == status)
            && entry.haystack.contains(&needle)
    };
    places.iter().copied().filter(|place| entries.get(*place).is_some_and(shown)).collect()
}

fn compare(a: &Entry, b: &Entry, column: Column, now: Timestamp, policy: &Policy) -> Ordering {
    match column {
        Column::Name => a.sort_name.cmp(&b.sort_name),
        Column::Status => Status::of(&a.key, now, policy).cmp(&Status::of(&b.key, now, policy)),
        Column::Expires => end(&a.key).cmp(&end(&b.key)),
        Column::Created => a.key.created.cmp(&b.key.created),
        Column::LastUsed => a.key.last_used.cmp(&b.key.last_used),
        Column::LastRotated => a.key.last_rotated.cmp(&b.key.last_rotated),
        Column::Access => a.access.cmp(&b.access),
    }
}

fn end(key: &Key) -> i64 {
    match key.expiry {
        Expiry::At(end) => end.millis(),
        Expiry::Never | Expiry::NotOffered => i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn names(query: &Query) -> Vec<String> {
        let at = |days: i64| Expiry::At(NOW.plus(days * crate::domain::time::DAY));
        let entries = [
            Entry::new(Key { expiry: at(2), ..key("ci-logs") }, Some("Ada")),
            Entry::new(Key { expiry: Expiry::Never, ..key("Backup") }, None),
            Entry::new(Key { expiry: at(200), ..key("<b>bold</b>") }, None),
        ];
        let places = order(&entries, query.sort, NOW, &Policy::default());
        let places = find(&entries, &places, query, NOW, &Policy::default());
        places.into_iter().map(|place| entries[place].key.name.clone()).collect()
    }

    fn sorted(column: Column, descending: bool) -> Query {
        Query { sort: Sort { column, descending }, ..Query::default() }
    }

    #[test]
    fn orders_both_ways_without_regard_to_case() {
        assert_eq!(names(&sorted(Column::Name, false)), ["<b>bold</b>", "Backup", "ci-logs"]);
        assert_eq!(names(&sorted(Column::Expires, false)), ["ci-logs", "<b>bold</b>", "Backup"]);
        assert_eq!(names(&sorted(Column::Expires, true)), ["Backup", "<b>bold</b>", "ci-logs"]);
    }

    #[test]
    fn finds_by_name_id_and_creator_and_keeps_to_the_status() {
        let text = |text: &str| names(&Query { text: text.to_owned(), ..Query::default() });
        assert_eq!(text(" CI-L "), ["ci-logs"]);
        assert_eq!(text("ada"), ["ci-logs"]);
        assert_eq!(text("id-backup"), ["Backup"]);
        assert!(text("nothing").is_empty());
        let status = Query { status: Some(Status::NeverExpires), ..Query::default() };
        assert_eq!(names(&status), ["Backup"]);
    }

    #[test]
    fn a_second_click_turns_the_order_around() {
        let by_name = Query::default().sort.clicked(Column::Name);
        assert!(!by_name.descending);
        assert!(by_name.clicked(Column::Name).descending);
        assert!(!by_name.clicked(Column::Name).clicked(Column::Created).descending);
    }

    proptest! {
        #[test]
        fn a_url_brings_the_same_list_back(text in ".*", status in 0usize..6, column in 0usize..7, descending: bool, page in 1u32..9999) {
            let query = Query {
                text,
                status: Status::ALL.get(status).copied(),
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
