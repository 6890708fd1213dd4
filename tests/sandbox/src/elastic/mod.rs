//! The Elastic Cloud API: organization keys and what stands around them.
//!
//! Rules come from the Elastic Cloud API reference, the public Swagger document and Elastic's own
//! clients. What those leave open is chosen here, on the strict side, and said where it is played:
//! - a refused body has status 400 and `api_keys.invalid_input`, a wrong content type too;
//! - a caller who is no organization owner gets 403 with `root.unauthorized` on key operations;
//! - unknown query parameters, and bodies on calls that take none, get 400 `root.invalid_data`;
//! - a wrong method gets 405, an unknown path 404, both in the error envelope;
//! - every key of the organization sees all of its deployments and projects;
//! - a key that a connected cluster has for itself reads the organization and who it is, nothing else
//!   outside of Cloud Connect.

mod assignments;
mod auth;
mod behavior;
pub(crate) mod clusters;
mod create;
mod deployments;
mod errors;
mod expiry;
mod keys;
mod organizations;
mod projects;
mod rate;
mod resource_names;
mod roles;
mod scramble;
mod seed;
mod seed_names;
mod stack_roles;
mod store;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::clock::timestamp;
use crate::http::{Request, Response};

pub use auth::Caller;
pub use behavior::{Behavior, ConnectedClusterRoles};
pub(crate) use errors::{Problem, method_not_allowed, not_found, refuse, stray_parameter};
use errors::{no_body, no_query};
pub use expiry::LeftOutExpiration;
pub use roles::{CLUSTER_ADMIN, CONNECTED_CLUSTERS};
pub use seed::Seed;

/// The only organization of the sandbox.
pub const ORGANIZATION_ID: &str = "198583657190";
/// The organization's name.
pub const ORGANIZATION_NAME: &str = "Acme Observability";
/// Demo credential of an organization owner.
pub const OWNER_SECRET: &str = "essu_demo_owner_key";
/// Demo credential of a member who owns nothing.
pub const MEMBER_SECRET: &str = "essu_demo_member_key";

/// Demo credential that may look at all connected clusters.
pub const VIEWER_SECRET: &str = "essu_demo_cluster_viewer_key";
/// Demo credential that a connected cluster has for itself.
pub const CLUSTER_SECRET: &str = "essu_demo_cluster_key";

/// Either the operation's answer or the refusal to give one.
pub(crate) type Answer = Result<Response, Response>;

/// The organization with its keys and resources.
#[derive(Debug)]
pub struct Elastic {
    keys: store::KeyStore,
    deployments: deployments::Deployments,
    projects: projects::Projects,
    pub(crate) clusters: clusters::Clusters,
    limit_is_enforced: bool,
    rate: rate::RateLimit,
    behavior: Behavior,
}

impl Elastic {
    /// The organization at its seed, as of `now`, with a service that behaves like this.
    pub fn new(seed: &Seed, behavior: Behavior, now: DateTime<Utc>) -> Self {
        Self {
            keys: seed::keys(seed.keys, now),
            deployments: deployments::Deployments::new(seed.deployments),
            projects: projects::Projects::new(seed.projects),
            clusters: clusters::Clusters::new(seed.clusters),
            limit_is_enforced: seed.keys <= keys::LIMIT,
            rate: rate::RateLimit::new(behavior.calls_per_minute),
            behavior,
        }
    }

    /// Answers one request under `/api/v1`.
    pub fn handle(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let caller = match self.admit(request, now) {
            Ok(caller) => caller,
            Err(refusal) => return refusal,
        };
        let answer = self.route(request, &caller, now);
        self.stamp(answer.unwrap_or_else(|refusal| refusal), &caller)
    }

    /// Who is calling; or the 401, or the 429.
    pub(crate) fn admit(&mut self, request: &Request, now: DateTime<Utc>) -> Result<Caller, Response> {
        self.clusters.settle(now);
        let caller = auth::identify(&self.keys, &self.clusters, request, now)?;
        match self.rate.count(now) {
            Ok(()) => Ok(caller),
            Err(refusal) => Err(self.stamp(refusal, &caller)),
        }
    }

    /// Adds the headers that every answer to a known key carries.
    pub(crate) fn stamp(&self, response: Response, caller: &Caller) -> Response {
        let response = self.rate.stamp(response);
        match caller.expires {
            Some(instant) => response.with_header("X-Elastic-Api-Key-Expiration", &timestamp(instant)),
            None => response,
        }
    }

    fn route(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        let Some(segments) = request.segments_after("/api/v1") else {
            return Err(not_found());
        };
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let method = request.method.as_str();
        match segments.as_slice() {
            ["users", "auth", "keys"] => match method {
                "GET" => self.list_keys(request, caller, now),
                "POST" => self.create_key(request, caller, now),
                "DELETE" => self.revoke_keys(request, caller, now),
                _ => Err(method_not_allowed("GET, POST, DELETE")),
            },
            ["users", "auth", "keys", id] => match method {
                "GET" => self.get_key(request, caller, id, now),
                "DELETE" => self.revoke_key(request, caller, id, now),
                _ => Err(method_not_allowed("GET, DELETE")),
            },
            _ => self.read(request, caller, &segments),
        }
    }

    fn read(&self, request: &Request, caller: &Caller, segments: &[&str]) -> Answer {
        if caller.own_cluster.is_some()
            && !matches!(segments, ["organizations"] | ["organizations", _] | ["saas", "user"])
        {
            let message = "You are not authorized to perform this action. A cluster's own key can't do it.";
            return Err(refuse(403, &[Problem::new("root.unauthorized", message)]));
        }
        let body = match segments {
            ["organizations"] => Ok(organizations::list()),
            ["organizations", id] => organizations::get(id),
            ["organizations", id, "members"] => organizations::members(id),
            ["deployments"] => Ok(self.deployments.list()),
            ["serverless", "projects", kind] => self.projects.list(kind),
            ["serverless", "projects", kind, id, "roles"] => self.projects.roles(kind, id),
            ["account"] => Ok(json!({"id": ORGANIZATION_ID, "trust": {"trust_all": false}})),
            ["saas", "user"] if self.behavior.tells_caller => Ok(whoami(request, caller)),
            _ => Err(not_found()),
        }?;
        if request.method != "GET" {
            return Err(method_not_allowed("GET"));
        }
        no_body(request)?;
        let known: &[&str] = if segments == ["saas", "user"] { &["show_role_assignments"] } else { &[] };
        no_query(request, known)?;
        Ok(Response::json(200, &body))
    }
}

/// Unpublished: what Kibana reads to learn what its key may do.
fn whoami(request: &Request, caller: &Caller) -> Value {
    let mut user = json!({
        "user_id": caller.user_id,
        "organization_id": ORGANIZATION_ID,
        "email": organizations::email(&caller.user_id),
    });
    let shows_roles =
        request.query_pairs().iter().any(|(name, value)| name == "show_role_assignments" && value == "true");
    if shows_roles && let Some(members) = user.as_object_mut() {
        members.insert("role_assignments".to_owned(), caller.roles.clone());
    }
    json!({"user": user})
}
