//! Every refusal of this API, all codes of its own in one place. Only two codes were ever seen:
//! `clusters.patch_cluster.invalid_state`, and `invalid.request.body`, that one in a mock. The others
//! are chosen after their fashion, or taken over from the Elastic Cloud API.

use super::Behavior;
use crate::elastic::clusters::{Cluster, Service};
use crate::elastic::{Problem, refuse};
use crate::http::Response;

fn one(status: u16, code: &'static str, message: impl Into<String>) -> Response {
    refuse(status, &[Problem::new(code, message)])
}

/// The organization is not the caller's.
pub fn other_organization() -> Response {
    let message = "The current user does not have access to the requested organization.";
    one(403, "organization.invalid_access", message)
}

/// The caller's roles do not do.
pub fn no_right(needed: &str) -> Response {
    let message = format!("You are not authorized to perform this action. It needs {needed}.");
    one(403, "root.unauthorized", message)
}

/// Nobody has accepted the terms.
pub fn terms_not_accepted() -> Response {
    let message = "The organization has not accepted the terms and conditions of Cloud Connect.";
    one(403, "clusters.create_cluster.terms_not_accepted", message)
}

/// Cloud Connect does not know the organization.
pub fn no_organization() -> Response {
    let message = "The user of this key does not belong to an organization that can connect clusters.";
    one(403, "clusters.create_cluster.no_organization", message)
}

/// No cluster with this id, or none on which the caller has a role.
pub fn unknown_cluster(id: &str) -> Response {
    one(404, "clusters.not_found", format!("The cluster {id} can't be found."))
}

/// The service has no key that could be rotated.
pub fn no_service_key(service: Service) -> Response {
    let message = format!("The service '{}' is off and has no key.", service.name());
    one(404, "clusters.service_key_not_found", message)
}

/// The request itself is wrong, in each of these ways.
pub fn invalid_body(messages: impl IntoIterator<Item = String>) -> Response {
    let problems: Vec<Problem> =
        messages.into_iter().map(|message| Problem::new("invalid.request.body", message)).collect();
    refuse(400, &problems)
}

/// What else of the request is wrong.
pub fn invalid_data(message: impl Into<String>) -> Response {
    one(400, "root.invalid_data", message)
}

/// The cluster belongs to another organization.
pub fn cluster_of_others() -> Response {
    let message = "The cluster is already connected to another organization.";
    one(409, "clusters.create_cluster.cluster_already_connected", message)
}

/// The license belongs to another organization.
pub fn license_of_others() -> Response {
    let message = "The license is already used by another organization.";
    one(409, "clusters.create_cluster.license_used_by_another_account", message)
}

/// The cluster's license or version does not do for the service.
pub fn unsupported(service: Service, cluster: &Cluster) -> Response {
    let message = format!(
        "The service '{}' does not support this cluster. It needs stack version {} or later and one of \
         the licenses {}; the cluster has {} and {}.",
        service.name(),
        service.minimum_version(),
        service.licenses().join(", "),
        cluster.own.version,
        cluster.license.kind,
    );
    one(400, "clusters.patch_cluster.service_not_supported", message)
}

/// The service needs a subscription that is in force.
pub fn no_subscription(service: Service) -> Response {
    let message = format!("The service '{}' needs an active subscription or a trial.", service.name());
    one(403, "clusters.patch_cluster.subscription_required", message)
}

/// The cluster has changed since the caller read it.
pub fn stale(behavior: &Behavior) -> Response {
    let message = "The cluster has changed since the ETag in If-Match was given. Read it again.";
    one(behavior.stale_status, "clusters.etag_mismatch", message)
}

/// An earlier change still runs.
pub fn changing(behavior: &Behavior) -> Response {
    let message = "An earlier change of the cluster is still running. Try again later.";
    one(behavior.invalid_state_status, "clusters.patch_cluster.invalid_state", message)
}

/// The cluster can't be disconnected, or connected, right now.
pub fn changing_elsewhere(code: &'static str, cluster: &Cluster) -> Response {
    let message = if cluster.gone_at.is_some() {
        "The cluster is being disconnected already."
    } else {
        "An earlier change of the cluster is still running. Try again later."
    };
    one(409, code, message)
}
