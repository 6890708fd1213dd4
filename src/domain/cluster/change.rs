//! What is to become of a connected cluster, and what became of it meanwhile.

use super::{Cluster, ServiceKind};

/// What is to change; what is not named stays as it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ClusterChange {
    /// Its new name in Cloud Connect.
    pub name: Option<String>,
    /// A service, and whether it is to be on.
    pub service: Option<(ServiceKind, bool)>,
}

/// Something that differs between two readings of a cluster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Differs {
    /// What.
    pub what: &'static str,
    /// As it was.
    pub before: String,
    /// As it is.
    pub now: String,
}

impl ClusterChange {
    /// Renames it.
    #[must_use]
    pub fn renamed(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// Switches a service.
    #[must_use]
    pub fn switched(kind: ServiceKind, on: bool) -> Self {
        Self { service: Some((kind, on)), ..Self::default() }
    }

    /// Whether a cluster is as this asks for.
    #[must_use]
    pub fn fits(&self, cluster: &Cluster) -> bool {
        self.name.as_ref().is_none_or(|name| *name == cluster.name)
            && self
                .service
                .is_none_or(|(kind, on)| cluster.service(kind).is_some_and(|service| service.enabled == on))
    }

    /// Whether carrying it out tells a secret.
    #[must_use]
    pub fn tells_secret(&self) -> bool {
        self.service.is_some_and(|(kind, on)| on && kind.has_key())
    }
}

/// Everything that an owner can see change, in the order of the page.
#[must_use]
pub fn differences(before: &Cluster, now: &Cluster) -> Vec<Differs> {
    let on = |cluster: &Cluster, kind| match cluster.service(kind) {
        None => "not offered",
        Some(service) if service.enabled => "on",
        Some(_) => "off",
    };
    let region = |cluster: &Cluster| {
        let service = cluster.service(ServiceKind::AutoOps);
        service.and_then(|service| service.region.clone()).unwrap_or_else(|| "none".to_owned())
    };
    let services = ServiceKind::ALL
        .into_iter()
        .map(|kind| (kind.label(), on(before, kind).to_owned(), on(now, kind).to_owned()));
    [
        ("Name", before.name.clone(), now.name.clone()),
        ("Name in the cluster", before.own.name.clone(), now.own.name.clone()),
        ("Stack version", before.own.version.clone(), now.own.version.clone()),
        ("License", before.license.kind.clone(), now.license.kind.clone()),
        ("License id", before.license.uid.clone(), now.license.uid.clone()),
    ]
    .into_iter()
    .chain(services)
    .chain([("AutoOps region", region(before), region(now))])
    .filter(|(_, before, now)| before != now)
    .map(|(what, before, now)| Differs { what, before, now })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::cluster;
    use super::*;

    #[test]
    fn each_field_that_differs_is_told() {
        let (before, mut now) = (cluster(), cluster());
        assert_eq!(differences(&before, &now), []);
        now.name = "Frankfurt 2".to_owned();
        now.services[1].enabled = true;
        now.services[0].region = Some("aws-us-east-1".to_owned());
        let found: Vec<_> = differences(&before, &now)
            .into_iter()
            .map(|it| format!("{}: {} → {}", it.what, it.before, it.now))
            .collect();
        assert_eq!(
            found,
            [
                "Name: Frankfurt → Frankfurt 2",
                "Elastic Inference Service: off → on",
                "AutoOps region: none → aws-us-east-1"
            ]
        );
    }

    #[test]
    fn a_change_knows_when_it_is_done_and_when_it_tells_a_secret() {
        let mut cluster = cluster();
        let on = ClusterChange::switched(ServiceKind::Inference, true);
        assert!(!on.fits(&cluster) && on.tells_secret());
        cluster.services[1].enabled = true;
        assert!(on.fits(&cluster));
        assert!(!ClusterChange::switched(ServiceKind::AutoOps, true).tells_secret());
        assert!(ClusterChange::renamed("Frankfurt").fits(&cluster));
        assert!(!ClusterChange::renamed("x").fits(&cluster));
    }
}
