//! The organization's keys: listed page by page, read and revoked.
//!
//! Chosen where the reference is silent: a page holds 100 keys, newest first; the cursor survives
//! keys that come and go; expired keys are gone from every answer; revoking several with one
//! unknown id revokes none and answers 404; a key may revoke itself.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::assignments::INVALID_INPUT;
use super::create::json_body;
use super::errors::{Problem, no_body, no_query, refuse};
use super::store::StoredKey;
use super::{Answer, Caller, Elastic};
use crate::http::{Request, Response};

/// Active keys that an organization may have.
pub const LIMIT: usize = 500;
const PAGE_SIZE: usize = 100;

impl Elastic {
    pub(super) fn list_keys(&self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_body(request)?;
        no_query(request, &["next_page"])?;
        let before = match request.query_pairs().first() {
            None => u64::MAX,
            Some((_, cursor)) => read_cursor(cursor).ok_or_else(|| {
                let message = "This is not a cursor of an earlier answer.";
                refuse(400, &[Problem::at(INVALID_INPUT, "next_page", message)])
            })?,
        };
        let mut rest = self.keys.active_before(before, now);
        let page: Vec<&StoredKey> = rest.by_ref().take(PAGE_SIZE).collect();
        let mut body = json!({"keys": page.iter().map(|key| key.to_json()).collect::<Vec<_>>()});
        if let (Some(last), Some(_)) = (page.last(), rest.next()) {
            body["next_page"] = write_cursor(last.sequence).into();
        }
        Ok(Response::json(200, &body))
    }

    pub(super) fn get_key(&self, request: &Request, caller: &Caller, id: &str, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_body(request)?;
        no_query(request, &[])?;
        let key = self.keys.by_id(id, now).ok_or_else(|| unknown(&[id]))?;
        Ok(Response::json(200, &key.to_json()))
    }

    pub(super) fn revoke_key(
        &mut self,
        request: &Request,
        caller: &Caller,
        id: &str,
        now: DateTime<Utc>,
    ) -> Answer {
        caller.require_owner()?;
        no_body(request)?;
        no_query(request, &[])?;
        self.revoke(&[id], now)
    }

    pub(super) fn revoke_keys(&mut self, request: &Request, caller: &Caller, now: DateTime<Utc>) -> Answer {
        caller.require_owner()?;
        no_query(request, &[])?;
        let body = json_body(request)?;
        let ids = read_ids(&body).ok_or_else(|| {
            let message = "The body must hold 'keys', an array of one key id or more, and nothing else.";
            refuse(400, &[Problem::at(INVALID_INPUT, "keys", message)])
        })?;
        self.revoke(&ids, now)
    }

    fn revoke(&mut self, ids: &[&str], now: DateTime<Utc>) -> Answer {
        let missing: Vec<&str> =
            ids.iter().copied().filter(|id| self.keys.by_id(id, now).is_none()).collect();
        if !missing.is_empty() {
            return Err(unknown(&missing));
        }
        self.keys.remove(ids);
        Ok(Response::json(200, &json!({})))
    }
}

fn read_ids(body: &Value) -> Option<Vec<&str>> {
    let members = body.as_object()?;
    let ids = members.get("keys")?.as_array()?;
    if members.len() != 1 || ids.is_empty() {
        return None;
    }
    ids.iter().map(Value::as_str).collect()
}

fn unknown(ids: &[&str]) -> Response {
    let message = format!("The API key {} can't be found.", ids.join(", "));
    refuse(404, &[Problem::new("api_keys.key_not_found", message)])
}

fn write_cursor(sequence: u64) -> String {
    URL_SAFE_NO_PAD.encode(format!("before:{sequence}"))
}

fn read_cursor(cursor: &str) -> Option<u64> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    text.strip_prefix("before:")?.parse().ok()
}
