//! What a list shows: search, status, filters, order, page and columns. It lives in the URL.

mod column;

pub use column::{Column, Sort};

use super::filter::{Condition, Field, Subject, Test, Value};
use super::mark::Mark;
use super::settings::Permitted;
use super::status::Status;

/// How many keys a page may hold, where the backend pages.
pub const PAGE_SIZES: [u32; 6] = [20, 50, 100, 200, 500, 1_000];
/// How many it holds unless something else is asked for.
pub const PAGE_SIZE: u32 = 50;

/// What a list can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What it can be filtered by; nothing where the app searches by itself.
    pub fields: &'static [Field],
    /// What it can be ordered by; anything where the app orders by itself.
    pub sorts: &'static [Column],
    /// Whether it can be narrowed by permissions.
    pub permissions: bool,
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
    /// Only keys with these permissions; only where keys have such.
    pub permitted: Option<Permitted>,
    /// Only keys that fulfill these; only where the backend filters.
    pub filters: Vec<Condition>,
    /// Whether one of search, status and filters is enough.
    pub any: bool,
    /// In this order.
    pub sort: Sort,
    /// The page, from 1; only where the backend pages.
    pub page: u32,
    /// How many keys a page holds; only where the backend pages.
    pub size: u32,
    /// The columns beside name and status, where others than the usual are chosen.
    pub columns: Option<Vec<Column>>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            status: None,
            mark: None,
            permitted: None,
            filters: Vec::new(),
            any: false,
            sort: Sort { column: Column::Created, descending: true },
            page: 1,
            size: PAGE_SIZE,
            columns: None,
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
                "permissions" => query.permitted = Permitted::from_slug(value),
                "match" => query.any = value == "any",
                "sort" => query.sort = Sort::from_slug(value).unwrap_or(query.sort),
                "page" => query.page = value.parse().ok().filter(|page| *page > 0).unwrap_or(1),
                "size" => query.size = value.parse().map_or(PAGE_SIZE, |size: u32| size.clamp(20, 1_000)),
                "columns" => query.columns = Some(columns(value)),
                _ => query.filters.extend(Condition::from_param(name, value)),
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
        if let Some(permitted) = self.permitted {
            out.append_pair("permissions", permitted.slug());
        }
        for condition in &self.filters {
            let (name, value) = condition.to_param();
            out.append_pair(name, &value);
        }
        if self.any {
            out.append_pair("match", "any");
        }
        if self.sort != plain.sort {
            out.append_pair("sort", &self.sort.slug());
        }
        if self.size != plain.size {
            out.append_pair("size", &self.size.to_string());
        }
        if let Some(columns) = &self.columns {
            let slugs: Vec<_> = columns.iter().map(|column| column.slug()).collect();
            out.append_pair("columns", &slugs.join(","));
        }
        if self.page != 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }

    /// Leaves out what a list does not offer.
    #[must_use]
    pub fn fitted(mut self, offer: Offer) -> Self {
        self.filters.retain(|one| offer.fields.contains(&one.field()));
        if !offer.orders(self.sort.column) {
            self.sort = Self::default().sort;
        }
        self.mark = self.mark.filter(|_| offer.marks());
        self.permitted = self.permitted.filter(|_| offer.permissions);
        self.status = self.status.filter(|status| offer.tells(*status));
        self
    }

    /// The parameters of a URL that mean nothing where a list offers that, by name: without them more is
    /// shown than the owner may think.
    #[must_use]
    pub fn unread<'a>(params: impl IntoIterator<Item = (&'a str, &'a str)>, offer: Offer) -> Vec<&'a str> {
        let fits = |name: &str, value: &str| match name {
            "search" | "page" | "size" | "columns" => true,
            "status" => Status::from_slug(value).is_some_and(|status| offer.tells(status)),
            "mark" => Mark::from_slug(value).is_some() && offer.marks(),
            "permissions" => offer.permissions && Permitted::from_slug(value).is_some(),
            "match" => matches!(value, "all" | "any"),
            "sort" => Sort::from_slug(value).is_some_and(|sort| offer.orders(sort.column)),
            _ => Condition::from_param(name, value).is_some_and(|one| offer.fields.contains(&one.field())),
        };
        params.into_iter().filter(|(name, value)| !fits(name, value)).map(|(name, _)| name).collect()
    }

    /// Shows all keys again, in the same order and form.
    pub fn clear(&mut self) {
        let plain = Self::default();
        *self = Self { sort: self.sort, size: self.size, columns: self.columns.take(), ..plain };
    }

    /// Whether it hides keys.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.parts() > 0 || self.mark.is_some() || self.permitted.is_some()
    }

    /// How many conditions it is made of.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.filters.len() + usize::from(self.status.is_some()) + usize::from(!self.text.trim().is_empty())
    }

    /// Search and filters as conditions; the search looks at names.
    #[must_use]
    pub fn conditions(&self) -> Vec<Condition> {
        let text = Value::Text(self.text.trim().to_owned());
        let search = Condition::new(Field::Name, Test::Contains, text).ok();
        search.into_iter().chain(self.filters.iter().cloned()).collect()
    }

    /// Whether something that has no end of its own fulfills search, status and filters.
    #[must_use]
    pub fn matches(&self, subject: &dyn Subject) -> bool {
        if self.parts() == 0 {
            return true;
        }
        let state = if subject.is_on() { Status::Active } else { Status::Disabled };
        let status = self.status.map(|status| status == state);
        let mut parts = self.conditions().into_iter().map(|one| one.matches(subject)).chain(status);
        if self.any { parts.any(|fits| fits) } else { parts.all(|fits| fits) }
    }

    /// Whether that column is to be shown, where `usual` says whether it usually is.
    #[must_use]
    pub fn shows(&self, column: Column, usual: bool) -> bool {
        self.columns.as_ref().map_or(usual, |columns| columns.contains(&column))
    }
}

impl Offer {
    fn orders(self, column: Column) -> bool {
        self.sorts.is_empty() || self.sorts.contains(&column)
    }

    fn marks(self) -> bool {
        self.fields.is_empty()
    }

    /// What a backend filters has no end of its own.
    fn tells(self, status: Status) -> bool {
        self.fields.is_empty() || matches!(status, Status::Active | Status::Disabled)
    }
}

/// The columns that a URL names, each once and in the order of a table.
fn columns(text: &str) -> Vec<Column> {
    let named: Vec<_> = text.split(',').filter_map(Column::from_slug).collect();
    Column::ALL.into_iter().filter(|column| named.contains(column)).collect()
}

#[cfg(test)]
mod tests;
