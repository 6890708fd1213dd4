//! What the service does where its documents leave a choice, or may differ from day to day.

use super::LeftOutExpiration;

/// The choices of one sandbox.
#[derive(Debug, Clone)]
pub struct Behavior {
    /// What a create request without `expiration` gets.
    pub left_out_expiration: LeftOutExpiration,
    /// Calls allowed in a minute.
    pub calls_per_minute: u32,
    /// Whether the unpublished operation that tells who is calling exists.
    pub tells_caller: bool,
}

impl Default for Behavior {
    fn default() -> Self {
        Self { left_out_expiration: LeftOutExpiration::default(), calls_per_minute: 1000, tells_caller: true }
    }
}
