//! Creating a key: the request's body, checked field by field.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use super::assignments::{self, INVALID_INPUT};
use super::errors::{Problem, no_query, refuse};
use super::keys::LIMIT;
use super::store::NewKey;
use super::{Answer, Caller, Elastic, expiry};
use crate::http::{Request, Response};

/// What a valid body asks for.
struct Wanted {
    description: String,
    lifetime: Option<TimeDelta>,
    roles: Option<Value>,
}

impl Elastic {
    pub(super) fn create_key(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_query(request, &[])?;
        let body = json_body(request)?;
        let wanted = self.read_wanted(&body).map_err(|problems| refuse(400, &problems))?;
        if self.limit_is_enforced && self.keys.active(now).count() >= LIMIT {
            let message =
                format!("The organization has {LIMIT} active keys, which is the limit. Revoke one first.");
            return Err(refuse(400, &[Problem::new(INVALID_INPUT, message)]));
        }
        let key = self.keys.add(NewKey {
            description: wanted.description,
            created: now,
            expires: wanted.lifetime.map(|lifetime| now + lifetime),
            user_id: caller.user_id.clone(),
            // Left out, the key takes all roles of its creator, as the real service does.
            roles: wanted.roles.unwrap_or_else(|| caller.roles.clone()),
        });
        Ok(Response::json(201, &key.to_json_with_secret()))
    }

    fn read_wanted(&self, body: &Value) -> Result<Wanted, Vec<Problem>> {
        let Some(members) = body.as_object() else {
            return Err(vec![Problem::at(INVALID_INPUT, "body", "The body must be an object.")]);
        };
        let mut problems = Vec::new();
        for name in members.keys() {
            if !["description", "expiration", "role_assignments"].contains(&name.as_str()) {
                problems.push(Problem::at(INVALID_INPUT, name, "This field is unknown."));
            }
        }
        let description = members.get("description").and_then(Value::as_str).unwrap_or("");
        if description.trim().is_empty() {
            let message = "This field is required and must be a string with text in it.";
            problems.push(Problem::at(INVALID_INPUT, "description", message));
        }
        let lifetime = match members.get("expiration") {
            None => self.behavior.left_out_expiration.lifetime(),
            Some(value) => match expiry::parse(value.as_str().unwrap_or("")) {
                Ok(lifetime) => Some(lifetime),
                Err(message) => {
                    problems.push(Problem::at(INVALID_INPUT, "expiration", message));
                    None
                }
            },
        };
        let roles = members.get("role_assignments");
        problems.extend(roles.map(|roles| assignments::check(roles, self)).unwrap_or_default());
        if problems.is_empty() {
            Ok(Wanted { description: description.to_owned(), lifetime, roles: roles.cloned() })
        } else {
            Err(problems)
        }
    }
}

/// The body as JSON, declared as such.
pub(super) fn json_body(request: &Request) -> Result<Value, Response> {
    if !request.is_json() {
        let message = "The body must be sent with Content-Type: application/json.";
        return Err(refuse(400, &[Problem::at(INVALID_INPUT, "Content-Type", message)]));
    }
    serde_json::from_slice(&request.body).map_err(|error| {
        let message = format!("The body is not JSON: {error}.");
        refuse(400, &[Problem::at(INVALID_INPUT, "body", message)])
    })
}
