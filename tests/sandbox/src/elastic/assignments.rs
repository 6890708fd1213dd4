//! Checks the `role_assignments` of a create request, member by member.
//!
//! Stricter than the reference in one point: an object without a single assignment is refused,
//! because nothing says whether it means no rights or the creator's.
//!
//! `application_roles` are accepted wherever the reference lists them, on deployments too, though a
//! key never opens the Elasticsearch or Kibana of a hosted deployment: the member is of use to users,
//! and nothing says that it is refused for keys. Whether the stack roles exist is not looked at.
//!
//! Roles on connected clusters are accepted or refused as the sandbox is told: the console gives them
//! to keys, no document says that creating a key takes them. Their entries are those that the service
//! tells about its callers, which have no `application_roles`.

use serde_json::{Map, Value};

use super::errors::Problem;
use super::roles::{CONNECTED_CLUSTERS, SCOPES, Scope, home_of};
use super::{ConnectedClusterRoles, Elastic, ORGANIZATION_ID};

pub(super) const INVALID_INPUT: &str = "api_keys.invalid_input";
const ROOT: &str = "role_assignments";

/// Every problem in the object, none when it may be stored as it is.
pub fn check(value: &Value, elastic: &Elastic) -> Vec<Problem> {
    let mut findings = Findings { elastic, problems: Vec::new() };
    let Some(parts) = findings.object(value, ROOT) else {
        return findings.problems;
    };
    let mut known = vec!["platform", "organization", "deployment", "project"];
    if elastic.knows(Scope::ConnectedClusters) {
        known.push(CONNECTED_CLUSTERS);
    }
    findings.only(parts, ROOT, &known);
    if let Some(platform) = parts.get("platform") {
        findings.platform(platform);
    }
    let mut count = 0;
    for scope in SCOPES.into_iter().filter(|scope| elastic.knows(*scope)) {
        count += findings.part(scope, parts);
    }
    if let Some(project) = parts.get("project")
        && let Some(kinds) = findings.object(project, "role_assignments.project")
    {
        let known: Vec<&str> = SCOPES.into_iter().filter_map(Scope::project_kind).collect();
        findings.only(kinds, "role_assignments.project", &known);
    }
    if count == 0 && findings.problems.is_empty() {
        findings.add(ROOT, "At least one role is needed.");
    }
    findings.problems
}

struct Findings<'e> {
    elastic: &'e Elastic,
    problems: Vec<Problem>,
}

