//! The error envelope of Elastic's services, and the checks that every operation shares.

use serde_json::{Map, Value, json};

use crate::http::{Request, Response};

/// One element of the envelope's `errors`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Dotted identifier.
    pub code: &'static str,
    /// Sentence for people.
    pub message: String,
    /// Request fields the problem belongs to; the member is left out when there are none.
    pub fields: Vec<String>,
}

impl Problem {
    /// A problem with the request as a whole.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new() }
    }

    /// A problem with one field.
    pub fn at(code: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { fields: vec![field.into()], ..Self::new(code, message) }
    }

    fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("code".to_owned(), self.code.into());
        members.insert("message".to_owned(), self.message.as_str().into());
        if !self.fields.is_empty() {
            members.insert("fields".to_owned(), self.fields.clone().into());
        }
        Value::Object(members)
    }
}

/// A refusal in the envelope, its codes repeated in a header as documented.
pub fn refuse(status: u16, problems: &[Problem]) -> Response {
    let errors: Vec<Value> = problems.iter().map(Problem::to_json).collect();
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    codes.dedup();
    Response::json(status, &json!({"errors": errors})).with_header("x-cloud-error-codes", &codes.join(","))
}

/// No operation has this path.
pub fn not_found() -> Response {
    refuse(404, &[Problem::new("root.resource_not_found", "There is no such resource.")])
}

/// The path exists, for these methods.
pub fn method_not_allowed(allowed: &str) -> Response {
    refuse(405, &[Problem::new("root.method_not_allowed", format!("This resource answers {allowed} only."))])
        .with_header("allow", allowed)
}

/// Refuses a body where the operation takes none.
pub fn no_body(request: &Request) -> Result<(), Response> {
    if request.body.is_empty() {
        return Ok(());
    }
    Err(refuse(400, &[Problem::at("root.invalid_data", "body", "This call takes no body.")]))
}

/// Refuses query parameters that the operation does not know, or that come twice.
pub fn no_query(request: &Request, known: &[&str]) -> Result<(), Response> {
    match stray_parameter(request, known) {
        None => Ok(()),
        Some((name, message)) => Err(refuse(400, &[Problem::at("root.invalid_data", name, message)])),
    }
}

/// The first such parameter, and a sentence that says so.
pub fn stray_parameter(request: &Request, known: &[&str]) -> Option<(String, String)> {
    let mut seen: Vec<String> = Vec::new();
    for (name, _) in request.query_pairs() {
        if !known.contains(&name.as_str()) || seen.contains(&name) {
            let message = format!("The query parameter '{name}' is unknown or repeated.");
            return Some((name, message));
        }
        seen.push(name);
    }
    None
}
