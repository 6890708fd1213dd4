//! What a refusal of Cloud Connect says beyond what Elastic Cloud's do.
//! Source: Kibana, which waits on `invalid_state`, and the troubleshooting pages of AutoOps.

use crate::api::elastic_cloud::error::refusal as usual;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{refusal_body, tidy};

/// How the code ends that says that an earlier change is still carried out, at whatever status.
const BUSY: &str = ".invalid_state";

/// What the codes of a refused connection mean, and what to do about it.
const SET_UP: [(&str, &str, &str); 5] = [
    (
        "cluster_already_connected",
        "This cluster is connected to another organization",
        "Disconnect it there first, or sign in to that organization.",
    ),
    (
        "license_used_by_another_account",
        "This license is used by another organization",
        "Check the license id. A license belongs to one organization only.",
    ),
    (
        "license_expired",
        "The license of this cluster has expired",
        "Renew it in the cluster, then connect it again.",
    ),
    (
        "version_mismatch",
        "The service doesn't take this stack version",
        "Check the version. An older cluster has to be upgraded first.",
    ),
    (
        "create_cluster.no_organization",
        "Cloud Connect doesn't know an organization of this key that can connect clusters",
        "Open Cloud Connect once on Elastic's own page, or sign in with a key of another organization.",
    ),
];

pub(super) fn refusal(response: &Response) -> Error {
    if !(400..500).contains(&response.status) {
        return usual(response);
    }
    let body = refusal_body(response);
    let errors = body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    for error in errors {
        let code = error["code"].as_str().unwrap_or_default().to_ascii_lowercase();
        let message = || tidy(error["message"].as_str().unwrap_or_default().trim_end_matches('.'));
        if code.ends_with(BUSY) {
            return Error::Busy { message: message() };
        }
        if let Some((_, sentence, next)) = SET_UP.iter().find(|(end, ..)| code.ends_with(end)) {
            return Error::Known { gone: false, sentence, next, message: message() };
        }
    }
    usual(response)
}
