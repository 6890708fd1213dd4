//! What a key may do, and how that reads in plain words.

use super::role;
use super::settings::{PERMISSIONS, Settings};
use super::words::count;
use std::fmt::Write as _;

/// What a key may do.
#[derive(Clone, PartialEq, Debug)]
pub enum Access {
    /// Role assignments (Elastic Cloud). An empty list grants nothing.
    Roles(Vec<RoleAssignment>),
    /// Whatever this holder may do (`ZenML`: a service account), by its name.
    Holder(String),
    /// A configuration object (Search API).
    Config(Settings),
    /// The backend does not tell.
    Untold,
}

/// The place of roles over the service itself: shown if a key has some, never asked for.
pub const PLATFORM: &str = "platform";
/// What is shown in place of a role id that is not told.
pub const UNNAMED: &str = "role without an id";
/// What is shown in place of a grant that can't be read.
pub const UNREADABLE: &str = "access that can't be read";

/// What the names of project places begin with that the app does not know.
const PROJECT_PREFIX: &str = "project.";

/// Where a role is assigned.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// The organization itself.
    Organization,
    /// Hosted deployments.
    Deployments,
    /// Serverless Elasticsearch projects.
    ElasticsearchProjects,
    /// Serverless Observability projects.
    ObservabilityProjects,
    /// Serverless Security projects.
    SecurityProjects,
    /// Self-managed clusters that are connected to the organization.
    ConnectedClusters,
    /// A place this app does not know, by the name the backend gave it.
    Other(String),
}

/// How far a role reaches at its place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// The place is one thing: the organization.
    Whole,
    /// Every resource there, future ones too.
    All,
    /// These resources, by id.
    Only(Vec<String>),
}

/// One role at one place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RoleAssignment {
    /// Where it counts.
    pub place: Place,
    /// The role's id, known to the app or not.
    pub role: String,
    /// How far it reaches there.
    pub reach: Reach,
    /// The roles inside Elasticsearch and Kibana that come with it; without any, the key opens the
    /// Cloud API only.
    pub stack_roles: Vec<String>,
}

impl Place {
    /// What stands there, in singular and plural.
    #[must_use]
    pub fn nouns(&self) -> (String, String) {
        let (one, many) = match self {
            Self::Organization => ("organization", "organizations"),
            Self::Deployments => ("deployment", "deployments"),
            Self::ElasticsearchProjects => ("Elasticsearch project", "Elasticsearch projects"),
            Self::ObservabilityProjects => ("Observability project", "Observability projects"),
            Self::SecurityProjects => ("Security project", "Security projects"),
            Self::ConnectedClusters => ("connected cluster", "connected clusters"),
            Self::Other(name) => {
                return match name.strip_prefix(PROJECT_PREFIX) {
                    Some(kind) => (format!("{kind} project"), format!("{kind} projects")),
                    None => (format!("{name} resource"), format!("{name} resources")),
                };
            }
        };
        (one.to_owned(), many.to_owned())
    }

    /// The place of a type of project, known to the app or not.
    #[must_use]
    pub fn of_projects(kind: &str) -> Self {
        match kind {
            "elasticsearch" => Self::ElasticsearchProjects,
            "observability" => Self::ObservabilityProjects,
            "security" => Self::SecurityProjects,
            other => Self::Other(format!("{PROJECT_PREFIX}{other}")),
        }
    }

    /// The type of project that stands there, if projects do.
    #[must_use]
    pub fn project_kind(&self) -> Option<&str> {
        match self {
            Self::ElasticsearchProjects => Some("elasticsearch"),
            Self::ObservabilityProjects => Some("observability"),
            Self::SecurityProjects => Some("security"),
            Self::Other(name) => name.strip_prefix(PROJECT_PREFIX),
            Self::Organization | Self::Deployments | Self::ConnectedClusters => None,
        }
    }
}

impl RoleAssignment {
    /// The role's name, or its id when the app does not know it.
    #[must_use]
    pub fn role_name(&self) -> &str {
        role::find(&self.role).map_or(self.role.as_str(), |role| role.name)
    }

    /// One phrase: role, place and reach.
    #[must_use]
    pub fn phrase(&self) -> String {
        let (one, many) = self.place.nouns();
        let mut phrase = match &self.reach {
            Reach::Whole if matches!(self.place, Place::Other(_)) => {
                format!("{} on {many}", self.role_name())
            }
            Reach::Whole => self.role_name().to_owned(),
            Reach::All => format!("{} on all {many}", self.role_name()),
            Reach::Only(ids) => format!("{} on {}", self.role_name(), count(ids.len(), &one, &many)),
        };
        let inside: Vec<&str> =
            self.stack_roles.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        if !inside.is_empty() {
            let _ = write!(phrase, ", in Elasticsearch and Kibana as {}", inside.join(", "));
        }
        phrase
    }

    /// Whether it can be asked for: the app knows how to write it.
    #[must_use]
    pub fn can_be_asked(&self) -> bool {
        let known = !matches!(self.place, Place::Other(_)) || self.place.project_kind().is_some();
        known && ![UNNAMED, UNREADABLE].contains(&self.role.as_str())
    }

    /// Why this grant deserves a second look, if it does.
    #[must_use]
    pub fn caution(&self) -> Option<&'static str> {
        match self {
            Self { role, .. } if role == role::OWNER => Some("can do everything"),
            Self { place: Place::Other(name), .. } if name == PLATFORM => Some("reaches the whole service"),
            Self { reach: Reach::All, .. } => Some("includes future ones"),
            Self { reach: Reach::Whole, stack_roles, .. } if !stack_roles.is_empty() => {
                Some("opens every project, future ones too")
            }
            _ => None,
        }
    }
}

impl Access {
    /// The access in plain words, one phrase a grant.
    #[must_use]
    pub fn phrases(&self) -> Vec<String> {
        match self {
            Self::Roles(roles) if roles.is_empty() => vec!["No access".to_owned()],
            Self::Roles(roles) => roles.iter().map(RoleAssignment::phrase).collect(),
            Self::Holder(name) => vec![format!("Everything {name} may do")],
            Self::Config(config) if config.is_empty() => vec!["Empty config".to_owned()],
            Self::Config(config) => {
                // What it may do comes before what else is said of it.
                let (first, rest): (Vec<_>, Vec<_>) =
                    config.iter().partition(|(name, _)| name.as_str() == PERMISSIONS);
                let phrase = |(name, value): (&String, _)| format!("{name}: {}", plain(value));
                first.into_iter().chain(rest).map(phrase).collect()
            }
            Self::Untold => vec!["Not reported".to_owned()],
        }
    }

    /// The configuration, where it is one.
    #[must_use]
    pub fn settings(&self) -> Option<&Settings> {
        match self {
            Self::Config(settings) => Some(settings),
            _ => None,
        }
    }

    /// Whether it reaches what does not exist yet, or everything.
    #[must_use]
    pub fn is_broad(&self) -> bool {
        matches!(self, Self::Roles(roles) if roles.iter().any(|grant| grant.caution().is_some()))
    }

    /// Whether it makes its bearer an owner of the organization.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        matches!(self, Self::Roles(roles) if roles.iter().any(|grant| grant.role == role::OWNER))
    }
}

/// A value as one would say it: a text without its quotes.
pub(super) fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
