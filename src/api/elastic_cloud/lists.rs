//! Organizations, members, deployments and projects.

use super::error::refusal;
use super::roles;
use crate::api::backend::Part;
use crate::api::error::Error;
use crate::api::request::Response;
use crate::api::wire::{Object, read};
use crate::domain::access::Access;
use crate::domain::holder::{Holder, Member, Resource};
use crate::domain::stack::{StackRole, StackRoles};
use serde_json::Value;

/// Reads the organizations that a key opens.
pub(super) fn organizations(response: &Response) -> Result<Part<Holder>, Error> {
    let answer = read(response, "a list of organizations", refusal)?;
    let list = answer.object()?;
    let mut items = Vec::new();
    for organization in list.objects("organizations")? {
        items.push(Holder::new(organization.text("id")?, organization.text("name")?));
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
        let roles = member.value("role_assignments").and_then(Value::as_object);
        let roles = roles.map(roles::decode).unwrap_or_default();
        let owner = Access::Roles(roles).is_owner();
        members.push(Member { name: name.unwrap_or_else(|| user_id.clone()), user_id, owner });
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

/// Reads the serverless projects of one type, or the connected clusters.
pub(super) fn items(response: &Response) -> Result<Vec<Resource>, Error> {
    let answer = read(response, "a list of projects or clusters", refusal)?;
    let mut items = Vec::new();
    for item in answer.object()?.objects("items")? {
        items.push(resource(item, item.told("region_id"))?);
    }
    Ok(items)
}

/// Reads the roles inside a project: the answer is a map with the project's id as its only member.
pub(super) fn stack_roles(response: &Response, project: String) -> Result<StackRoles, Error> {
    let answer = read(response, "a list of roles", refusal)?;
    let mut roles = Vec::new();
    for role in answer.object()?.object(&project)?.objects("roles")? {
        let description = role.told("description").unwrap_or_default();
        roles.push(StackRole { name: role.text("name")?, description });
    }
    Ok(StackRoles { project, roles })
}

fn resource(object: Object, region: Option<String>) -> Result<Resource, Error> {
    Ok(Resource { id: object.text("id")?, name: object.text("name")?, region: region.unwrap_or_default() })
}
