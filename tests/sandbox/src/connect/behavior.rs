//! What Cloud Connect does where nothing tells, or what differs from day to day.

use chrono::TimeDelta;
use serde::Deserialize;

/// The choices of one sandbox.
#[derive(Debug, Clone)]
pub struct Behavior {
    /// State of the organization's subscription.
    pub subscription: Subscription,
    /// Whether Cloud Connect knows the organization; if not, no cluster can be connected.
    pub knows_organization: bool,
    /// How long a cluster stays in the list once its disconnection is scheduled.
    pub disconnecting: TimeDelta,
    /// How long a change of services runs on.
    pub busy: TimeDelta,
    /// Status of a call while an earlier change runs.
    pub invalid_state_status: u16,
    /// Status of a call with a stale `If-Match`.
    pub stale_status: u16,
}

impl Default for Behavior {
    fn default() -> Self {
        Self {
            subscription: Subscription::default(),
            knows_organization: true,
            disconnecting: TimeDelta::seconds(30),
            busy: TimeDelta::zero(),
            invalid_state_status: 409,
            stale_status: 412,
        }
    }
}

/// States of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subscription {
    /// Services that need a subscription can be used.
    #[default]
    Trial,
    /// They can, too.
    Active,
    /// They can't.
    Inactive,
}
