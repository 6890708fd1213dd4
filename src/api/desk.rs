//! What a backend offers that lets one manage what keys belong to.

use super::call::Call;
use super::session::Session;
use crate::domain::filter::Field;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::{HolderChange, HolderDraft};
use crate::domain::key::Revoked;
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use std::collections::HashSet;

/// A page of a list of holders.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct HolderPage {
    /// The holders on it; none when it lies past the last page.
    pub items: Vec<Holder>,
    /// How many match in all.
    pub total: usize,
    /// How many pages there are, at least one.
    pub pages: u32,
}

impl HolderPage {
    /// The page that a query asks for, of all that it shows. A holder that moved while they were read may
    /// have come twice.
    #[must_use]
    pub fn part(mut all: Vec<Holder>, query: &Query) -> Self {
        let mut seen = HashSet::new();
        all.retain(|holder| seen.insert(holder.id.clone()));
        let (total, size) = (all.len(), query.size.max(1) as usize);
        let pages = u32::try_from(total.div_ceil(size)).unwrap_or(u32::MAX).max(1);
        let before = size.saturating_mul(query.page.saturating_sub(1) as usize);
        Self { items: all.into_iter().skip(before).take(size).collect(), total, pages }
    }
}

/// Holders listed, made, changed and deleted. Methods only build requests and read answers.
pub trait HolderDesk: Sync {
    /// Lists a page. Where it doesn't find exactly what is asked for, what doesn't match is left out of the
    /// page, and its counts are those of the backend.
    fn page(&self, session: &Session, query: &Query) -> Call<HolderPage>;

    /// Whether it finds exactly what a query asks for. Where not, all that may match are read and looked at
    /// here.
    fn finds_exactly(&self, query: &Query) -> bool;

    /// What its list can be filtered by.
    fn filters(&self) -> &'static [Field];

    /// Reads one; none when there is none of that id.
    fn one(&self, session: &Session, id: &str) -> Call<Option<Holder>>;

    /// Reads the one of exactly that name, if there is one.
    fn named(&self, session: &Session, name: &str) -> Call<Option<Holder>>;

    /// Makes one. `attempt` is a UUID: the same one sent again makes no second holder.
    fn create(&self, session: &Session, draft: &HolderDraft, attempt: &str) -> Call<Holder>;

    /// Changes one.
    fn change(&self, session: &Session, id: &str, change: &HolderChange) -> Call<Holder>;

    /// Deletes one with all its keys. That it is gone already counts as done.
    fn delete(&self, session: &Session, id: &str) -> Call<Revoked>;

    /// Counts its keys, or those of them that were used since then; none when there is no such holder.
    fn key_count(&self, session: &Session, id: &str, used_since: Option<Timestamp>) -> Call<Option<usize>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_all_is_what_a_page_of_the_backend_would_be() {
        let all = |count: u32| (0..count).map(|at| Holder::new(at.to_string(), "a")).collect::<Vec<_>>();
        let part = |count, page| {
            let query = Query { size: 20, page, ..Query::default() };
            let page = HolderPage::part(all(count), &query);
            (page.items.first().map(|holder| holder.id.clone()), page.items.len(), page.total, page.pages)
        };
        assert_eq!(part(0, 1), (None, 0, 0, 1));
        assert_eq!(part(20, 1), (Some("0".to_owned()), 20, 20, 1));
        assert_eq!(part(21, 2), (Some("20".to_owned()), 1, 21, 2));
        assert_eq!(part(21, 9), (None, 0, 21, 2), "past the end there is nothing, and it tells the end");
        let twice = [all(3), all(2)].concat();
        assert_eq!(HolderPage::part(twice, &Query::default()).total, 3);
    }
}
