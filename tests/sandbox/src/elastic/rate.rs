//! Calls per minute, by the sandbox's clock, all keys of the organization together.
//!
//! Chosen where the reference is silent: a call beyond the limit is not carried out and gets 429
//! with `root.rate_limit_exceeded` (named after the documented
//! `organization.invitations_rate_limit_exceeded`), once its key is known to be good; there is no
//! `Retry-After`; the count starts anew with each minute.

use chrono::{DateTime, Utc};

use super::errors::{Problem, refuse};
use crate::http::Response;

/// Calls counted in the current minute.
#[derive(Debug)]
pub struct RateLimit {
    calls_per_minute: u32,
    minute: i64,
    calls: u32,
}

impl RateLimit {
    /// So many calls are allowed in a minute, and none was made.
    pub fn new(calls_per_minute: u32) -> Self {
        Self { calls_per_minute, minute: 0, calls: 0 }
    }

    /// Counts one more call; the refusal when it is one too many.
    pub fn count(&mut self, now: DateTime<Utc>) -> Result<(), Response> {
        let minute = now.timestamp().div_euclid(60);
        if minute != self.minute {
            (self.minute, self.calls) = (minute, 0);
        }
        if self.calls == self.calls_per_minute {
            let message = format!("More than {} calls were made in a minute.", self.calls_per_minute);
            return Err(refuse(429, &[Problem::new("root.rate_limit_exceeded", message)]));
        }
        self.calls += 1;
        Ok(())
    }

    /// Adds what the documents promise on every answer.
    pub fn stamp(&self, response: Response) -> Response {
        let remaining = self.calls_per_minute - self.calls;
        response
            .with_header("x-ratelimit-limit", &self.calls_per_minute.to_string())
            .with_header("x-ratelimit-remaining", &remaining.to_string())
            .with_header("x-ratelimit-interval", "60s")
    }
}
