//! Changing a cluster: its name, what it says of itself, its license, its services.
//!
//! Chosen where the reference is silent: AutoOps can be switched on, as its switch is documented; a
//! body that changes nothing is fine and leaves the `ETag`; a service that stays on is not asked again
//! whether it is supported; switching the inference service off ends its keys at once.

use serde_json::{Value, json};

use super::body::{self, Findings, Need, Object};
use super::clusters::with_etag;
use super::{Call, Subscription, refusals};
use crate::elastic::Answer;
use crate::elastic::clusters::{Cluster, Clusters, REGION, Service};
use crate::http::Response;

/// Changes what the body names.
pub fn update(call: &Call<'_>, clusters: &mut Clusters, id: &str) -> Answer {
    let mut cluster = call.changeable(clusters, id)?;
    body::no_query(call.request, &[])?;
    let patch = read(&body::json(call.request)?)?;
    call.check_changeable(&cluster)?;
    patch.describe(&mut cluster);
    let mut keys = None;
    let mut has_switched = false;
    for (service, on) in patch.switches() {
        if on == cluster.is_on(service) {
            continue;
        }
        has_switched = true;
        if on {
            check_usable(call, &cluster, service)?;
        }
        match service {
            Service::AutoOps => switch_auto_ops(&mut cluster, on),
            Service::Eis => {
                let key = on.then(|| clusters.make_key());
                switch_eis(&mut cluster, key.clone());
                keys = key;
            }
        }
    }
    if has_switched {
        cluster.busy_until = Some(call.now + call.behavior.busy);
    }
    let mut body = cluster.to_json();
    if let Some(key) = keys {
        body["keys"] = json!({"eis": key});
    }
    let etag = clusters.put(cluster);
    Ok(with_etag(200, &body, &etag))
}

fn check_usable(call: &Call<'_>, cluster: &Cluster, service: Service) -> Result<(), Response> {
    if !cluster.supports(service) {
        return Err(refusals::unsupported(service, cluster));
    }
    if service.needs_subscription() && call.behavior.subscription == Subscription::Inactive {
        return Err(refusals::no_subscription(service));
    }
    Ok(())
}

fn switch_auto_ops(cluster: &mut Cluster, on: bool) {
    cluster.auto_ops = on;
    if on {
        cluster.region.get_or_insert_with(|| REGION.to_owned());
    }
}

fn switch_eis(cluster: &mut Cluster, key: Option<String>) {
    cluster.eis = key.is_some();
    match key {
        Some(key) => cluster.eis_keys.add(key),
        None => cluster.eis_keys.clear(),
    }
}

/// What a valid body names.
struct Patch {
    name: Option<String>,
    own_name: Option<String>,
    version: Option<String>,
    license_type: Option<String>,
    license_uid: Option<String>,
    auto_ops: Option<bool>,
    eis: Option<bool>,
}

impl Patch {
    fn describe(&self, cluster: &mut Cluster) {
        for (wish, member) in [
            (&self.name, &mut cluster.name),
            (&self.own_name, &mut cluster.own.name),
            (&self.version, &mut cluster.own.version),
            (&self.license_type, &mut cluster.license.kind),
            (&self.license_uid, &mut cluster.license.uid),
        ] {
            if let Some(wish) = wish {
                member.clone_from(wish);
            }
        }
    }

    fn switches(&self) -> impl Iterator<Item = (Service, bool)> {
        let both = [(Service::AutoOps, self.auto_ops), (Service::Eis, self.eis)];
        both.into_iter().filter_map(|(service, wish)| wish.map(|on| (service, on)))
    }
}

fn read(body: &Value) -> Result<Patch, Response> {
    let mut findings = Findings::default();
    let root = findings.root(body, &["name", "self_managed_cluster", "license", "services"]);
    let name = findings.name(&root);
    let own = findings.object(&root, "self_managed_cluster", Need::Optional, &["name", "version"]);
    let license = findings.object(&root, "license", Need::Optional, &["type", "uid"]);
    let services = findings.object(&root, "services", Need::Optional, &["auto_ops", "eis"]);
    let patch = Patch {
        name,
        own_name: findings.text(&own, "name", Need::Optional),
        version: findings.version(&own, Need::Optional),
        license_type: findings.license_type(&license, Need::Optional),
        license_uid: findings.text(&license, "uid", Need::Optional),
        auto_ops: switch(&mut findings, &services, Service::AutoOps),
        eis: switch(&mut findings, &services, Service::Eis),
    };
    findings.done()?;
    Ok(patch)
}

fn switch(findings: &mut Findings, services: &Object<'_>, service: Service) -> Option<bool> {
    let service = findings.object(services, service.name(), Need::Optional, &["enabled"]);
    findings.switch(&service, "enabled")
}
