//! The roles that Elastic Cloud knows. No endpoint lists them, so the app carries the table
//! (Elastic documentation, cloud organization user roles).

use super::access::Place;

/// A role that can be assigned.
#[derive(PartialEq, Eq, Debug)]
pub struct Role {
    /// What requests call it.
    pub id: &'static str,
    /// Where it can be assigned.
    pub place: Place,
    /// What the vendor's console calls it.
    pub name: &'static str,
    /// What it lets one do, in a few words.
    pub lets: &'static str,
}

const fn role(place: Place, id: &'static str, name: &'static str, lets: &'static str) -> Role {
    Role { id, place, name, lets }
}

/// Every role that is documented.
pub static ROLES: [Role; 25] = {
    use Place::{ConnectedClusters, Deployments, ElasticsearchProjects, ObservabilityProjects};
    use Place::{Organization, SecurityProjects};
    [
        role(
            Organization,
            "organization-admin",
            "Organization owner",
            "Everything: members, billing, keys, all resources.",
        ),
        role(Organization, "billing-admin", "Billing admin", "Billing, subscription and usage."),
        role(Deployments, "deployment-admin", "Admin", "Change, scale and delete, and manage access to it."),
        role(Deployments, "deployment-editor", "Editor", "Change and scale, but not manage access."),
        role(Deployments, "deployment-viewer", "Viewer", "See settings and health."),
        role(
            ElasticsearchProjects,
            "elasticsearch-admin",
            "Admin",
            "Change, delete, and manage access to it.",
        ),
        role(
            ElasticsearchProjects,
            "elasticsearch-developer",
            "Developer",
            "Work with its data and settings.",
        ),
        role(ElasticsearchProjects, "elasticsearch-viewer", "Viewer", "Look, and change nothing."),
        role(
            ObservabilityProjects,
            "observability-admin",
            "Admin",
            "Change, delete, and manage access to it.",
        ),
        role(ObservabilityProjects, "observability-editor", "Editor", "Work with its data and settings."),
        role(ObservabilityProjects, "observability-viewer", "Viewer", "Look, and change nothing."),
        role(SecurityProjects, "security-admin", "Admin", "Change, delete, and manage access to it."),
        role(SecurityProjects, "security-editor", "Editor", "Work with its data and settings."),
        role(SecurityProjects, "security-viewer", "Viewer", "Look, and change nothing."),
        role(SecurityProjects, "security-t1-analyst", "Tier 1 analyst", "Triage alerts."),
        role(SecurityProjects, "security-t2-analyst", "Tier 2 analyst", "Triage alerts and open cases."),
        role(SecurityProjects, "security-t3-analyst", "Tier 3 analyst", "Investigate and respond."),
        role(
            SecurityProjects,
            "security-threat-intel-analyst",
            "Threat intelligence analyst",
            "Manage threat intelligence.",
        ),
        role(SecurityProjects, "security-rule-author", "Rule author", "Write detection rules."),
        role(SecurityProjects, "security-soc-manager", "SOC manager", "Run the security operations."),
        role(
            SecurityProjects,
            "security-endpoint-operations-analyst",
            "Endpoint operations analyst",
            "Operate endpoints.",
        ),
        role(SecurityProjects, "security-platform-engineer", "Platform engineer", "Run the platform."),
        role(SecurityProjects, "security-detections-admin", "Detections admin", "Manage detections."),
        role(
            SecurityProjects,
            "security-endpoint-policy-manager",
            "Endpoint policy manager",
            "Manage endpoint policies.",
        ),
        role(ConnectedClusters, "cloud-connected-admin", "Admin", "Connect clusters and run their services."),
    ]
};

/// The role that opens everything.
pub const OWNER: &str = "organization-admin";

/// The role of that id, if it is known.
#[must_use]
pub fn find(id: &str) -> Option<&'static Role> {
    ROLES.iter().find(|role| role.id == id)
}

/// The roles that can be assigned at `place`.
pub fn at(place: &Place) -> impl Iterator<Item = &'static Role> {
    let place = place.clone();
    ROLES.iter().filter(move |role| role.place == place)
}
