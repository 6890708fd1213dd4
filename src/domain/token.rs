//! A token that opens for a while what its maker's sign-in opens.

use super::time::Timestamp;

/// A token and what is known of it; its secret is told beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it opens, in words for people: who, and where.
    pub name: String,
    /// When it stops working.
    pub ends: Timestamp,
}
