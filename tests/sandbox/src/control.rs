//! The control path `/_sandbox/…`, JSON both ways, open to every origin.
//!
//! - `POST reset {…}`: back to the seed, faults cleared. The notes below stay, so that a suite can
//!   look at them after its last test. Every member is optional and holds until the next reset:
//!   - `"keys":24`: the organization's keys; left out, as many as at the start;
//!   - `"deployments":6`, `"projects":2`: hosted deployments, projects of each published type; left out,
//!     the few that the demo keys name, which are also the first of more;
//!   - `"now":"2026-11-22T09:00:00Z"`: fixes the clock; left out, it runs;
//!   - `"left_out_expiration":"never"|"90d"`: what a key gets that is created without `expiration`;
//!   - `"connected_cluster_roles":"accepted"|"refused"`: whether a key can be created with such roles;
//!   - `"calls_per_minute":1000`: calls to Elastic's APIs beyond them get 429;
//!   - `"whoami":true`: whether `GET /api/v1/saas/user` exists;
//!   - `"expose_headers":true`: whether pages of other origins may read the answers' headers.
//! - `POST clock {"now":"2026-11-22T09:00:00Z"|null}`: fixes the clock, or lets it run.
//! - `POST faults {"method":"POST","path":"/api/v1/users/*","times":1,"every":1,"fault":{…}}`: of
//!   the calls that match, only each `every`-th gets the fault, `times` faults are given. The fault is
//!   one of `{"delay_ms":500}`, `{"drop":"before"|"after_commit"}`, `{"truncate":20}`,
//!   `{"status":503,"body":"…","content_type":"…","headers":{}}`. `DELETE faults` forgets them.
//! - `POST search {"keys":[{"api_key":"k","config":{}}]}`: the keys of the Search API, in place of all others.
//! - `GET requests`: the last API calls without preflights. `DELETE requests` forgets them.
//! - `GET csp`: policy violations that browsers reported. `DELETE csp` forgets them.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::clock::{Clock, parse_timestamp, timestamp};
use crate::connect::Connect;
use crate::elastic::{Behavior, ConnectedClusterRoles, Elastic, LeftOutExpiration, Seed};
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
        ("POST", "search") => hold_search_keys(sandbox, &request.body),
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
                &json!({"error": "No such control; there are POST reset, clock, faults, search, csp, GET requests, csp, and DELETE faults, requests, csp"}),
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
    deployments: Option<usize>,
    projects: Option<usize>,
    now: Option<String>,
    left_out_expiration: Option<LeftOutExpiration>,
    connected_cluster_roles: Option<ConnectedClusterRoles>,
    calls_per_minute: Option<u32>,
    whoami: Option<bool>,
    expose_headers: Option<bool>,
}

impl ResetBody {
    fn read(body: &[u8]) -> Result<Self, String> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_slice(body)
            .map_err(|error| format!("This is not a reset: {error}. Send {{\"keys\":24}}"))
    }

    fn clock(&self) -> Result<Clock, String> {
        self.now.as_deref().map_or(Ok(Clock::Real), |text| parse_timestamp(text).map(Clock::Fixed))
    }

    fn seed(&self, at_start: &Seed) -> Result<Seed, String> {
        let seed = Seed {
            keys: self.keys.unwrap_or(at_start.keys),
            deployments: self.deployments.or(at_start.deployments),
            projects: self.projects.or(at_start.projects),
        };
        seed.check()?;
        Ok(seed)
    }

    fn behavior(&self) -> Behavior {
        let usual = Behavior::default();
        Behavior {
            left_out_expiration: self.left_out_expiration.unwrap_or(usual.left_out_expiration),
            connected_cluster_roles: self.connected_cluster_roles.unwrap_or(usual.connected_cluster_roles),
            calls_per_minute: self.calls_per_minute.unwrap_or(usual.calls_per_minute),
            tells_caller: self.whoami.unwrap_or(usual.tells_caller),
        }
    }
}

fn reset(sandbox: &mut Sandbox, body: &[u8]) -> Result<Value, String> {
    let wanted = ResetBody::read(body)?;
    let clock = wanted.clock()?;
    let seed = wanted.seed(&sandbox.seed)?;
    sandbox.clock = clock;
    sandbox.cors.exposes_headers = wanted.expose_headers.unwrap_or(true);
    sandbox.faults.clear();
    sandbox.elastic = Elastic::new(&seed, wanted.behavior(), clock.now());
    sandbox.connect = Connect::default();
    sandbox.search = Search::new();
    Ok(json!({"keys": seed.keys, "now": timestamp(clock.now())}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchBody {
    keys: Vec<SearchKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchKey {
    api_key: String,
    config: Map<String, Value>,
}

fn hold_search_keys(sandbox: &mut Sandbox, body: &[u8]) -> Result<Value, String> {
    let wanted: SearchBody = serde_json::from_slice(body)
        .map_err(|error| format!("These are no keys: {error}. Send {{\"keys\":[]}}"))?;
    let count = wanted.keys.len();
    sandbox.search.hold(wanted.keys.into_iter().map(|key| (key.api_key, key.config)).collect());
    Ok(json!({"keys": count}))
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
