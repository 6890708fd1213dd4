//! What an organization accepted, and whether it pays.

use super::time::Timestamp;

/// Whether the terms are accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// By whom and when; none until someone accepts them.
    pub accepted: Option<Acceptance>,
}

/// Who accepted the terms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// When.
    pub at: Timestamp,
    /// A user id, see [`super::holder::Member`].
    pub by: String,
}

/// The state of a subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subscription {
    /// A trial runs.
    Trial,
    /// It is paid.
    Active,
    /// It is neither.
    Inactive,
    /// A state this app does not know, by the name the service gave it.
    Unknown(String),
}
