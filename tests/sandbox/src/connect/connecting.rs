//! Connecting a cluster.
//!
//! Chosen where the reference is silent: without a name the cluster's own name is taken; a cluster that
//! is connected already stays as it is, and gets one more key if one is asked for, beside those it has;
//! 403 and 409 say why in their codes; whoever connects a cluster gets no role on it.

use serde_json::Value;

use super::body::{self, Findings, Need};
use super::clusters::with_etag;
use super::{Call, refusals};
use crate::clock::timestamp;
use crate::elastic::Answer;
use crate::elastic::clusters::{Cluster, Clusters, License, REGION, SelfManaged};
use crate::http::{Request, Response};

/// A cluster that another organization has connected.
const CLUSTER_OF_OTHERS: &str = "another-organizations1";
/// A license that another organization uses.
const LICENSE_OF_OTHERS: &str = "another-organizations-license";

/// Connects the cluster that the body tells of.
pub fn connect(call: &Call<'_>, clusters: &mut Clusters) -> Answer {
    call.require_connecting()?;
    if !call.behavior.knows_organization {
        return Err(refusals::no_organization());
    }
    if !call.terms_are_accepted {
        return Err(refusals::terms_not_accepted());
    }
    let makes_key = create_api_key(call.request)?;
    let wanted = read(&body::json(call.request)?)?;
    if wanted.own.id == CLUSTER_OF_OTHERS {
        return Err(refusals::cluster_of_others());
    }
    if wanted.license.uid == LICENSE_OF_OTHERS {
        return Err(refusals::license_of_others());
    }
    let known = clusters.by_own_id(&wanted.own.id).map(|cluster| cluster.id.clone());
    let (status, mut cluster) = match known {
        Some(id) => (200, call.reconnectable(clusters, &id)?),
        None => (201, new_cluster(call, clusters, wanted)),
    };
    if cluster.is_changing(call.now) {
        let code = "clusters.create_cluster.invalid_state";
        return Err(refusals::changing_elsewhere(code, &cluster));
    }
    let mut body = cluster.to_json();
    if makes_key {
        let key = clusters.make_key();
        body["key"] = key.as_str().into();
        cluster.keys.add(key);
    }
    let etag = clusters.put(cluster);
    Ok(with_etag(status, &body, &etag))
}

fn new_cluster(call: &Call<'_>, clusters: &mut Clusters, wanted: Wanted) -> Cluster {
    let name = wanted.name.unwrap_or_else(|| wanted.own.name.clone());
    let mut cluster = Cluster::new(clusters.make_id(), name, wanted.own, wanted.license);
    cluster.created = timestamp(call.now);
    cluster.created_by.clone_from(&call.caller.user_id);
    cluster.region = Some(REGION.to_owned());
    cluster
}

fn create_api_key(request: &Request) -> Result<bool, Response> {
    body::no_query(request, &["create_api_key"])?;
    match request.query_pairs().first().map(|(_, value)| value.as_str()) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(refusals::invalid_data("'create_api_key' must be true or false.")),
    }
}

/// What a valid body tells.
struct Wanted {
    name: Option<String>,
    own: SelfManaged,
    license: License,
}

fn read(body: &Value) -> Result<Wanted, Response> {
    let mut findings = Findings::default();
    let root = findings.root(body, &["name", "self_managed_cluster", "license"]);
    let name = findings.name(&root);
    let own = findings.object(&root, "self_managed_cluster", Need::Required, &["id", "name", "version"]);
    let own = SelfManaged {
        id: findings.text(&own, "id", Need::Required).unwrap_or_default(),
        name: findings.text(&own, "name", Need::Required).unwrap_or_default(),
        version: findings.version(&own, Need::Required).unwrap_or_default(),
    };
    let license = findings.object(&root, "license", Need::Required, &["type", "uid"]);
    let license = License {
        kind: findings.license_type(&license, Need::Required).unwrap_or_default(),
        uid: findings.text(&license, "uid", Need::Required).unwrap_or_default(),
    };
    findings.done()?;
    Ok(Wanted { name, own, license })
}
