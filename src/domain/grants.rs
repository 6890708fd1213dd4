//! What is wrong with a list of grants: what is missing in one, and what can't stand together.

use super::access::{Place, Reach, RoleAssignment};
use super::{role, stack};

/// A part of a grant in the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Where it counts and which role it is.
    Role,
    /// What it reaches.
    Reach,
    /// What it opens inside projects.
    Stack,
}

/// What is wrong with a grant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GrantError {
    /// Its place in the list, from 0.
    pub at: usize,
    /// Which part.
    pub part: Part,
    /// What is wrong and what would be right, as a sentence.
    pub sentence: String,
}

/// Everything that is wrong, in the order of the list; at most one for each part.
#[must_use]
pub fn check(grants: &[RoleAssignment]) -> Vec<GrantError> {
    let mut errors = Vec::new();
    for (at, grant) in grants.iter().enumerate() {
        let (before, owner) = (&grants[..at], grants.iter().any(|other| other.role == role::OWNER));
        let role = role_error(grant).or_else(|| together_error(grant, before, owner));
        let found =
            [(Part::Role, role), (Part::Reach, reach_error(grant)), (Part::Stack, stack_error(grant))];
        errors.extend(
            found
                .into_iter()
                .filter_map(|(part, sentence)| sentence.map(|sentence| GrantError { at, part, sentence })),
        );
    }
    errors
}

fn role_error(grant: &RoleAssignment) -> Option<String> {
    if grant.place.project_kind() == Some("") {
        return Some("Enter the type of project, such as vectordb.".to_owned());
    }
    if !grant.can_be_asked() {
        return Some("This can't be granted from here. Remove this block to go on without it.".to_owned());
    }
    if !grant.role.is_empty() {
        return None;
    }
    Some(match grant.place {
        Place::Organization => "Choose a role for the organization, or remove this block.".to_owned(),
        _ => format!("Choose a role for {}, or remove this block.", grant.place.nouns().1),
    })
}

fn reach_error(grant: &RoleAssignment) -> Option<String> {
    let (one, many) = grant.place.nouns();
    (grant.reach == Reach::Only(Vec::new())).then(|| {
        let role = if grant.role.is_empty() { "this role" } else { grant.role_name() };
        format!("Choose at least one {one} for {role}, or all {many}.")
    })
}

/// What an earlier grant, or the owner's role, makes pointless.
fn together_error(grant: &RoleAssignment, before: &[RoleAssignment], owner: bool) -> Option<String> {
    let twice = before.iter().any(|other| {
        other.place == grant.place && other.role == grant.role && overlap(&other.reach, &grant.reach)
    });
    if twice {
        let (_, many) = grant.place.nouns();
        return Some(match grant.reach {
            Reach::Whole => format!("{} is granted above already. Remove this block.", grant.role_name()),
            _ => format!(
                "{} is granted above for some of these {many} already. Choose others, or remove this block.",
                grant.role_name()
            ),
        });
    }
    let pointless = owner && grant.role != role::OWNER && grant.stack_roles.is_empty();
    pointless.then(|| {
        "Organization owner includes this already. Remove this block, or the owner's role.".to_owned()
    })
}

fn overlap(one: &Reach, other: &Reach) -> bool {
    match (one, other) {
        (Reach::Only(one), Reach::Only(other)) => one.iter().any(|id| other.contains(id)),
        _ => true,
    }
}

fn stack_error(grant: &RoleAssignment) -> Option<String> {
    if grant.stack_roles.is_empty() {
        return None;
    }
    if !stack::offered(&grant.place) {
        return Some(format!(
            "Keys never open Elasticsearch or Kibana of {}. Choose Cloud API only.",
            grant.place.nouns().1
        ));
    }
    if grant.stack_roles.iter().any(|name| name == stack::UNCHOSEN) {
        return Some("Choose at least one role inside, or Cloud API only.".to_owned());
    }
    let custom = grant.stack_roles.iter().find(|name| stack::is_custom(&grant.place, name))?;
    let as_viewer = stack::mirror(&grant.place, &grant.role) == "viewer";
    (!as_viewer).then(|| {
        format!(
            "“{custom}” is a custom role, which goes with Viewer only. Choose Viewer above, or leave it out."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(place: Place, role: &str, reach: Reach) -> RoleAssignment {
        RoleAssignment { place, role: role.to_owned(), reach, stack_roles: Vec::new() }
    }

    fn only(ids: &[&str]) -> Reach {
        Reach::Only(ids.iter().map(ToString::to_string).collect())
    }

    fn with(names: &[&str], grant: RoleAssignment) -> RoleAssignment {
        RoleAssignment { stack_roles: names.iter().map(ToString::to_string).collect(), ..grant }
    }

    fn wrong(grants: &[RoleAssignment]) -> Vec<(usize, Part)> {
        check(grants).into_iter().map(|error| (error.at, error.part)).collect()
    }

    #[test]
    fn what_is_missing_is_told_at_its_part() {
        let unset = grant(Place::Deployments, "", only(&[]));
        assert_eq!(wrong(&[unset]), [(0, Part::Role), (0, Part::Reach)]);
        let nameless = grant(Place::of_projects(""), "x", Reach::All);
        assert_eq!(wrong(&[nameless]), [(0, Part::Role)]);
        assert_eq!(wrong(&[grant(Place::Organization, "billing-admin", Reach::Whole)]), []);
    }

    #[test]
    fn the_same_role_twice_on_the_same_thing_is_refused() {
        let viewer = |ids: &[&str]| grant(Place::Deployments, "deployment-viewer", only(ids));
        assert_eq!(wrong(&[viewer(&["a"]), viewer(&["b"])]), []);
        assert_eq!(wrong(&[viewer(&["a", "b"]), viewer(&["b"])]), [(1, Part::Role)]);
        let all = grant(Place::Deployments, "deployment-viewer", Reach::All);
        assert_eq!(wrong(&[all.clone(), viewer(&["b"])]), [(1, Part::Role)]);
        let admin = grant(Place::Deployments, "deployment-admin", only(&["a"]));
        assert_eq!(wrong(&[all, admin]), []);
    }

    #[test]
    fn an_owner_needs_no_more_of_the_cloud_but_may_get_into_projects() {
        let owner = grant(Place::Organization, role::OWNER, Reach::Whole);
        let viewer = grant(Place::ElasticsearchProjects, "elasticsearch-viewer", Reach::All);
        assert_eq!(wrong(&[viewer.clone(), owner.clone()]), [(0, Part::Role)]);
        assert_eq!(wrong(&[owner, with(&["viewer"], viewer)]), []);
    }

    #[test]
    fn stack_roles_stand_only_where_they_mean_something() {
        let hosted = grant(Place::Deployments, "deployment-viewer", Reach::All);
        assert_eq!(wrong(&[with(&["viewer"], hosted)]), [(0, Part::Stack)]);
        let developer = grant(Place::ElasticsearchProjects, "elasticsearch-developer", Reach::All);
        assert_eq!(wrong(&[with(&[stack::UNCHOSEN], developer.clone())]), [(0, Part::Stack)]);
        assert_eq!(wrong(&[with(&["developer"], developer.clone())]), []);
        assert_eq!(wrong(&[with(&["catalog_writer"], developer)]), [(0, Part::Stack)]);
        let viewer = grant(Place::ElasticsearchProjects, "elasticsearch-viewer", Reach::All);
        assert_eq!(wrong(&[with(&["catalog_writer"], viewer)]), []);
    }
}
