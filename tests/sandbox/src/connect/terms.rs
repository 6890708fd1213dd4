//! Terms and conditions: who accepted them, and accepting. The first acceptance stays.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::clock::timestamp;
use crate::elastic::{Answer, Caller, Problem, refuse};
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

    /// Accepts for the organization. Elastic's own client sends an empty object as the body of
    /// such calls, so that is allowed beside no body.
    pub fn accept(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        let is_empty_object =
            || serde_json::from_slice::<Value>(&request.body).is_ok_and(|body| body == json!({}));
        if !request.body.is_empty() && !is_empty_object() {
            let problem = Problem::new("invalid.request.body", "This call takes no body.");
            return Err(refuse(400, &[problem]));
        }
        self.accepted.get_or_insert_with(|| Accepted { at: now, by: caller.user_id.clone() });
        Ok(self.get())
    }
}
