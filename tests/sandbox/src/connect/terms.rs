//! Terms and conditions: who accepted them, and accepting. The first acceptance stays.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::body;
use crate::clock::timestamp;
use crate::elastic::{Answer, Caller};
use crate::http::{Request, Response};

/// The first acceptance, if there was one.
#[derive(Debug, Default)]
pub struct Terms {
    accepted: Option<Accepted>,
}

#[derive(Debug)]
struct Accepted {
    at: DateTime<Utc>,
    by: String,
}

impl Terms {
    /// Who accepted and when; an empty object before anyone did.
    pub fn get(&self) -> Response {
        let body = match &self.accepted {
            None => json!({}),
            Some(accepted) => json!({"accepted": {
                "accepted_at": timestamp(accepted.at),
                "accepted_by": accepted.by,
            }}),
        };
        Response::json(200, &body)
    }

    /// Whether anyone accepted.
    pub fn are_accepted(&self) -> bool {
        self.accepted.is_some()
    }

    /// Accepts for the organization.
    pub fn accept(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        body::empty_object(request)?;
        self.accepted.get_or_insert_with(|| Accepted { at: now, by: caller.user_id.clone() });
        Ok(self.get())
    }
}
