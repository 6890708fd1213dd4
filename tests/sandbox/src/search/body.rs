//! Checks of the Search API's bodies, answered the way `FastAPI` with pydantic 2 does.

use serde_json::{Map, Value, json};

use crate::http::{Request, Response};

/// The `config` member of a body that holds nothing else.
pub fn config(request: &Request) -> Result<Map<String, Value>, Response> {
    if request.body.is_empty() {
        return Err(invalid(&[error("missing", &json!(["body"]), "Field required", &Value::Null)]));
    }
    let body = parse(request)?;
    let Some(members) = body.as_object() else {
        let msg = "Input should be a valid dictionary or object to extract fields from";
        return Err(invalid(&[error("model_attributes_type", &json!(["body"]), msg, &body)]));
    };
    let mut errors = Vec::new();
    let config = members.get("config");
    match config {
        None => errors.push(error("missing", &json!(["body", "config"]), "Field required", &body)),
        Some(Value::Object(_)) => {}
        Some(other) => {
            let msg = "Input should be a valid dictionary";
            errors.push(error("dict_type", &json!(["body", "config"]), msg, other));
        }
    }
    for (name, value) in members.iter().filter(|(name, _)| *name != "config") {
        errors.push(extra(&json!(["body", name]), value));
    }
    match config.and_then(Value::as_object) {
        Some(config) if errors.is_empty() => Ok(config.clone()),
        _ => Err(invalid(&errors)),
    }
}

/// Refuses a body where the operation takes none.
pub fn none(request: &Request) -> Result<(), Response> {
    if request.body.is_empty() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&request.body).into_owned();
    Err(invalid(&[extra(&json!(["body"]), &text.into())]))
}

/// Refuses every query parameter: no operation knows one.
pub fn no_query(request: &Request) -> Result<(), Response> {
    let errors: Vec<Value> = request
        .query_pairs()
        .into_iter()
        .map(|(name, value)| extra(&json!(["query", name]), &value.into()))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(invalid(&errors)) }
}

/// A body of another content type reaches the model as text.
fn parse(request: &Request) -> Result<Value, Response> {
    if !request.is_json() {
        return Ok(String::from_utf8_lossy(&request.body).into_owned().into());
    }
    serde_json::from_slice(&request.body).map_err(|cause| {
        let mut entry = error(
            "json_invalid",
            &json!(["body", cause.column().saturating_sub(1)]),
            "JSON decode error",
            &json!({}),
        );
        entry["ctx"] = json!({"error": cause.to_string()});
        invalid(&[entry])
    })
}

fn extra(location: &Value, input: &Value) -> Value {
    error("extra_forbidden", location, "Extra inputs are not permitted", input)
}

fn error(kind: &str, location: &Value, message: &str, input: &Value) -> Value {
    json!({"type": kind, "loc": location, "msg": message, "input": input})
}

fn invalid(errors: &[Value]) -> Response {
    Response::json(422, &json!({"detail": errors}))
}
