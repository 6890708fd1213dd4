//! Which role ids exist, and in which part of `role_assignments` each belongs.
//! Source: Elastic's role documentation and the ids its Terraform provider sends.

/// The role that may manage keys.
pub const ORGANIZATION_OWNER: &str = "organization-admin";

/// The member of `role_assignments` for roles on connected clusters.
pub const CONNECTED_CLUSTERS: &str = "cloud_connected_resource";

/// The role that changes connected clusters.
pub const CLUSTER_ADMIN: &str = "cloud-connected-admin";

/// A part of `role_assignments`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// `organization[]`
    Organization,
    /// `deployment[]`
    Deployment,
    /// `project.<type>[]`
    Project(&'static str),
    /// `cloud_connected_resource[]`
    ConnectedClusters,
}

/// Every part that takes entries.
pub const SCOPES: [Scope; 8] = [
    Scope::Organization,
    Scope::Deployment,
    Scope::Project("elasticsearch"),
    Scope::Project("observability"),
    Scope::Project("security"),
    Scope::Project("workplaceai"),
    Scope::Project("vectordb"),
    Scope::ConnectedClusters,
];

impl Scope {
    /// The role ids that belong here.
    pub fn role_ids(self) -> &'static [&'static str] {
        match self {
            Self::Organization => &[ORGANIZATION_OWNER, "billing-admin"],
            Self::Deployment => &["deployment-admin", "deployment-editor", "deployment-viewer"],
            Self::Project("elasticsearch") => {
                &["elasticsearch-admin", "elasticsearch-developer", "elasticsearch-viewer"]
            }
            Self::Project("observability") => {
                &["observability-admin", "observability-editor", "observability-viewer"]
            }
            Self::Project("security") => &[
                "security-admin",
                "security-editor",
                "security-viewer",
                "security-t1-analyst",
                "security-t2-analyst",
                "security-t3-analyst",
                "security-threat-intel-analyst",
                "security-rule-author",
                "security-soc-manager",
                "security-endpoint-operations-analyst",
                "security-platform-engineer",
                "security-detections-admin",
                "security-endpoint-policy-manager",
            ],
            // Chosen: no document names them.
            Self::Project("vectordb") => &["vectordb-admin", "vectordb-viewer"],
            // A viewer's role exists too; no document tells its id, so no key can be made with it.
            Self::ConnectedClusters => &[CLUSTER_ADMIN],
            // The published schema has this part, but names no role for it.
            Self::Project(_) => &[],
        }
    }

    /// The part's path inside a request.
    pub fn path(self) -> String {
        match self {
            Self::Organization => "organization".to_owned(),
            Self::Deployment => "deployment".to_owned(),
            Self::Project(kind) => format!("project.{kind}"),
            Self::ConnectedClusters => CONNECTED_CLUSTERS.to_owned(),
        }
    }

    /// The type of the projects that this part is about.
    pub fn project_kind(self) -> Option<&'static str> {
        match self {
            Self::Project(kind) => Some(kind),
            _ => None,
        }
    }

    /// The member that lists chosen resources, if this part can be narrowed.
    pub fn ids_member(self) -> Option<&'static str> {
        match self {
            Self::Organization => None,
            Self::Deployment => Some("deployment_ids"),
            Self::Project(_) => Some("project_ids"),
            Self::ConnectedClusters => Some("resource_ids"),
        }
    }

    /// Whether roles of this part may come with stack roles.
    pub fn takes_application_roles(self) -> bool {
        self != Self::ConnectedClusters
    }
}

/// The part in which a role id belongs, `None` for an id nobody knows.
pub fn home_of(role_id: &str) -> Option<Scope> {
    SCOPES.into_iter().find(|scope| scope.role_ids().contains(&role_id))
}
