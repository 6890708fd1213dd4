//! The control path `/_sandbox/…`, JSON both ways, open to every origin.
//!
//! - `POST reset {"keys":24,"now":"2026-11-22T09:00:00Z","left_out_expiration":"never"|"90d"}`, all
//!   members optional: back to the seed, faults cleared, the clock real or fixed at `now`. The notes
//!   below stay, so that a suite can look at them after its last test.
//! - `POST clock {"now":"2026-11-22T09:00:00Z"|null}`: fixes the clock, or lets it run.
//! - `POST faults {"method":"POST","path":"/api/v1/users/*","times":1,"every":1,"fault":{…}}`: of
//!   the calls that match, only each `every`-th gets the fault, `times` faults are given. The fault is
//!   one of `{"delay_ms":500}`, `{"drop":"before"|"after_commit"}`, `{"truncate":20}`,
//!   `{"status":503,"body":"…","content_type":"…","headers":{}}`. `DELETE faults` forgets them.
//! - `GET requests`: the last API calls without preflights. `DELETE requests` forgets them.
//! - `GET csp`: policy violations that browsers reported. `DELETE csp` forgets them.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock::{Clock, parse_timestamp, timestamp};
use crate::connect::Connect;
use crate::elastic::{Elastic, LeftOutExpiration, Seed};
use crate::faults::Rule;
use crate::http::{Request, Response};
use crate::sandbox::Sandbox;
use crate::search::Search;

/// Answers one request to the control path.
pub fn handle(sandbox: &mut Sandbox, request: &Request) -> Response {
    let path = request.path.trim_start_matches("/_sandbox/");
    let done = match (request.method.as_str(), path) {
        ("POST", "reset") => reset(sandbox, &request.body),
        ("POST", "clock") => set_clock(sandbox, &request.body),
        ("POST", "faults") => Rule::from_json(&request.body).map(|rule| {
            sandbox.faults.add(rule);
            json!({})
        }),
        ("DELETE", "faults") => {
            sandbox.faults.clear();
            Ok(json!({}))
        }
        ("GET", "requests") => Ok(sandbox.journal.requests()),
        ("DELETE", "requests") => {
            sandbox.journal.clear_requests();
            Ok(json!({}))
        }
        ("GET", "csp") => Ok(sandbox.journal.reports()),
        ("POST", "csp") => {
            sandbox.journal.report(&request.body);
            return Response::empty(204);
        }
        ("DELETE", "csp") => {
            sandbox.journal.clear_reports();
            Ok(json!({}))
        }
        _ => {
            return Response::json(
                404,
                &json!({"error": "No such control; there are POST reset, clock, faults, csp, GET requests, csp, and DELETE faults, requests, csp"}),
            );
        }
    };
    match done {
        Ok(body) => Response::json(200, &body),
        Err(sentence) => Response::json(400, &json!({"error": sentence})),
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ResetBody {
    keys: Option<usize>,
    now: Option<String>,
    left_out_expiration: Option<LeftOutExpiration>,
}

fn reset(sandbox: &mut Sandbox, body: &[u8]) -> Result<Value, String> {
    let wanted: ResetBody = if body.is_empty() {
        ResetBody::default()
    } else {
        serde_json::from_slice(body)
            .map_err(|error| format!("This is not a reset: {error}. Send {{\"keys\":24}}"))?
    };
    let clock = match wanted.now {
        Some(text) => Clock::Fixed(parse_timestamp(&text)?),
        None => Clock::Real,
    };
    let seed = Seed {
        keys: wanted.keys.unwrap_or(sandbox.seed.keys),
        left_out_expiration: wanted.left_out_expiration.unwrap_or_default(),
    };
    seed.check()?;
    sandbox.clock = clock;
    sandbox.faults.clear();
    sandbox.elastic = Elastic::new(&seed, clock.now());
    sandbox.connect = Connect::default();
    sandbox.search = Search::new();
    Ok(json!({"keys": seed.keys, "now": timestamp(clock.now())}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockBody {
    now: Option<String>,
}

fn set_clock(sandbox: &mut Sandbox, body: &[u8]) -> Result<Value, String> {
    let wanted: ClockBody = serde_json::from_slice(body).map_err(|error| {
        format!("This is not a time: {error}. Send {{\"now\":\"2026-11-22T09:00:00Z\"}} or {{\"now\":null}}")
    })?;
    sandbox.clock = match wanted.now {
        Some(text) => Clock::Fixed(parse_timestamp(&text)?),
        None => Clock::Real,
    };
    Ok(json!({"now": timestamp(sandbox.clock.now())}))
}
