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
//!   - `"expose_headers":true`: whether pages of other origins may read the answers' headers;
//!   - `"expose_etag":true`: whether `ETag` is among these;
//!   - `"clusters":4`: connected clusters; left out, those of which each shows a service differently;
//!   - `"subscription":"trial"|"active"|"inactive"`: the state that Cloud Connect tells;
//!   - `"connect_organization":true`: whether it knows the organization; if not, connecting gets 403;
//!   - `"disconnect_ms":30000`: how long a cluster is being disconnected, by the clock;
//!   - `"busy_ms":0`: how long a change of services runs on, by the clock, while others are refused;
//!   - `"invalid_state_status":409|400`: the status of such refusals;
//!   - `"stale_status":412|409`: the status of a stale `If-Match`.
//! - `POST clock {"now":"2026-11-22T09:00:00Z"|null}`: fixes the clock, or lets it run.
//! - `POST faults {"method":"POST","path":"/api/v1/users/*","times":1,"every":1,"fault":{…}}`: of
//!   the calls that match, only each `every`-th gets the fault, `times` faults are given. The fault is
//!   one of `{"delay_ms":500}`, `{"drop":"before"|"after_commit"}`, `{"truncate":20}`,
//!   `{"status":503,"body":"…","content_type":"…","headers":{}}`. `DELETE faults` forgets them.
//! - `POST search {"keys":[{"api_key":"k","config":{}}]}`: the keys of the Search API, in place of all others.
//! - `GET requests`: the last API calls without preflights. `DELETE requests` forgets them.
//! - `GET clusters/{id}/keys`: the working keys of a connected cluster, `{"cluster":{"current":["…"],
//!   "pending":[{"key":"…","until":"…"}]},"eis":{…}}`.
//! - `GET csp`: policy violations that browsers reported. `DELETE csp` forgets them.

mod reset;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::clock::{Clock, parse_timestamp, timestamp};
use crate::faults::Rule;
use crate::http::{Request, Response};
use crate::sandbox::Sandbox;

/// Answers one request to the control path.
pub fn handle(sandbox: &mut Sandbox, request: &Request) -> Response {
    let path = request.path.trim_start_matches("/_sandbox/");
    let done = match (request.method.as_str(), path) {
        ("POST", "reset") => reset::reset(sandbox, &request.body),
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
        ("GET", path) if path.starts_with("clusters/") => cluster_keys(sandbox, path),
        _ => {
            return Response::json(
                404,
                &json!({"error": "No such control; there are POST reset, clock, faults, search, csp, GET requests, csp, clusters/{id}/keys, and DELETE faults, requests, csp"}),
            );
        }
    };
    match done {
        Ok(body) => Response::json(200, &body),
        Err(sentence) => Response::json(400, &json!({"error": sentence})),
    }
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

fn cluster_keys(sandbox: &mut Sandbox, path: &str) -> Result<Value, String> {
    let now = sandbox.clock.now();
    let clusters = &mut sandbox.elastic.clusters;
    clusters.settle(now);
    let id = path.strip_prefix("clusters/").and_then(|rest| rest.strip_suffix("/keys"));
    let cluster = id.and_then(|id| clusters.get(id));
    let cluster = cluster.ok_or("There is no such cluster. Ask for clusters/{id}/keys")?;
    Ok(cluster.keys_json(now))
}
