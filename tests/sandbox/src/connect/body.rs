//! Checks of queries and bodies, member by member.

use serde_json::{Map, Value, json};

use super::refusals;
use crate::elastic::clusters::{LICENSE_TYPES, read_version};
use crate::elastic::stray_parameter;
use crate::http::{Request, Response};

/// Characters that a cluster's name in Cloud Connect may have.
const LONGEST_NAME: usize = 255;

/// Refuses a query and a body.
pub fn none(request: &Request) -> Result<(), Response> {
    no_query(request, &[])?;
    if request.body.is_empty() {
        return Ok(());
    }
    Err(refusals::invalid_data("This call takes no body."))
}

/// Refuses a query, and a body that says anything. Elastic's own client sends an empty object where
/// no body is documented.
pub fn empty_object(request: &Request) -> Result<(), Response> {
    no_query(request, &[])?;
    let says_nothing = || serde_json::from_slice::<Value>(&request.body).is_ok_and(|body| body == json!({}));
    if request.body.is_empty() || says_nothing() {
        return Ok(());
    }
    Err(refusals::invalid_body(["This call takes no body.".to_owned()]))
}

/// Refuses query parameters that the operation does not know, or that come twice.
pub fn no_query(request: &Request, known: &[&str]) -> Result<(), Response> {
    stray_parameter(request, known).map_or(Ok(()), |(_, message)| Err(refusals::invalid_data(message)))
}

/// The body as JSON, declared as such.
pub fn json(request: &Request) -> Result<Value, Response> {
    if !request.is_json() {
        let message = "The body must be sent with Content-Type: application/json.";
        return Err(refusals::invalid_body([message.to_owned()]));
    }
    serde_json::from_slice(&request.body)
        .map_err(|error| refusals::invalid_body([format!("The body is not JSON: {error}.")]))
}

/// What is wrong with a body, one sentence each.
#[derive(Debug, Default)]
pub struct Findings(Vec<String>);

impl Findings {
    /// The refusal, if anything is wrong.
    pub fn done(self) -> Result<(), Response> {
        if self.0.is_empty() { Ok(()) } else { Err(refusals::invalid_body(self.0)) }
    }

    /// The whole body, which must be an object of these members.
    pub fn root<'a>(&mut self, body: &'a Value, known: &[&str]) -> Object<'a> {
        let members = body.as_object();
        if members.is_none() {
            self.0.push("The body must be an object.".to_owned());
        }
        self.only(members, "", known);
        Object { path: String::new(), members }
    }

    /// An object inside another.
    pub fn object<'a>(
        &mut self,
        parent: &Object<'a>,
        name: &str,
        needed: Need,
        known: &[&str],
    ) -> Object<'a> {
        let path = parent.path_of(name);
        let value = self.member(parent, name, needed);
        let members = value.and_then(Value::as_object);
        if value.is_some() && members.is_none() {
            self.0.push(format!("'{path}' must be an object."));
        }
        let path = format!("{path}.");
        self.only(members, &path, known);
        Object { path, members }
    }

    /// A string with text in it.
    pub fn text(&mut self, parent: &Object<'_>, name: &str, needed: Need) -> Option<String> {
        let value = self.member(parent, name, needed)?;
        let text = value.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.0.push(format!("'{}' must be a string with text in it.", parent.path_of(name)));
        }
        text.map(str::to_owned)
    }

    /// A cluster's name in Cloud Connect.
    pub fn name(&mut self, parent: &Object<'_>) -> Option<String> {
        let name = self.text(parent, "name", Need::Optional)?;
        if name.chars().count() > LONGEST_NAME {
            self.0.push(format!("'name' must be at most {LONGEST_NAME} characters long."));
        }
        Some(name)
    }

    /// A version of the stack.
    pub fn version(&mut self, parent: &Object<'_>, needed: Need) -> Option<String> {
        let version = self.text(parent, "version", needed)?;
        if read_version(&version).is_none() {
            self.0.push(format!("'{}' must be a version such as 9.3.1.", parent.path_of("version")));
        }
        Some(version)
    }

    /// A license type.
    pub fn license_type(&mut self, parent: &Object<'_>, needed: Need) -> Option<String> {
        let kind = self.text(parent, "type", needed)?;
        if !LICENSE_TYPES.contains(&kind.as_str()) {
            let all = LICENSE_TYPES.join(", ");
            self.0.push(format!("'{}' must be one of {all}.", parent.path_of("type")));
        }
        Some(kind)
    }

    /// True, false or left out.
    pub fn switch(&mut self, parent: &Object<'_>, name: &str) -> Option<bool> {
        let value = self.member(parent, name, Need::Optional)?;
        if !value.is_boolean() {
            self.0.push(format!("'{}' must be true or false.", parent.path_of(name)));
        }
        value.as_bool()
    }

    fn member<'a>(&mut self, parent: &Object<'a>, name: &str, needed: Need) -> Option<&'a Value> {
        let value = parent.members?.get(name);
        if value.is_none() && needed == Need::Required {
            self.0.push(format!("'{}' is required.", parent.path_of(name)));
        }
        value
    }

    fn only(&mut self, members: Option<&Map<String, Value>>, path: &str, known: &[&str]) {
        let names = members.into_iter().flat_map(Map::keys);
        self.0.extend(
            names
                .filter(|name| !known.contains(&name.as_str()))
                .map(|name| format!("'{path}{name}' is unknown.")),
        );
    }
}

/// Whether a member may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Required,
    /// It may be left out.
    Optional,
}

/// An object of a body; without members when it is missing or something else.
#[derive(Debug)]
pub struct Object<'a> {
    path: String,
    members: Option<&'a Map<String, Value>>,
}

impl Object<'_> {
    fn path_of(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }
}
