//! Who calls: the `Authorization: ApiKey …` header and the roles behind it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::ORGANIZATION_ID;
use super::clusters::{Cluster, Clusters};
use super::errors::{Problem, refuse};
use super::roles::{CLUSTER_ADMIN, CONNECTED_CLUSTERS, ORGANIZATION_OWNER};
use super::store::KeyStore;
use crate::http::{Request, Response};

/// The key a request was made with.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The key's creator, for whom it acts.
    pub user_id: String,
    /// What the key may do.
    pub roles: Value,
    /// When the key ends; `None` means never.
    pub expires: Option<DateTime<Utc>>,
    /// The connected cluster to which the key belongs; `None` for a key of the organization.
    pub own_cluster: Option<String>,
}

impl Caller {
    /// Whether the key holds the organization owner's role.
    pub fn is_owner(&self) -> bool {
        self.roles["organization"]
            .as_array()
            .is_some_and(|list| list.iter().any(|entry| entry["role_id"] == ORGANIZATION_OWNER))
    }

    /// Refuses callers who own nothing.
    pub fn require_owner(&self) -> Result<(), Response> {
        if self.is_owner() {
            return Ok(());
        }
        Err(refuse(
            403,
            &[Problem::new(
                "root.unauthorized",
                "You are not authorized to perform this action. It needs the organization owner's role.",
            )],
        ))
    }
}

/// The caller, or the 401: from the gateway when there is no usable credential, from the service
/// when the key is unknown, revoked or expired.
pub fn identify(
    keys: &KeyStore,
    clusters: &Clusters,
    request: &Request,
    now: DateTime<Utc>,
) -> Result<Caller, Response> {
    let Some(secret) = credential(request) else {
        return Err(Response::json(
            401,
            &json!({"UnauthorizedMessages": ["Invalid credential headers"], "Cause": null}),
        ));
    };
    if let Some(key) = keys.by_secret(secret, now) {
        let (user_id, roles) = (key.user_id.clone(), key.roles.clone());
        return Ok(Caller { user_id, roles, expires: key.expires, own_cluster: None });
    }
    clusters.by_key(secret, now).map(of_cluster).ok_or_else(|| unknown_key(&request.path))
}

/// Chosen: such a key acts for the user who connected the cluster, and never ends by itself.
fn of_cluster(cluster: &Cluster) -> Caller {
    let role = json!({
        "role_id": CLUSTER_ADMIN,
        "organization_id": ORGANIZATION_ID,
        "all": false,
        "resource_ids": [cluster.id],
    });
    Caller {
        user_id: cluster.created_by.clone(),
        roles: json!({CONNECTED_CLUSTERS: [role]}),
        expires: None,
        own_cluster: Some(cluster.id.clone()),
    }
}

fn credential(request: &Request) -> Option<&str> {
    let (scheme, secret) = request.header("authorization")?.split_once(' ')?;
    let is_usable = scheme.eq_ignore_ascii_case("apikey") && !secret.is_empty() && !secret.contains(' ');
    is_usable.then_some(secret)
}

fn unknown_key(path: &str) -> Response {
    let problem = if path.starts_with("/api/v1/organizations") {
        Problem::new("user.not_found", "User not found.")
    } else {
        Problem::new("root.unauthorized", "Credentials were invalid.")
    };
    refuse(401, &[problem])
}
