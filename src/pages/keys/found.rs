//! Which keys a search finds, where all of them were read.

use super::Places;
use crate::components::now::now;
use crate::domain::policy::Policy;
use crate::domain::query::{Column, Query};
use crate::domain::select;
use crate::state::shelf::Shelf;
use leptos::prelude::*;
use std::sync::Arc;

/// What the query finds among the entries. A key press searches only: the order is kept for it.
pub(super) fn here(shelf: RwSignal<Shelf>, query: RwSignal<Query>, policy: Policy) -> Places {
    let now = now();
    let policy = StoredValue::new(policy);
    let sort = Memo::new(move |_| query.with(|query| query.sort));
    let order = Memo::new(move |_| {
        let sort = sort.get();
        // Time changes no other order, and reading it here would sort anew each time it moves on.
        let now = if sort.column == Column::Status { now.get() } else { now.get_untracked() };
        let order =
            |shelf: &Shelf| policy.with_value(|policy| select::order(&shelf.entries, sort, now, policy));
        Arc::new(shelf.with(order))
    });
    Memo::new(move |_| {
        let (order, now) = (order.get(), now.get());
        let find = |shelf: &Shelf, query: &Query| {
            policy.with_value(|policy| select::find(&shelf.entries, &order, query, now, policy))
        };
        Arc::new(shelf.with(|shelf| query.with(|query| find(shelf, query))))
    })
}
