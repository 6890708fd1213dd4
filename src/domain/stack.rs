//! Roles inside Elasticsearch and Kibana, which a key may have beside its Cloud role. They open the
//! projects themselves: a Cloud role alone opens none (Elastic documentation, Cloud API keys).

use super::access::{Place, Reach, RoleAssignment};
use super::role;

/// A role that exists inside projects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StackRole {
    /// What requests call it.
    pub name: String,
    /// What it is for; empty where nobody says.
    pub description: String,
}

/// The stack roles of one project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StackRoles {
    /// The project's id.
    pub project: String,
    /// Its roles, predefined and custom.
    pub roles: Vec<StackRole>,
}

/// Stands in the form for a role that is to be chosen yet.
pub const UNCHOSEN: &str = "";

/// What is chosen where no Cloud role is chosen yet: the least.
const LEAST: &str = "viewer";
/// What can be granted on the organization, for every project.
const EVERYWHERE: [&str; 4] = ["admin", "developer", "editor", "viewer"];

/// Whether keys can have stack roles at `place`. Hosted deployments never let them in.
#[must_use]
pub fn offered(place: &Place) -> bool {
    *place == Place::Organization || place.project_kind().is_some()
}

/// The stack role that stands for a Cloud role: `t1_analyst` for `security-t1-analyst`.
#[must_use]
pub fn mirror(place: &Place, role: &str) -> String {
    let prefix = place.project_kind().map(|kind| format!("{kind}-"));
    let own = prefix.and_then(|prefix| role.strip_prefix(&prefix).map(|own| own.replace('-', "_")));
    own.unwrap_or_else(|| LEAST.to_owned())
}

/// The names that exist without anybody making them; none where the app does not know the place.
#[must_use]
pub fn predefined(place: &Place) -> Vec<String> {
    match place {
        Place::Organization => EVERYWHERE.map(str::to_owned).into(),
        place => role::at(place).map(|role| mirror(place, role.id)).collect(),
    }
}

/// Whether somebody made that role. Where the app does not know the place it can't tell.
#[must_use]
pub fn is_custom(place: &Place, name: &str) -> bool {
    let known = predefined(place);
    *place != Place::Organization && !known.is_empty() && !known.iter().any(|one| one == name)
}

/// Whether a Cloud role means something inside projects only: without stack roles it counts as
/// Viewer.
#[must_use]
pub fn needs_stack(grant: &RoleAssignment) -> bool {
    grant.stack_roles.is_empty()
        && offered(&grant.place)
        && role::find(&grant.role).is_some_and(|role| role.place.project_kind().is_some())
        && !EVERYWHERE.contains(&mirror(&grant.place, &grant.role).as_str())
}

/// The reached projects in which a stack role is missing, of those whose roles are known. There it
/// opens nothing, and the service does not say so.
#[must_use]
pub fn missing_in<'a>(name: &str, reach: &Reach, known: &'a [StackRoles]) -> Vec<&'a str> {
    let reached = |project: &str| match reach {
        Reach::Whole | Reach::All => true,
        Reach::Only(ids) => ids.iter().any(|id| id == project),
    };
    known
        .iter()
        .filter(|one| reached(&one.project) && !one.roles.iter().any(|role| role.name == name))
        .map(|one| one.project.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(place: Place, role: &str) -> RoleAssignment {
        RoleAssignment { place, role: role.to_owned(), reach: Reach::All, stack_roles: Vec::new() }
    }

    #[test]
    fn a_cloud_role_has_its_like_inside_projects() {
        assert_eq!(mirror(&Place::SecurityProjects, "security-t1-analyst"), "t1_analyst");
        assert_eq!(mirror(&Place::ElasticsearchProjects, "elasticsearch-developer"), "developer");
        assert_eq!(mirror(&Place::of_projects("vectordb"), "vectordb-admin"), "admin");
        assert_eq!(mirror(&Place::Organization, "billing-admin"), "viewer");
        assert_eq!(mirror(&Place::ElasticsearchProjects, ""), "viewer");
    }

    #[test]
    fn only_names_that_nobody_ships_are_custom() {
        assert!(is_custom(&Place::ElasticsearchProjects, "catalog_writer"));
        assert!(!is_custom(&Place::SecurityProjects, "soc_manager"));
        assert!(!is_custom(&Place::Organization, "catalog_writer"));
        assert!(!is_custom(&Place::of_projects("vectordb"), "anything"));
    }

    #[test]
    fn hosted_deployments_let_no_key_in() {
        assert!(!offered(&Place::Deployments));
        assert!(!offered(&Place::ConnectedClusters));
        assert!(offered(&Place::of_projects("vectordb")));
    }

    #[test]
    fn an_analyst_without_the_stack_is_a_viewer() {
        assert!(needs_stack(&grant(Place::SecurityProjects, "security-t1-analyst")));
        assert!(!needs_stack(&grant(Place::SecurityProjects, "security-editor")));
        let with = RoleAssignment {
            stack_roles: vec!["t1_analyst".to_owned()],
            ..grant(Place::SecurityProjects, "security-t1-analyst")
        };
        assert!(!needs_stack(&with));
    }

    #[test]
    fn tells_where_a_role_is_missing() {
        let roles = |project: &str, names: &[&str]| StackRoles {
            project: project.to_owned(),
            roles: names
                .iter()
                .map(|name| StackRole { name: (*name).to_owned(), description: String::new() })
                .collect(),
        };
        let known = [roles("a", &["viewer", "writer"]), roles("b", &["viewer"])];
        assert_eq!(missing_in("writer", &Reach::All, &known), ["b"]);
        assert!(missing_in("writer", &Reach::Only(vec!["a".to_owned()]), &known).is_empty());
    }
}
