//! State of the organization's subscription.

use serde_json::json;

use super::Subscription;
use crate::http::Response;

/// The state.
pub fn get(subscription: Subscription) -> Response {
    let state = match subscription {
        Subscription::Trial => "trial",
        Subscription::Active => "active",
        Subscription::Inactive => "inactive",
    };
    Response::json(200, &json!({"state": state}))
}
