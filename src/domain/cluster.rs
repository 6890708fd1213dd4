//! A self-managed cluster that an organization connected.
//! Source: Elastic Cloud Connect API reference, the cluster object.

pub mod change;
pub mod draft;
pub mod pasted;
pub mod pending;
mod service;
mod version;

use super::time::Timestamp;

pub use service::{KeyOf, Link, LinkTo, Need, Service, ServiceKind};

/// The longest name of a cluster in Cloud Connect, in characters.
pub const MAX_NAME: usize = 255;

/// A connected cluster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// Cloud Connect's id, not the cluster's own.
    pub id: String,
    /// What Cloud Connect calls it.
    pub name: String,
    /// When it was connected, if told.
    pub connected: Option<Timestamp>,
    /// Who connected it, as a user id; empty if not told.
    pub by: String,
    /// What the cluster says of itself.
    pub own: Own,
    /// Its license.
    pub license: License,
    /// The services that it may use.
    pub services: Vec<Service>,
}

/// What a cluster says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Own {
    /// Its `cluster_uuid`.
    pub id: String,
    /// Its `cluster_name`.
    pub name: String,
    /// The version of its stack.
    pub version: String,
}

/// A license.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct License {
    /// Its type, one of [`draft::LICENSES`] or a newer one.
    pub kind: String,
    /// Its id.
    pub uid: String,
}

/// What a backend calls the state that a thing was in when it was read, to change just that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision(pub String);

/// A cluster as it was read by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The cluster.
    pub cluster: Cluster,
    /// Its revision, where the browser may read that.
    pub revision: Option<Revision>,
}

impl Cluster {
    /// What to call it, also when it has no name in Cloud Connect.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        [&self.name, &self.own.name].into_iter().find(|name| !name.trim().is_empty()).unwrap_or(&self.id)
    }

    /// A service of it.
    #[must_use]
    pub fn service(&self, kind: ServiceKind) -> Option<&Service> {
        self.services.iter().find(|service| service.kind == kind)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A cluster with both services, for the tests of other modules.
    pub fn cluster() -> Cluster {
        Cluster {
            id: "4c7f09e2b8d14a63b5f0e1d97a2c8b36".to_owned(),
            name: "Frankfurt".to_owned(),
            connected: None,
            by: "1014289666002276".to_owned(),
            own: Own { id: "Zq3kPX8v".to_owned(), name: "fra-prod".to_owned(), version: "9.2.1".to_owned() },
            license: License { kind: "platinum".to_owned(), uid: "5e0c2f7a".to_owned() },
            services: ServiceKind::ALL.map(service).into(),
        }
    }

    /// A service that says nothing of itself.
    pub fn service(kind: ServiceKind) -> Service {
        Service {
            kind,
            enabled: false,
            supported: None,
            licenses: Vec::new(),
            minimum_version: None,
            needs_subscription: false,
            region: None,
            links: Vec::new(),
        }
    }

    #[test]
    fn a_cluster_has_a_name_whatever_is_told() {
        let mut cluster = cluster();
        assert_eq!(cluster.shown_name(), "Frankfurt");
        cluster.name = " ".to_owned();
        assert_eq!(cluster.shown_name(), "fra-prod");
        cluster.own.name = String::new();
        assert_eq!(cluster.shown_name(), cluster.id);
    }
}
