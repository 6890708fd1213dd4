//! The Cloud Connect API, all twelve operations: connected clusters with their services and keys, terms
//! and subscription of an organization. One file an operation group. The clusters themselves are the
//! organization's, as roles name them and their keys call its APIs.
//!
//! Chosen where the reference is silent, beside what each file says of its operations:
//! - errors have `message` and `code` and nothing else; a field is named in the message;
//! - a wrong method gets 405, an unknown path 404, unknown query parameters get 400 with
//!   `root.invalid_data`, a body that is not taken too, or `invalid.request.body` where an empty object is;
//! - any key of the organization may read terms and subscription, accepting needs the owner's role,
//!   another organization's id gets 403 with `organization.invalid_access`;
//! - a call is checked in this order: key, role, cluster, right to change it, body, `If-Match`, state.

mod behavior;
mod body;
mod clusters;
mod connecting;
mod disconnect;
mod precondition;
mod refusals;
mod rights;
mod rotation;
mod subscription;
mod terms;
mod update;

use chrono::{DateTime, Utc};

use crate::elastic::clusters::Clusters;
use crate::elastic::{Answer, Caller, Elastic, ORGANIZATION_ID, method_not_allowed, not_found};
use crate::http::{Request, Response};
pub use behavior::{Behavior, Subscription};
use rotation::Action;
use terms::Terms;

const PREFIX: &str = "/api/v1/cloud-connected";

/// What Cloud Connect knows of the organization, and how it behaves.
#[derive(Debug, Default)]
pub struct Connect {
    terms: Terms,
    behavior: Behavior,
}

/// One call and what stands around it.
#[derive(Debug, Clone, Copy)]
struct Call<'a> {
    request: &'a Request,
    caller: &'a Caller,
    behavior: &'a Behavior,
    terms_are_accepted: bool,
    now: DateTime<Utc>,
}

impl Connect {
    /// A service that behaves like this; nobody has accepted its terms.
    pub fn new(behavior: Behavior) -> Self {
        Self { terms: Terms::default(), behavior }
    }

    /// Answers one request under `/api/v1/cloud-connected`; callers are the organization's keys, and
    /// those that connected clusters have for themselves.
    pub fn handle(&mut self, elastic: &mut Elastic, request: &Request, now: DateTime<Utc>) -> Response {
        let caller = match elastic.admit(request, now) {
            Ok(caller) => caller,
            Err(refusal) => return refusal,
        };
        let answer = self.route(&mut elastic.clusters, request, &caller, now);
        elastic.stamp(answer.unwrap_or_else(|refusal| refusal), &caller)
    }

    fn route(
        &mut self,
        clusters: &mut Clusters,
        request: &Request,
        caller: &Caller,
        now: DateTime<Utc>,
    ) -> Answer {
        let segments = request.segments_after(PREFIX).ok_or_else(not_found)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["clusters", rest @ ..] => {
                let terms_are_accepted = self.terms.are_accepted();
                let call = Call { request, caller, behavior: &self.behavior, terms_are_accepted, now };
                call.on_clusters(clusters, rest)
            }
            ["organizations", id, "subscription"] => {
                expect(request, "GET")?;
                check_organization(id)?;
                body::none(request)?;
                Ok(subscription::get(self.behavior.subscription))
            }
            ["organizations", id, "terms-and-conditions"] => {
                expect(request, "GET")?;
                check_organization(id)?;
                body::none(request)?;
                Ok(self.terms.get())
            }
            ["organizations", id, "terms-and-conditions", "_accept"] => {
                expect(request, "POST")?;
                check_organization(id)?;
                self.terms.accept(request, caller, now)
            }
            _ => Err(not_found()),
        }
    }
}

impl Call<'_> {
    fn on_clusters(&self, clusters: &mut Clusters, segments: &[&str]) -> Answer {
        let method = self.request.method.as_str();
        match segments {
            [] => match method {
                "GET" => clusters::list(self, clusters),
                "POST" => connecting::connect(self, clusters),
                _ => Err(method_not_allowed("GET, POST")),
            },
            [id] => match method {
                "GET" => clusters::get(self, clusters, id),
                "PATCH" => update::update(self, clusters, id),
                "DELETE" => disconnect::disconnect(self, clusters, id),
                _ => Err(method_not_allowed("GET, PATCH, DELETE")),
            },
            [id, "apikey", rest @ ..] => {
                let (target, action) = rotation::read(rest).ok_or_else(not_found)?;
                expect(self.request, "POST")?;
                match action {
                    Action::Rotate => rotation::rotate(self, clusters, id, target),
                    Action::RevokePending => rotation::revoke_pending(self, clusters, id, target),
                }
            }
            _ => Err(not_found()),
        }
    }
}

fn expect(request: &Request, method: &str) -> Result<(), Response> {
    if request.method == method { Ok(()) } else { Err(method_not_allowed(method)) }
}

fn check_organization(id: &str) -> Result<(), Response> {
    if id == ORGANIZATION_ID { Ok(()) } else { Err(refusals::other_organization()) }
}
