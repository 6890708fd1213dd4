//! State of the organization's subscription.

use serde_json::json;

use crate::http::Response;

/// The demo organization is in its trial.
pub fn get() -> Response {
    Response::json(200, &json!({"state": "trial"}))
}
