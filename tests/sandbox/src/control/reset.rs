//! `POST reset`: everything back to the seed, with wishes for the data and for how the services behave.

use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock::{Clock, parse_timestamp, timestamp};
use crate::connect::{self, Connect, Subscription};
use crate::elastic::{self, ConnectedClusterRoles, Elastic, LeftOutExpiration, Seed};
use crate::sandbox::Sandbox;
use crate::search::Search;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ResetBody {
    keys: Option<usize>,
    deployments: Option<usize>,
    projects: Option<usize>,
    clusters: Option<usize>,
    now: Option<String>,
    left_out_expiration: Option<LeftOutExpiration>,
    connected_cluster_roles: Option<ConnectedClusterRoles>,
    calls_per_minute: Option<u32>,
    whoami: Option<bool>,
    expose_headers: Option<bool>,
    expose_etag: Option<bool>,
    subscription: Option<Subscription>,
    connect_organization: Option<bool>,
    disconnect_ms: Option<u32>,
    busy_ms: Option<u32>,
    invalid_state_status: Option<u16>,
    stale_status: Option<u16>,
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
            clusters: self.clusters.or(at_start.clusters),
        };
        seed.check()?;
        Ok(seed)
    }

    fn elastic_behavior(&self) -> elastic::Behavior {
        let usual = elastic::Behavior::default();
        elastic::Behavior {
            left_out_expiration: self.left_out_expiration.unwrap_or(usual.left_out_expiration),
            connected_cluster_roles: self.connected_cluster_roles.unwrap_or(usual.connected_cluster_roles),
            calls_per_minute: self.calls_per_minute.unwrap_or(usual.calls_per_minute),
            tells_caller: self.whoami.unwrap_or(usual.tells_caller),
        }
    }

    fn connect_behavior(&self) -> Result<connect::Behavior, String> {
        let usual = connect::Behavior::default();
        Ok(connect::Behavior {
            subscription: self.subscription.unwrap_or(usual.subscription),
            knows_organization: self.connect_organization.unwrap_or(usual.knows_organization),
            disconnecting: self.disconnect_ms.map_or(usual.disconnecting, milliseconds),
            busy: self.busy_ms.map_or(usual.busy, milliseconds),
            invalid_state_status: either(
                "invalid_state_status",
                self.invalid_state_status.unwrap_or(usual.invalid_state_status),
                [409, 400],
            )?,
            stale_status: either(
                "stale_status",
                self.stale_status.unwrap_or(usual.stale_status),
                [412, 409],
            )?,
        })
    }
}

fn milliseconds(count: u32) -> TimeDelta {
    TimeDelta::milliseconds(i64::from(count))
}

fn either(name: &str, status: u16, known: [u16; 2]) -> Result<u16, String> {
    if known.contains(&status) {
        return Ok(status);
    }
    Err(format!("'{name}' must be {} or {}, not {status}", known[0], known[1]))
}

/// Resets the sandbox; a wish that makes no sense changes nothing.
pub fn reset(sandbox: &mut Sandbox, body: &[u8]) -> Result<Value, String> {
    let wanted = ResetBody::read(body)?;
    let clock = wanted.clock()?;
    let seed = wanted.seed(&sandbox.seed)?;
    let connect = Connect::new(wanted.connect_behavior()?);
    sandbox.clock = clock;
    sandbox.cors.exposes_headers = wanted.expose_headers.unwrap_or(true);
    sandbox.cors.exposes_etag = wanted.expose_etag.unwrap_or(true);
    sandbox.faults.clear();
    sandbox.elastic = Elastic::new(&seed, wanted.elastic_behavior(), clock.now());
    sandbox.connect = connect;
    sandbox.search = Search::new();
    Ok(json!({"keys": seed.keys, "now": timestamp(clock.now())}))
}