impl Findings<'_> {
    fn add(&mut self, field: &str, message: &str) {
        self.problems.push(Problem::at(INVALID_INPUT, field, message));
    }

    fn object<'a>(&mut self, value: &'a Value, field: &str) -> Option<&'a Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.add(field, "This must be an object.");
        }
        object
    }

    fn list<'a>(&mut self, value: &'a Value, field: &str) -> &'a [Value] {
        let Some(list) = value.as_array() else {
            self.add(field, "This must be an array.");
            return &[];
        };
        list
    }

    fn strings<'a>(&mut self, value: &'a Value, field: &str) -> Vec<&'a str> {
        let list = self.list(value, field);
        let strings: Vec<&str> =
            list.iter().filter_map(Value::as_str).filter(|text| !text.is_empty()).collect();
        if strings.len() != list.len() {
            self.add(field, "Every element must be a string with text in it.");
        }
        strings
    }

    fn only(&mut self, object: &Map<String, Value>, field: &str, known: &[&str]) {
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            self.add(&format!("{field}.{name}"), "This field is unknown.");
        }
    }

    fn platform(&mut self, value: &Value) {
        let field = "role_assignments.platform";
        if !self.list(value, field).is_empty() {
            self.add(field, "Platform roles can't be given to a key.");
        }
    }

    /// Checks one part and counts its entries.
    fn part(&mut self, scope: Scope, parts: &Map<String, Value>) -> usize {
        let value = match scope {
            Scope::Organization => parts.get("organization"),
            Scope::Deployment => parts.get("deployment"),
            Scope::Project(kind) => parts.get("project").and_then(|project| project.get(kind)),
            Scope::ConnectedClusters => parts.get(CONNECTED_CLUSTERS),
        };
        let Some(value) = value else { return 0 };
        let field = format!("{ROOT}.{}", scope.path());
        let entries = self.list(value, &field);
        for (index, entry) in entries.iter().enumerate() {
            self.entry(scope, entry, &format!("{field}[{index}]"));
        }
        entries.len()
    }

    fn entry(&mut self, scope: Scope, entry: &Value, field: &str) {
        let Some(entry) = self.object(entry, field) else {
            return;
        };
        let mut known = vec!["role_id", "organization_id"];
        if scope.takes_application_roles() {
            known.push("application_roles");
            self.application_roles(entry, field);
        }
        if let Some(ids_member) = scope.ids_member() {
            known.extend(["all", ids_member]);
            self.extent(scope, ids_member, entry, field);
        }
        self.only(entry, field, &known);
        self.role_id(scope, entry, field);
        self.organization_id(entry, field);
    }

    fn application_roles(&mut self, entry: &Map<String, Value>, field: &str) {
        if let Some(names) = entry.get("application_roles") {
            self.strings(names, &format!("{field}.application_roles"));
        }
    }

    fn role_id(&mut self, scope: Scope, entry: &Map<String, Value>, field: &str) {
        let field = format!("{field}.role_id");
        let Some(role_id) = entry.get("role_id").and_then(Value::as_str) else {
            self.add(&field, "This field is required and must be a string.");
            return;
        };
        match home_of(role_id).filter(|home| self.elastic.knows(*home)) {
            Some(home) if home == scope => {}
            Some(home) => {
                let message = format!("The role '{role_id}' belongs in '{}'.", home.path());
                self.add(&field, &message);
            }
            None => self.add(&field, &format!("There is no role '{role_id}'.")),
        }
    }

    fn organization_id(&mut self, entry: &Map<String, Value>, field: &str) {
        let field = format!("{field}.organization_id");
        match entry.get("organization_id").and_then(Value::as_str) {
            Some(ORGANIZATION_ID) => {}
            Some(_) => self.add(&field, "The key belongs to another organization."),
            None => self.add(&field, "This field is required and must be a string."),
        }
    }

    /// `all: true` and a list of ids exclude each other; one of the two is needed.
    fn extent(&mut self, scope: Scope, member: &str, entry: &Map<String, Value>, field: &str) {
        let all = match entry.get("all") {
            None => false,
            Some(Value::Bool(all)) => *all,
            Some(_) => {
                self.add(&format!("{field}.all"), "This must be true or false.");
                return;
            }
        };
        let field = format!("{field}.{member}");
        match (all, entry.get(member)) {
            (true, None) => {}
            (true, Some(_)) => self.add(&field, "This must be absent when 'all' is true."),
            (false, None) => self.add(&field, "This must be present when 'all' is not true."),
            (false, Some(ids)) => {
                let ids = self.strings(ids, &field);
                if ids.is_empty() {
                    self.add(&field, "At least one id is needed.");
                }
                let elastic = self.elastic;
                for id in ids.into_iter().filter(|id| !elastic.has(scope, id)) {
                    self.add(&field, &format!("There is no '{id}' in this organization."));
                }
            }
        }
    }
}

impl Elastic {
    fn has(&self, scope: Scope, id: &str) -> bool {
        match scope {
            Scope::Organization => false,
            Scope::Deployment => self.deployments.has(id),
            Scope::Project(kind) => self.projects.has(kind, id),
            Scope::ConnectedClusters => self.clusters.has(id),
        }
    }

    fn knows(&self, scope: Scope) -> bool {
        scope != Scope::ConnectedClusters
            || self.behavior.connected_cluster_roles == ConnectedClusterRoles::Accepted
    }
}
