//! The key that a call is made with: its end, what it may do, how it is used elsewhere.

use super::error::refusal;
use super::{lists, roles};
use crate::api::backend::Rights;
use crate::api::curl::quoted;
use crate::api::error::Error;
use crate::api::key_desk::Snippet;
use crate::api::request::Response;
use crate::api::wire::{read, refusal_body};
use crate::domain::access::{Access, Place, Reach, RoleAssignment};
use crate::domain::export::VARIABLE;
use crate::domain::key::Proven;
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;

/// On every answer: when the key ends that the call was made with.
const END: &str = "x-elastic-api-key-expiration";
/// What new keys begin with (contract, "Look of a key"). Older ones look like any base64.
const MARK: &str = "essu_";
/// So many characters after it are more than a name that only begins like a key has.
const LEAST: usize = 12;

/// Whether there is a key in a text, which may be a line of a log or a script.
pub(super) fn looks_like_key(text: &Secret) -> bool {
    let may_follow = |letter: &char| letter.is_ascii_alphanumeric() || "_+/=".contains(*letter);
    let mut parts = text.expose().split(MARK);
    parts.next();
    parts.any(|rest| rest.chars().take_while(may_follow).count() >= LEAST)
}

/// When the key ends that the call was made with, if a page may read that.
pub(super) fn end(response: &Response) -> Option<Timestamp> {
    response.header(END).and_then(Timestamp::parse)
}

/// Reads whether a key works. A page of something that stands before the service proves nothing.
pub(super) fn proven(response: &Response) -> Result<Proven, Error> {
    let proven = Proven { ends: end(response) };
    // That it may not look is said to a key that is known.
    if response.status == 403 && !may_be_unknown(response) {
        return Ok(proven);
    }
    lists::organizations(response).map(|_| proven)
}

/// Whether a 403 does not come from the service, or is about the key itself.
fn may_be_unknown(response: &Response) -> bool {
    let body = refusal_body(response);
    body["errors"][0]["code"].as_str().is_none_or(|code| code == "root.invalid_authentication")
}

/// Reads what the calling key may do: only owners may change keys.
pub(super) fn rights(response: &Response) -> Result<Rights, Error> {
    let answer = read(response, "what this key may do", refusal)?;
    let user = answer.object()?.object("user")?;
    let roles = user.object("role_assignments")?;
    let roles = roles::decode(roles.members());
    let only_cluster = only_cluster(&roles);
    Ok(Rights { may_write: Access::Roles(roles).is_owner(), only_cluster })
}

/// The cluster of a key that was made for it.
fn only_cluster(roles: &[RoleAssignment]) -> Option<String> {
    let [only] = roles else { return None };
    match &only.reach {
        Reach::Only(ids) if only.place == Place::ConnectedClusters && ids.len() == 1 => ids.first().cloned(),
        _ => None,
    }
}

/// Texts for the shell, for Terraform and for programs.
pub(super) fn snippets(curl: String, base_url: &str) -> Vec<Snippet> {
    let endpoint = base_url.replace('\\', "\\\\").replace('"', "\\\"");
    let terraform = format!(
        "variable \"elastic_cloud_api_key\" {{\n  type      = string\n  sensitive = true\n}}\n\n\
         provider \"ec\" {{\n  endpoint = \"{endpoint}\"\n  apikey   = var.elastic_cloud_api_key\n}}\n\n\
         # export TF_VAR_elastic_cloud_api_key=\"${VARIABLE}\""
    );
    let environment = format!("export EC_API_KEY=\"${VARIABLE}\"\nexport EC_ENDPOINT={}", quoted(base_url));
    vec![
        Snippet { label: "curl", text: curl },
        Snippet { label: "Terraform", text: terraform },
        Snippet { label: "Environment", text: environment },
    ]
}
