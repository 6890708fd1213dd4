//! Reads clusters out of answers, and writes what is asked for.
//! Source: Elastic Cloud Connect API reference, operations on clusters. Which members of a service are always
//! there is not documented, so all but the cluster's id may be missing.

use crate::api::cluster_desk::{Changed, Connected};
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Answer, Object, carried_out, is_page, read, texts, unreadable};
use crate::config::link;
use crate::domain::cluster::change::ClusterChange;
use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::cluster::{Cluster, License, Link, LinkTo, Own, Revision, Seen, Service, ServiceKind};
use crate::domain::json::object;
use crate::domain::secret::Secret;
use serde_json::Value;

use super::error::refusal;

const CREATED: u16 = 201;
const NOT_FOUND: u16 = 404;
const A_CLUSTER: &str = "a cluster";

pub(super) fn list(response: &Response) -> Result<Vec<Cluster>, Error> {
    let answer = read(response, "a list of clusters", refusal)?;
    answer.object()?.objects("items")?.into_iter().map(cluster).collect()
}

pub(super) fn one(response: &Response) -> Result<Option<Seen>, Error> {
    if response.status == NOT_FOUND {
        return Ok(None);
    }
    seen(response, &read(response, A_CLUSTER, refusal)?).map(Some)
}

pub(super) fn connected(response: &Response) -> Result<Connected, Error> {
    let answer = read(response, A_CLUSTER, refusal)?;
    let key = answer.object()?.optional_text("key")?.map(Secret::new);
    Ok(Connected { seen: seen(response, &answer)?, already: response.status != CREATED, key })
}

pub(super) fn changed(response: &Response) -> Result<Changed, Error> {
    let answer = read(response, A_CLUSTER, refusal)?;
    let keys = answer.object()?.optional_object("keys")?;
    let key = keys.map(|keys| keys.optional_text(slug(ServiceKind::Inference))).transpose()?.flatten();
    Ok(Changed { seen: seen(response, &answer)?, key: key.map(Secret::new) })
}

/// A new key. An empty one is none: whoever saved it would lose the old one for nothing.
pub(super) fn key(response: &Response) -> Result<Secret, Error> {
    let answer = read(response, "a new key", refusal)?;
    match answer.object()?.text("key")? {
        key if key.trim().is_empty() => Err(unreadable("a new key was expected, and it is empty")),
        key => Ok(Secret::new(key)),
    }
}

/// An answer whose body says nothing.
pub(super) fn done(response: &Response) -> Result<(), Error> {
    carried_out(response, refusal)
}

/// The same where there being none already is as good.
pub(super) fn gone(response: &Response) -> Result<(), Error> {
    if response.status == NOT_FOUND && !is_page(response) { Ok(()) } else { done(response) }
}

pub(super) fn connect_body(draft: &ClusterDraft) -> Value {
    let mut members = vec![
        (
            "self_managed_cluster",
            object(vec![
                ("id", draft.own_id.as_str().into()),
                ("name", draft.own_name.as_str().into()),
                ("version", draft.version.as_str().into()),
            ]),
        ),
        (
            "license",
            object(vec![("type", draft.license.as_str().into()), ("uid", draft.license_uid.as_str().into())]),
        ),
    ];
    if !draft.name.is_empty() {
        members.push(("name", draft.name.as_str().into()));
    }
    object(members)
}

pub(super) fn change_body(change: &ClusterChange) -> Value {
    let mut members = Vec::new();
    if let Some(name) = &change.name {
        members.push(("name", name.as_str().into()));
    }
    if let Some((kind, on)) = change.service {
        let service = object(vec![("enabled", on.into())]);
        members.push(("services", object(vec![(slug(kind), service)])));
    }
    object(members)
}

/// What the backend calls a service.
pub(super) fn slug(kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::AutoOps => "auto_ops",
        ServiceKind::Inference => "eis",
    }
}

fn seen(response: &Response, answer: &Answer) -> Result<Seen, Error> {
    let revision = response.header("etag").filter(|tag| !tag.is_empty());
    Ok(Seen { cluster: cluster(answer.object()?)?, revision: revision.map(|tag| Revision(tag.to_owned())) })
}

fn cluster(told: Object<'_>) -> Result<Cluster, Error> {
    let part = |name| told.optional_object(name).unwrap_or_default();
    let text =
        |object: Option<Object<'_>>, name| object.and_then(|object| object.told(name)).unwrap_or_default();
    let (metadata, own, license) = (part("metadata"), part("self_managed_cluster"), part("license"));
    let services = part("services");
    let service_of = |kind| Some(service(kind, services?.optional_object(slug(kind)).unwrap_or_default()?));
    Ok(Cluster {
        id: told.text("id")?,
        name: told.told("name").unwrap_or_default(),
        connected: metadata.and_then(|it| it.told_time("created_at")),
        by: text(metadata, "created_by"),
        own: Own { id: text(own, "id"), name: text(own, "name"), version: text(own, "version") },
        license: License { kind: text(license, "type"), uid: text(license, "uid") },
        services: ServiceKind::ALL.into_iter().filter_map(service_of).collect(),
    })
}

fn service(kind: ServiceKind, told: Object<'_>) -> Service {
    let part = |name| told.optional_object(name).unwrap_or_default();
    let flag =
        |object: Option<Object<'_>>, name| object.and_then(|it| it.optional_flag(name).unwrap_or_default());
    let support = part("support");
    let metadata = part("metadata");
    let links = [
        (LinkTo::Service, "service_url"),
        (LinkTo::SetUp, "connect_url"),
        (LinkTo::Documentation, "documentation_url"),
    ];
    let link_of = |(to, name)| Some(Link { to, url: link(&metadata?.told(name)?)? });
    Service {
        kind,
        enabled: flag(Some(told), "enabled").unwrap_or_default(),
        supported: flag(support, "supported"),
        licenses: support.and_then(|it| it.value("valid_license_types")).map(texts).unwrap_or_default(),
        minimum_version: support.and_then(|it| it.told("minimum_stack_version")),
        needs_subscription: flag(part("subscription"), "required").unwrap_or_default(),
        region: part("config").and_then(|it| it.told("region_id")),
        links: links.into_iter().filter_map(link_of).collect(),
    }
}
