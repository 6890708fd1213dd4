//! One role of the form while it is being chosen.

use crate::domain::access::RoleAssignment;
use leptos::prelude::*;

/// A block and its number, which stays when others go.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub number: usize,
    pub role: RwSignal<RoleAssignment>,
}
