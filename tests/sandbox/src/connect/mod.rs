//! The Cloud Connect API: terms and subscription of an organization, and the list of its clusters.
//! One file an operation group, so that changing clusters and rotation can stand beside them; these
//! are not played, connecting a cluster gets 405.
//!
//! Chosen where the reference is silent: any key of the organization may read terms and
//! subscription, accepting needs the owner's role, another organization's id gets 403 with
//! `organization.invalid_access`; the list holds the clusters on which the key has a role, all of
//! them for an owner, and a key without any such role gets 403 with `root.unauthorized`.

mod clusters;
mod subscription;
mod terms;

use chrono::{DateTime, Utc};

use crate::elastic::{
    Answer, Caller, Elastic, ORGANIZATION_ID, Problem, method_not_allowed, no_body, no_query, not_found,
    refuse,
};
use crate::http::{Request, Response};
use terms::Terms;

const PREFIX: &str = "/api/v1/cloud-connected";

/// What Cloud Connect knows of the organization.
#[derive(Debug, Default)]
pub struct Connect {
    terms: Terms,
}

impl Connect {
    /// Answers one request under `/api/v1/cloud-connected`; callers are Elastic's keys.
    pub fn handle(&mut self, elastic: &mut Elastic, request: &Request, now: DateTime<Utc>) -> Response {
        let caller = match elastic.admit(request, now) {
            Ok(caller) => caller,
            Err(refusal) => return refusal,
        };
        let answer = self.route(request, &caller, now);
        elastic.stamp(answer.unwrap_or_else(|refusal| refusal), &caller)
    }

    fn route(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        let segments = request.segments_after(PREFIX).ok_or_else(not_found)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let method = request.method.as_str();
        no_query(request, &[])?;
        match segments.as_slice() {
            ["clusters"] => {
                expect(method, "GET")?;
                no_body(request)?;
                clusters::list(caller)
            }
            ["organizations", id, "subscription"] => {
                expect(method, "GET")?;
                check_organization(id)?;
                no_body(request)?;
                Ok(subscription::get())
            }
            ["organizations", id, "terms-and-conditions"] => {
                expect(method, "GET")?;
                check_organization(id)?;
                no_body(request)?;
                Ok(self.terms.get())
            }
            ["organizations", id, "terms-and-conditions", "_accept"] => {
                expect(method, "POST")?;
                check_organization(id)?;
                self.terms.accept(request, caller, now)
            }
            _ => Err(not_found()),
        }
    }
}

fn expect(method: &str, wanted: &str) -> Result<(), Response> {
    if method == wanted { Ok(()) } else { Err(method_not_allowed(wanted)) }
}

fn check_organization(id: &str) -> Result<(), Response> {
    if id == ORGANIZATION_ID {
        return Ok(());
    }
    Err(refuse(
        403,
        &[Problem::new(
            "organization.invalid_access",
            "The current user does not have access to the requested organization.",
        )],
    ))
}
