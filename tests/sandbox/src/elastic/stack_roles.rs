//! Roles inside projects, the values of `application_roles`: predefined ones in every project of a
//! type, custom ones where somebody made them. Creating a key does not look at them: the real
//! service takes any name, and one that a project lacks opens nothing there.

/// Name and description of one role.
pub type StackRole = (&'static str, &'static str);

/// Writes a shop's catalog; made in some Elasticsearch projects.
pub const CATALOG_WRITER: StackRole = ("catalog_writer", "Custom: writes the catalog indices");
/// Runs crawlers; made in one Elasticsearch project.
pub const CRAWL_OPERATOR: StackRole = ("crawl_operator", "Custom: starts and stops the crawlers");

const ADMIN: StackRole = ("admin", "Full access to project management, properties, and security");
const VIEWER: StackRole = ("viewer", "Read-only access to the project's data");

/// The roles that every project of this type has.
pub fn predefined(kind: &str) -> &'static [StackRole] {
    match kind {
        "elasticsearch" => &[ADMIN, ("developer", "Creates API keys, indices, and pipelines"), VIEWER],
        "observability" => &[ADMIN, ("editor", "Configures all Observability features"), VIEWER],
        "security" => &[
            ADMIN,
            ("editor", "Configures all Security features"),
            ("t1_analyst", "First look at alerts"),
            ("soc_manager", "Oversees the operations center"),
            VIEWER,
        ],
        _ => &[ADMIN, VIEWER],
    }
}
