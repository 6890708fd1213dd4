//! The services that a connected cluster may use, what it lacks for them, and whose keys there are.

use super::{Cluster, version};
use crate::domain::agreement::Subscription;
use crate::domain::words;

/// Which service.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ServiceKind {
    /// Monitoring and advice.
    AutoOps,
    /// Machine learning models in Elastic's cloud.
    Inference,
}

/// A service of Elastic's for a connected cluster. What a backend may leave out is optional.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Service {
    /// Which one.
    pub kind: ServiceKind,
    /// Whether it is switched on.
    pub enabled: bool,
    /// Whether the backend says that the cluster can use it.
    pub supported: Option<bool>,
    /// The licenses with which it can be used; empty if not told.
    pub licenses: Vec<String>,
    /// The lowest version with which it can be used.
    pub minimum_version: Option<String>,
    /// Whether it needs a subscription.
    pub needs_subscription: bool,
    /// Where it keeps its data.
    pub region: Option<String>,
    /// Pages that belong to it.
    pub links: Vec<Link>,
}

/// A page that belongs to a service.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// What the page is.
    pub to: LinkTo,
    /// Its address, encrypted.
    pub url: String,
}

/// What a page of a service is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkTo {
    /// The service itself, for this cluster.
    Service,
    /// Where it is set up.
    SetUp,
    /// What it is.
    Documentation,
}

/// What a cluster lacks to use a service.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Need {
    /// One of these licenses.
    License(Vec<String>),
    /// This version or a later one.
    Version(String),
    /// A subscription.
    Subscription,
    /// The backend doesn't say.
    Untold,
}

/// Whose key it is that can be rotated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeyOf {
    /// The cluster's, with which it speaks to Cloud Connect.
    Cluster,
    /// A service's.
    Service(ServiceKind),
}

impl ServiceKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::AutoOps, Self::Inference];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AutoOps => "AutoOps",
            Self::Inference => "Elastic Inference Service",
        }
    }

    /// What it does.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::AutoOps => "Watches the cluster and says what to do about what it finds.",
            Self::Inference => "Runs machine learning models in Elastic's cloud for the cluster.",
        }
    }

    /// Whether it is switched on by setting it up on a page of its own, and not by a call.
    #[must_use]
    pub fn is_set_up_elsewhere(self) -> bool {
        self == Self::AutoOps
    }

    /// Whether it has a key that can be rotated.
    #[must_use]
    pub fn has_key(self) -> bool {
        self == Self::Inference
    }
}

impl KeyOf {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Cluster, Self::Service(ServiceKind::Inference)];

    /// What to call the key.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Cluster => "cluster key",
            Self::Service(ServiceKind::AutoOps) => "AutoOps key",
            Self::Service(ServiceKind::Inference) => "inference key",
        }
    }

    /// The service that it is for; for the cluster's own key, that.
    #[must_use]
    pub fn label_of_service(self) -> &'static str {
        match self {
            Self::Cluster => "Cloud Connect",
            Self::Service(kind) => kind.label(),
        }
    }

    /// What uses the key, so stops without a new one.
    #[must_use]
    pub fn used_by(self) -> &'static str {
        match self {
            Self::Cluster => "The cluster's Kibana",
            Self::Service(ServiceKind::AutoOps) => "AutoOps",
            Self::Service(ServiceKind::Inference) => "The cluster's Elasticsearch",
        }
    }
}

impl LinkTo {
    /// The page of a service, said in full.
    #[must_use]
    pub fn of(self, service: ServiceKind) -> String {
        match self {
            Self::Service | Self::SetUp => format!("{} {}", self.label(), service.label()),
            Self::Documentation => format!("{} of {}", self.label(), service.label()),
        }
    }

    /// What stands on the link.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Service => "Open",
            Self::SetUp => "Set up",
            Self::Documentation => "Documentation",
        }
    }
}

impl Cluster {
    /// What it lacks to use a service; nothing when it can be used. The backend's own word on its support
    /// comes first.
    #[must_use]
    pub fn needs(&self, service: &Service, subscription: Option<&Subscription>) -> Vec<Need> {
        let mut needs = Vec::new();
        if service.supported != Some(true) {
            let licenses = &service.licenses;
            if !licenses.is_empty() && !licenses.contains(&self.license.kind) {
                needs.push(Need::License(licenses.clone()));
            }
            if let Some(minimum) = &service.minimum_version
                && version::is_older(&self.own.version, minimum)
            {
                needs.push(Need::Version(minimum.clone()));
            }
        }
        if service.needs_subscription && subscription == Some(&Subscription::Inactive) {
            needs.push(Need::Subscription);
        }
        if service.supported == Some(false) && needs.is_empty() {
            needs.push(Need::Untold);
        }
        needs
    }
}

impl Need {
    /// What is lacking, for the owner.
    #[must_use]
    pub fn sentence(&self, cluster: &Cluster) -> String {
        match self {
            Self::License(licenses) => format!(
                "It needs a license of type {}; this cluster's is {}.",
                words::any_of(licenses),
                cluster.license.kind
            ),
            Self::Version(minimum) => {
                format!(
                    "It needs stack version {minimum} or later; this cluster has {}.",
                    cluster.own.version
                )
            }
            Self::Subscription => {
                "It needs an active subscription or a trial of the organization. Ask your billing admin."
                    .to_owned()
            }
            Self::Untold => "The service doesn't support this cluster and doesn't say why.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{cluster, service};
    use super::*;

    fn needs(change: impl FnOnce(&mut Service), subscription: &Subscription) -> Vec<Need> {
        let mut service = service(ServiceKind::Inference);
        change(&mut service);
        cluster().needs(&service, Some(subscription))
    }

    #[test]
    fn what_a_cluster_lacks_is_told_apart() {
        let wants = vec!["trial".to_owned(), "enterprise".to_owned()];
        let license = needs(|it| it.licenses.clone_from(&wants), &Subscription::Active);
        assert_eq!(license, [Need::License(wants)]);
        assert_eq!(
            license[0].sentence(&cluster()),
            "It needs a license of type trial or enterprise; this cluster's is platinum."
        );
        let version = needs(|it| it.minimum_version = Some("9.3.0".to_owned()), &Subscription::Active);
        assert_eq!(version, [Need::Version("9.3.0".to_owned())]);
        assert_eq!(needs(|it| it.needs_subscription = true, &Subscription::Inactive), [Need::Subscription]);
        assert_eq!(needs(|it| it.supported = Some(false), &Subscription::Active), [Need::Untold]);
        for usable in [Subscription::Trial, Subscription::Active, Subscription::Unknown("new".to_owned())] {
            assert_eq!(needs(|it| it.needs_subscription = true, &usable), []);
        }
    }

    #[test]
    fn the_backends_word_on_support_counts_more_than_the_rules() {
        let supported = |it: &mut Service| {
            it.supported = Some(true);
            it.licenses = vec!["enterprise".to_owned()];
        };
        assert_eq!(needs(supported, &Subscription::Active), []);
    }
}
