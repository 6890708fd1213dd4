//! What a backend offers that lists keys. Apart from the backend itself, so that its code is loaded with the
//! pages that need it and not with what signs in.

use super::backend::{KeyPage, ListAsk};
use super::call::Call;
use super::session::Session;
use crate::domain::holder::Member;
use crate::domain::query::Query;

/// Keys listed and found. Methods only build requests and read answers.
pub trait KeyList: Sync {
    /// Lists the keys of a holder.
    fn list(&self, session: &Session, holder: &str, ask: &ListAsk) -> Call<KeyPage>;

    /// Whether it finds exactly what a query asks for. Where not, all keys that may match are read and
    /// looked at here.
    fn finds_exactly(&self, _query: &Query) -> bool {
        true
    }

    /// Lists who may stand behind a creator's id; none when creators are not told.
    fn members(&self, _session: &Session, _holder: &str) -> Option<Call<Vec<Member>>> {
        None
    }
}
