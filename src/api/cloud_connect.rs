//! Cloud Connect: the terms an organization accepts, its subscription, its clusters and their keys.
//! Source: Elastic Cloud Connect API reference.

mod clusters;
mod error;

use super::backend::Agreement;
use super::call::Call;
use super::cluster_desk::{Changed, ClusterDesk, Connected};
use super::elastic_cloud::unproven;
use super::error::Error;
use super::key_desk::Snippet;
use super::request::{Method, Request, Response};
use super::session::{Credential, Session};
use super::wire::{read, segment, tidy, with_query};
use crate::config::Connection;
use crate::domain::agreement::{Acceptance, Subscription, Terms};
use crate::domain::cluster::change::ClusterChange;
use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::cluster::{Cluster, KeyOf, Revision, Seen};
use crate::domain::export::VARIABLE;
use crate::domain::secret::Secret;
use error::refusal;

const CLUSTERS: &str = "/api/v1/cloud-connected/clusters";

/// The Cloud Connect API, which an Elastic Cloud connection serves too.
pub struct CloudConnect;

impl Agreement for CloudConnect {
    fn terms(&self, session: &Session, holder: &str) -> Call<Terms> {
        Call::new(session.request(Method::Get, &terms_path(holder)), terms)
    }

    fn accept(&self, session: &Session, holder: &str) -> Call<Terms> {
        Call::new(session.request(Method::Post, &format!("{}/_accept", terms_path(holder))), terms)
    }

    fn subscription(&self, session: &Session, holder: &str) -> Call<Subscription> {
        let path = format!("{}/subscription", organization_path(holder));
        Call::new(session.request(Method::Get, &path), subscription)
    }
}

impl ClusterDesk for CloudConnect {
    fn list(&self, session: &Session) -> Call<Vec<Cluster>> {
        Call::new(session.request(Method::Get, CLUSTERS), clusters::list)
    }

    fn one(&self, session: &Session, id: &str) -> Call<Option<Seen>> {
        Call::new(session.request(Method::Get, &cluster_path(id)), clusters::one)
    }

    fn connect(&self, session: &Session, draft: &ClusterDraft) -> Call<Connected> {
        let query = draft.create_key.then_some(("create_api_key", "true"));
        let request = session.request(Method::Post, &with_query(CLUSTERS, query));
        Call::new(request.with_json(&clusters::connect_body(draft)), clusters::connected)
    }

    fn change(
        &self,
        session: &Session,
        id: &str,
        change: &ClusterChange,
        revision: Option<&Revision>,
    ) -> Call<Changed> {
        let request = session.request(Method::Patch, &cluster_path(id));
        let request = request.with_json(&clusters::change_body(change));
        Call::new(only_if(request, revision), clusters::changed)
    }

    fn disconnect(&self, session: &Session, id: &str, revision: Option<&Revision>) -> Call<()> {
        let request = session.request(Method::Delete, &cluster_path(id));
        Call::new(only_if(request, revision), clusters::gone)
    }

    fn rotate(&self, session: &Session, id: &str, of: KeyOf, revision: Option<&Revision>) -> Call<Secret> {
        let request = session.request(Method::Post, &format!("{}/_rotate", key_path(id, of)));
        Call::new(only_if(request, revision), clusters::key)
    }

    fn end_old(&self, session: &Session, id: &str, of: KeyOf, revision: Option<&Revision>) -> Call<()> {
        let request = session.request(Method::Post, &format!("{}/_revoke-pending", key_path(id, of)));
        Call::new(only_if(request, revision), clusters::done)
    }

    fn hand_over(&self, connection: &Connection, id: &str, of: KeyOf) -> Snippet {
        match of {
            KeyOf::Cluster => {
                let credential = Credential::ApiKey { name: String::new(), secret: Secret::new("") };
                let request = unproven(connection, &credential).request(Method::Get, &cluster_path(id));
                Snippet { label: "Read the cluster with its key", text: super::curl::command(&request) }
            }
            KeyOf::Service(_) => Snippet { label: "Hand the key to the cluster", text: to_elasticsearch() },
        }
    }
}

/// How a cluster learns the key of its inference service; only whoever manages the cluster can do that.
/// Source: Elasticsearch, `PUT _inference/_ccm`.
fn to_elasticsearch() -> String {
    format!(
        "curl -X PUT \"$ELASTICSEARCH_URL/_inference/_ccm\" \\\n  \
         -H \"Authorization: ApiKey $ELASTICSEARCH_API_KEY\" \\\n  \
         -H 'Content-Type: application/json' \\\n  \
         -d \"{{\\\"api_key\\\": \\\"${VARIABLE}\\\"}}\""
    )
}

/// The request, to be refused when the thing is not as it was at that revision.
fn only_if(request: Request, revision: Option<&Revision>) -> Request {
    match revision {
        Some(Revision(tag)) => request.with_header("If-Match", tag.as_str()),
        None => request,
    }
}

fn cluster_path(id: &str) -> String {
    format!("{CLUSTERS}/{}", segment(id))
}

fn key_path(id: &str, of: KeyOf) -> String {
    let path = format!("{}/apikey", cluster_path(id));
    match of {
        KeyOf::Cluster => path,
        KeyOf::Service(kind) => format!("{path}/{}", clusters::slug(kind)),
    }
}

fn organization_path(holder: &str) -> String {
    format!("/api/v1/cloud-connected/organizations/{}", segment(holder))
}

fn terms_path(holder: &str) -> String {
    format!("{}/terms-and-conditions", organization_path(holder))
}

fn terms(response: &Response) -> Result<Terms, Error> {
    let answer = read(response, "the state of the terms", refusal)?;
    let accepted = match answer.object()?.optional_object("accepted")? {
        None => None,
        Some(it) => Some(Acceptance { at: it.time("accepted_at")?, by: it.text("accepted_by")? }),
    };
    Ok(Terms { accepted })
}

fn subscription(response: &Response) -> Result<Subscription, Error> {
    let answer = read(response, "the state of the subscription", refusal)?;
    Ok(match answer.object()?.text("state")?.as_str() {
        "trial" => Subscription::Trial,
        "active" => Subscription::Active,
        "inactive" => Subscription::Inactive,
        other => Subscription::Unknown(tidy(other)),
    })
}
