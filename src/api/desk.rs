//! What a backend offers that lets one manage what keys belong to.

use super::call::Call;
use super::session::Session;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::{HolderChange, HolderDraft};
use crate::domain::holder_query::HolderQuery;
use crate::domain::key::Revoked;

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

/// Holders listed, made, changed and deleted. Methods only build requests and read answers.
pub trait HolderDesk: Sync {
    /// Lists a page. Where the text is not taken literally, what doesn't match is left out of the page,
    /// and its counts are those of the backend.
    fn page(&self, session: &Session, query: &HolderQuery) -> Call<HolderPage>;

    /// Whether the backend's search means the text itself, and not a pattern.
    fn takes_literally(&self, text: &str) -> bool;

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

    /// Counts its keys; none when there is no such holder.
    fn key_count(&self, session: &Session, id: &str) -> Call<Option<usize>>;
}
