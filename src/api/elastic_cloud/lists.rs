//! Organizations, members, deployments and projects.

use super::error::refusal;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::read;
use crate::domain::holder::{Holder, Member, Resource};
use serde::Deserialize;

#[derive(Deserialize)]
struct Organizations {
    organizations: Vec<Organization>,
    next_page: Option<String>,
}

#[derive(Deserialize)]
struct Organization {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Memberships {
    members: Vec<Membership>,
}

#[derive(Deserialize)]
struct Membership {
    user_id: String,
    name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
struct Deployments {
    deployments: Vec<Deployment>,
}

#[derive(Deserialize)]
struct Deployment {
    id: String,
    name: String,
    #[serde(default)]
    resources: Vec<DeploymentResource>,
}

#[derive(Deserialize)]
struct DeploymentResource {
    region: Option<String>,
}

#[derive(Deserialize)]
struct Projects {
    items: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: String,
    name: String,
    region_id: Option<String>,
}

/// Reads the organizations that a key opens.
pub(super) fn organizations(response: &Response) -> Result<Part<Holder>, Error> {
    let list: Organizations = read(response, "a list of organizations", refusal)?;
    let holder = |organization: Organization| Holder {
        id: organization.id,
        name: organization.name,
        description: String::new(),
        enabled: true,
    };
    let next = list.next_page.filter(|cursor| !cursor.is_empty());
    Ok(Part { items: list.organizations.into_iter().map(holder).collect(), next })
}

/// Reads the members of an organization, each by name, else by mail address, else by id.
pub(super) fn members(response: &Response) -> Result<Vec<Member>, Error> {
    let list: Memberships = read(response, "a list of members", refusal)?;
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let member = |member: Membership| {
        let name = filled(member.name).or_else(|| filled(member.email));
        Member { name: name.unwrap_or_else(|| member.user_id.clone()), user_id: member.user_id }
    };
    Ok(list.members.into_iter().map(member).collect())
}

/// Reads the hosted deployments.
pub(super) fn deployments(response: &Response) -> Result<Vec<Resource>, Error> {
    let list: Deployments = read(response, "a list of deployments", refusal)?;
    let resource = |deployment: Deployment| Resource {
        id: deployment.id,
        name: deployment.name,
        region: deployment.resources.into_iter().find_map(|part| part.region).unwrap_or_default(),
    };
    Ok(list.deployments.into_iter().map(resource).collect())
}

/// Reads the serverless projects of one type.
pub(super) fn projects(response: &Response) -> Result<Vec<Resource>, Error> {
    let list: Projects = read(response, "a list of projects", refusal)?;
    let resource = |project: Project| Resource {
        id: project.id,
        name: project.name,
        region: project.region_id.unwrap_or_default(),
    };
    Ok(list.items.into_iter().map(resource).collect())
}
