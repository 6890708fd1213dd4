//! What a list of holders shows: search, status, order, page and its size. It lives in the URL.

/// How many holders a page may show.
pub const SIZES: [u32; 6] = [20, 50, 100, 200, 500, 1_000];

/// What holders can be ordered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HolderColumn {
    /// Name.
    Name,
    /// Description.
    Description,
    /// Active ones first.
    Status,
    /// Creation, the oldest first.
    Created,
    /// Last change, the longest ago first.
    Updated,
}

/// An order of holders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HolderSort {
    /// By what.
    pub column: HolderColumn,
    /// Whether it is turned around.
    pub descending: bool,
}

/// What a list of holders shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderQuery {
    /// A text that names contain.
    pub text: String,
    /// Only those whose keys work, or only the others.
    pub enabled: Option<bool>,
    /// In this order.
    pub sort: HolderSort,
    /// So many a page.
    pub size: u32,
    /// The page, from 1.
    pub page: u32,
}

impl HolderColumn {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Description, Self::Status, Self::Created, Self::Updated];

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Description => "Description",
            Self::Status => "Status",
            Self::Created => "Created",
            Self::Updated => "Updated",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Status => "status",
            Self::Created => "created",
            Self::Updated => "updated",
        }
    }
}

impl HolderSort {
    /// All of them, each column both ways.
    pub fn all() -> impl Iterator<Item = Self> {
        HolderColumn::ALL
            .into_iter()
            .flat_map(|column| [false, true].map(|descending| Self { column, descending }))
    }

    /// What it does, in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match (self.column, self.descending) {
            (HolderColumn::Name, false) => "Name, A to Z",
            (HolderColumn::Name, true) => "Name, Z to A",
            (HolderColumn::Description, false) => "Description, A to Z",
            (HolderColumn::Description, true) => "Description, Z to A",
            (HolderColumn::Status, false) => "Active first",
            (HolderColumn::Status, true) => "Deactivated first",
            (HolderColumn::Created, false) => "Oldest first",
            (HolderColumn::Created, true) => "Newest first",
            (HolderColumn::Updated, false) => "Updated longest ago",
            (HolderColumn::Updated, true) => "Updated last",
        }
    }

    /// Its name in a URL.
    #[must_use]
    pub fn slug(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.slug())
    }

    /// The order that a URL names.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::all().find(|sort| sort.slug() == slug)
    }

    /// The order after a click on that heading: by it, or turned around when it was by it already.
    #[must_use]
    pub fn clicked(self, column: HolderColumn) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}

impl Default for HolderQuery {
    fn default() -> Self {
        Self {
            text: String::new(),
            enabled: None,
            sort: HolderSort { column: HolderColumn::Created, descending: true },
            size: 50,
            page: 1,
        }
    }
}

/// The name of a state in a URL.
#[must_use]
pub fn state_slug(enabled: bool) -> &'static str {
    if enabled { "active" } else { "deactivated" }
}

/// The state that a URL names.
#[must_use]
pub fn state_from_slug(slug: &str) -> Option<bool> {
    [true, false].into_iter().find(|enabled| state_slug(*enabled) == slug)
}

impl HolderQuery {
    /// Reads it from the query part of a URL; what is missing or unknown is the default.
    #[must_use]
    pub fn from_url(search: &str) -> Self {
        let mut query = Self::default();
        for (name, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            match &*name {
                "search" => query.text = value.into_owned(),
                "status" => query.enabled = state_from_slug(&value),
                "sort" => query.sort = HolderSort::from_slug(&value).unwrap_or(query.sort),
                "size" => query.size = size(&value).unwrap_or(query.size),
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
        if let Some(enabled) = self.enabled {
            out.append_pair("status", state_slug(enabled));
        }
        if self.sort != plain.sort {
            out.append_pair("sort", &self.sort.slug());
        }
        if self.size != plain.size {
            out.append_pair("size", &self.size.to_string());
        }
        if self.page != 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }

    /// Shows all holders again, in the same order and pages of the same size.
    pub fn clear(&mut self) {
        *self = Self { sort: self.sort, size: self.size, ..Self::default() };
    }

    /// Whether it hides holders.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.text.trim().is_empty() || self.enabled.is_some()
    }
}

/// One of the sizes.
#[must_use]
pub fn size(text: &str) -> Option<u32> {
    text.parse().ok().filter(|size| SIZES.contains(size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_as_words() {
        let query = HolderQuery::from_url(
            "?search=ci+bot&status=deactivated&sort=-updated&size=200&page=3&unknown=1",
        );
        let sort = HolderSort { column: HolderColumn::Updated, descending: true };
        let wanted =
            HolderQuery { text: "ci bot".to_owned(), enabled: Some(false), sort, size: 200, page: 3 };
        assert_eq!(query, wanted);
        assert_eq!(HolderQuery::default().to_params(), "");
    }

    #[test]
    fn what_makes_no_sense_is_the_default() {
        for odd in ["?page=0", "?page=-1", "?size=7", "?size=x", "?sort=full-name", "?status=gone", "?%FF"] {
            assert_eq!(HolderQuery::from_url(odd), HolderQuery::default(), "{odd}");
        }
    }

    #[test]
    fn clearing_keeps_order_and_size() {
        let mut query = HolderQuery::from_url("search=a&status=active&sort=name&size=20&page=2");
        assert!(query.narrows());
        query.clear();
        assert_eq!(query.to_params(), "sort=name&size=20");
        assert!(!query.narrows());
    }

    #[test]
    fn a_second_click_turns_the_order_around() {
        let by_name = HolderQuery::default().sort.clicked(HolderColumn::Name);
        assert!(!by_name.descending && by_name.clicked(HolderColumn::Name).descending);
    }

    proptest! {
        #[test]
        fn a_url_brings_the_same_list_back(text in ".*", enabled: Option<bool>, sort in 0usize..10, size in 0usize..6, page in 1u32..9999) {
            let sort = HolderSort::all().nth(sort).unwrap();
            let query = HolderQuery { text, enabled, sort, size: SIZES[size], page };
            prop_assert_eq!(HolderQuery::from_url(&query.to_params()), query);
        }

        #[test]
        fn any_url_can_be_read(search in ".*") {
            let _ = HolderQuery::from_url(&search);
        }
    }
}
