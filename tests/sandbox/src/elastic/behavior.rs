//! What the service does where its documents leave a choice, or may differ from day to day.

use serde::Deserialize;

use super::LeftOutExpiration;

/// The choices of one sandbox.
#[derive(Debug, Clone)]
pub struct Behavior {
    /// What a create request without `expiration` gets.
    pub left_out_expiration: LeftOutExpiration,
    /// What a create request with roles on connected clusters gets.
    pub connected_cluster_roles: ConnectedClusterRoles,
    /// Calls allowed in a minute.
    pub calls_per_minute: u32,
    /// Whether the unpublished operation that tells who is calling exists.
    pub tells_caller: bool,
}

impl Default for Behavior {
    fn default() -> Self {
        Self {
            left_out_expiration: LeftOutExpiration::default(),
            connected_cluster_roles: ConnectedClusterRoles::default(),
            calls_per_minute: 1000,
            tells_caller: true,
        }
    }
}

/// Whether a new key may hold roles on connected clusters: the console gives them to keys, the
/// published schema of the API does not name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectedClusterRoles {
    /// They are stored like other roles.
    #[default]
    Accepted,
    /// Their member is unknown.
    Refused,
}
