//! The list of connected clusters: an owner sees all, who holds a role on some of them sees these.

use serde_json::{Value, json};

use crate::elastic::{Answer, CONNECTED_CLUSTERS, Caller, Problem, clusters, refuse};
use crate::http::Response;

/// The clusters that the caller may see.
pub fn list(caller: &Caller) -> Answer {
    let roles: &[Value] = caller.roles[CONNECTED_CLUSTERS].as_array().map_or(&[], Vec::as_slice);
    let sees_all = caller.is_owner() || roles.iter().any(|role| role["all"] == true);
    if roles.is_empty() && !sees_all {
        let message = "You are not authorized to perform this action. It needs a role on connected clusters.";
        return Err(refuse(403, &[Problem::new("root.unauthorized", message)]));
    }
    let items: Vec<Value> = clusters::all()
        .filter(|cluster| sees_all || roles.iter().any(|role| is_on(role, cluster.id())))
        .map(clusters::Cluster::to_json)
        .collect();
    Ok(Response::json(200, &json!({"items": items})))
}

fn is_on(role: &Value, id: &str) -> bool {
    role["resource_ids"].as_array().is_some_and(|ids| ids.iter().any(|known| known == id))
}
