//! Demo data: any number of keys, the same in every run, dated from the instant of the seed.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::seed_names::{Access, PATTERNS, Pattern};
use super::store::{KeyStore, NewKey};
use super::{
    CONNECTED_CLUSTERS, MEMBER_SECRET, ORGANIZATION_ID, OWNER_SECRET, VIEWER_SECRET, clusters, deployments,
    organizations, projects,
};

const MOST_KEYS: usize = 10_000;

/// What the organization starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    /// Keys in the list, the demo owner's and the demo member's among them. With fewer than two,
    /// these two still work as credentials, but no list shows them.
    pub keys: usize,
    /// Hosted deployments, by default a few. Keys that name one of these few keep naming it when
    /// there are less.
    pub deployments: Option<usize>,
    /// Serverless projects of each type, by default a few; what is said of deployments holds here.
    pub projects: Option<usize>,
    /// Connected clusters, by default a few; what is said of deployments holds here.
    pub clusters: Option<usize>,
}

impl Default for Seed {
    fn default() -> Self {
        Self { keys: PATTERNS.len(), deployments: None, projects: None, clusters: None }
    }
}

impl Seed {
    /// Refuses more than the sandbox is made for.
    ///
    /// # Errors
    /// A sentence that names the most.
    pub fn check(&self) -> Result<(), String> {
        let wishes = [
            ("keys", Some(self.keys), MOST_KEYS),
            ("deployments", self.deployments, deployments::MOST),
            ("projects of each type", self.projects, deployments::MOST),
            ("connected clusters", self.clusters, deployments::MOST),
        ];
        for (what, count, most) in wishes {
            if let Some(count) = count.filter(|count| *count > most) {
                return Err(format!("{count} {what} are too many; the most is {most}"));
            }
        }
        Ok(())
    }
}

/// The demo keys, stored oldest first.
pub fn keys(count: usize, now: DateTime<Utc>) -> KeyStore {
    let mut seeded: Vec<(usize, NewKey)> = (0..count.max(2)).map(|index| (index, key(index, now))).collect();
    seeded.sort_by_key(|(_, key)| key.created);
    let mut store = KeyStore::default();
    for (index, key) in seeded {
        match index {
            0 => store.add_with_secret(key, OWNER_SECRET.to_owned(), count > 0),
            1 => store.add_with_secret(key, MEMBER_SECRET.to_owned(), count > 1),
            _ => store.add(key),
        };
    }
    store.add_with_secret(viewer_of_clusters(now), VIEWER_SECRET.to_owned(), false);
    store
}

/// Chosen: the id of its role, which no document tells, is the admin's with another end.
fn viewer_of_clusters(now: DateTime<Utc>) -> NewKey {
    NewKey {
        description: "cluster-viewer".to_owned(),
        created: now,
        expires: None,
        user_id: organizations::MEMBER.to_owned(),
        roles: json!({CONNECTED_CLUSTERS: [everywhere("cloud-connected-viewer")]}),
    }
}

fn key(index: usize, now: DateTime<Utc>) -> NewKey {
    // The two credentials' own patterns are not repeated in later rounds.
    let repeated = PATTERNS.len() - 2;
    let (place, round) = if index < PATTERNS.len() {
        (index, 0)
    } else {
        let beyond = index - PATTERNS.len();
        (2 + beyond % repeated, 1 + beyond / repeated)
    };
    let pattern = &PATTERNS[place];
    let shift = i64::try_from(round).unwrap_or(0);
    let minutes = i64::try_from(index * 17 % 1440).unwrap_or(0);
    NewKey {
        description: name(pattern, round),
        created: now - TimeDelta::days(pattern.age_days + shift * 13 % 700) - TimeDelta::minutes(minutes + 5),
        expires: pattern
            .hours_left
            .map(|hours| now + TimeDelta::hours((hours + shift * 31 - 1) % (365 * 24) + 1)),
        user_id: pattern.user_id.to_owned(),
        roles: roles(pattern.access, index),
    }
}

fn name(pattern: &Pattern, round: usize) -> String {
    if round == 0 { pattern.name.to_owned() } else { format!("{}-{}", pattern.name, round + 1) }
}

fn roles(access: Access, index: usize) -> Value {
    match access {
        Access::Owner => json!({"organization": [role("organization-admin")]}),
        Access::Billing => json!({"organization": [role("billing-admin")]}),
        Access::AllDeployments(id) => json!({"deployment": [everywhere(id)]}),
        Access::SomeDeployments(id, count) => json!({"deployment": [chosen(id, count, index)]}),
        Access::AllProjects(kind, id, stack_role) => {
            json!({"project": {kind: [with_stack_role(everywhere(id), stack_role)]}})
        }
        Access::OneProject(kind, id, stack_role) => {
            let mut entry = role(id);
            entry["all"] = false.into();
            entry["project_ids"] = json!([projects::id(kind, index)]);
            json!({"project": {kind: [with_stack_role(entry, stack_role)]}})
        }
        Access::SomeClusters(id, count) => {
            let ids: Vec<&str> = (0..count).map(clusters::seeded_id).collect();
            let mut entry = role(id);
            entry["all"] = false.into();
            entry["resource_ids"] = ids.into();
            json!({CONNECTED_CLUSTERS: [entry]})
        }
        Access::Mixed => json!({
            "organization": [role("billing-admin")],
            "deployment": [chosen("deployment-editor", 2, index), everywhere("deployment-viewer")],
            "project": {"observability": [everywhere("observability-viewer")]},
        }),
        Access::FromTheFuture => json!({"deployment": [everywhere("deployment-operator")]}),
    }
}

fn role(id: &str) -> Value {
    json!({"role_id": id, "organization_id": ORGANIZATION_ID})
}

fn everywhere(id: &str) -> Value {
    let mut entry = role(id);
    entry["all"] = true.into();
    entry
}

fn chosen(id: &str, count: usize, index: usize) -> Value {
    let ids: Vec<&str> = (0..count).map(|offset| deployments::id(index + offset)).collect();
    let mut entry = role(id);
    entry["all"] = false.into();
    entry["deployment_ids"] = ids.into();
    entry
}

fn with_stack_role(mut entry: Value, stack_role: Option<&str>) -> Value {
    if let Some(name) = stack_role {
        entry["application_roles"] = json!([name]);
    }
    entry
}
