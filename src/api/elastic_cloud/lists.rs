//! Organizations, members, deployments and projects.

use super::error::refusal;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, read};
use crate::domain::holder::{Holder, Member, Resource};

/// Reads the organizations that a key opens.
pub(super) fn organizations(response: &Response) -> Result<Part<Holder>, Error> {
    let answer = read(response, "a list of organizations", refusal)?;
    let list = answer.object()?;
    let mut items = Vec::new();
    for organization in list.objects("organizations")? {
        items.push(Holder {
            id: organization.text("id")?,
            name: organization.text("name")?,
            description: String::new(),
            enabled: true,
        });
    }
    let next = list.optional_text("next_page")?.filter(|cursor| !cursor.is_empty());
    Ok(Part { items, next })
}

/// Reads the members of an organization, each by name, else by mail address, else by id.
pub(super) fn members(response: &Response) -> Result<Vec<Member>, Error> {
    let answer = read(response, "a list of members", refusal)?;
    let mut members = Vec::new();
    for member in answer.object()?.objects("members")? {
        let user_id = member.text("user_id")?;
        let name = filled(member, "name").or_else(|| filled(member, "email"));
        members.push(Member { name: name.unwrap_or_else(|| user_id.clone()), user_id });
    }
    Ok(members)
}

fn filled(object: Object, name: &str) -> Option<String> {
    object.told(name).filter(|text| !text.trim().is_empty())
}

/// Reads the hosted deployments.
pub(super) fn deployments(response: &Response) -> Result<Vec<Resource>, Error> {
    let answer = read(response, "a list of deployments", refusal)?;
    let mut deployments = Vec::new();
    for deployment in answer.object()?.objects("deployments")? {
        let parts = deployment.objects("resources").unwrap_or_default();
        let region = parts.iter().find_map(|part| part.told("region"));
        deployments.push(resource(deployment, region)?);
    }
    Ok(deployments)
}

/// Reads the serverless projects of one type.
pub(super) fn projects(response: &Response) -> Result<Vec<Resource>, Error> {
    let answer = read(response, "a list of projects", refusal)?;
    let mut projects = Vec::new();
    for project in answer.object()?.objects("items")? {
        projects.push(resource(project, project.told("region_id"))?);
    }
    Ok(projects)
}

fn resource(object: Object, region: Option<String>) -> Result<Resource, Error> {
    Ok(Resource { id: object.text("id")?, name: object.text("name")?, region: region.unwrap_or_default() })
}
