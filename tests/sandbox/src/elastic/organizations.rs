//! The organization and its members.

use serde_json::{Value, json};

use super::errors::{Problem, refuse};
use super::{ORGANIZATION_ID, ORGANIZATION_NAME};
use crate::http::Response;

/// One member.
struct Member {
    user_id: &'static str,
    name: &'static str,
    email: &'static str,
    since: &'static str,
    role_id: Option<&'static str>,
}

/// The owner who made the demo owner key.
pub const OWNER: &str = "1014289666002276";
/// A member who owns nothing.
pub const MEMBER: &str = "2785102913664120";
/// Someone who made keys and has left: no entry in the members list.
pub const FORMER_MEMBER: &str = "3391847205518833";
/// Members who made keys beside [`OWNER`].
pub const OTHER_OWNERS: [&str; 2] = ["1658820447139905", "4402716358092441"];

const MEMBERS: [Member; 5] = [
    Member {
        user_id: OWNER,
        name: "Ada Nowak",
        email: "ada.nowak@acme.example",
        since: "2021-03-08T08:30:00.000Z",
        role_id: Some("organization-admin"),
    },
    Member {
        user_id: "1658820447139905",
        name: "Ben Okafor",
        email: "ben.okafor@acme.example",
        since: "2021-11-22T13:05:00.000Z",
        role_id: Some("organization-admin"),
    },
    Member {
        user_id: "4402716358092441",
        name: "김서연",
        email: "seoyeon.kim@acme.example",
        since: "2023-01-16T02:12:00.000Z",
        role_id: Some("organization-admin"),
    },
    Member {
        user_id: MEMBER,
        name: "Dana Lopes",
        email: "dana.lopes@acme.example",
        since: "2024-06-03T15:45:00.000Z",
        role_id: None,
    },
    Member {
        user_id: "5120034487761596",
        name: "Emil Sørensen",
        email: "emil.sorensen@acme.example",
        since: "2025-09-01T07:00:00.000Z",
        role_id: Some("billing-admin"),
    },
];

/// The organizations the caller belongs to: one.
pub fn list() -> Value {
    json!({"organizations": [organization()]})
}

/// One organization; ids of the right form that are not ours are somebody else's.
pub fn get(id: &str) -> Result<Value, Response> {
    check(id)?;
    Ok(organization())
}

/// The members, without those who have left.
pub fn members(id: &str) -> Result<Value, Response> {
    if id != ORGANIZATION_ID {
        return Err(not_found());
    }
    let members: Vec<Value> = MEMBERS.iter().map(Member::to_json).collect();
    Ok(json!({"members": members}))
}

/// Refuses every organization but ours: 403 for what looks like an id, 404 for the rest.
fn check(id: &str) -> Result<(), Response> {
    if id == ORGANIZATION_ID {
        return Ok(());
    }
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(not_found());
    }
    Err(refuse(
        403,
        &[Problem::new(
            "organization.invalid_access",
            "The current user does not have access to the requested organization.",
        )],
    ))
}

/// A member's address; former members have none.
pub fn email(user_id: &str) -> Option<&'static str> {
    MEMBERS.iter().find(|member| member.user_id == user_id).map(|member| member.email)
}

fn organization() -> Value {
    json!({
        "id": ORGANIZATION_ID,
        "name": ORGANIZATION_NAME,
        "default_disk_usage_alerts_enabled": true,
        "notifications_allowed_email_domains": ["acme.example"],
        "billing_contacts": ["billing@acme.example"],
        "operational_contacts": ["oncall@acme.example"],
    })
}

fn not_found() -> Response {
    refuse(404, &[Problem::new("organization.not_found", "Organization not found.")])
}

impl Member {
    fn to_json(&self) -> Value {
        let roles = match self.role_id {
            Some(role_id) => json!({
                "organization": [{"role_id": role_id, "organization_id": ORGANIZATION_ID}]
            }),
            None => json!({"deployment": [{
                "role_id": "deployment-viewer",
                "organization_id": ORGANIZATION_ID,
                "all": true,
            }]}),
        };
        json!({
            "organization_id": ORGANIZATION_ID,
            "user_id": self.user_id,
            "member_since": self.since,
            "name": self.name,
            "email": self.email,
            "role_assignments": roles,
        })
    }
}
