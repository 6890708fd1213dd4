//! Role assignments of Elastic Cloud as a whole: whatever can be chosen is written the way the
//! Elastic Cloud API reference asks for, and reads back as what was chosen.

use crate::support::{answer, ok, session};
use latchkey::api::backend::ListAsk;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::config::Kind;
use latchkey::domain::access::{Access, Place, Reach, RoleAssignment};
use latchkey::domain::draft::NewKey;
use latchkey::domain::query::Query;
use latchkey::domain::role;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const HOLDER: &str = "198583657190";

/// Every documented role, by the path of its list in a request.
const DOCUMENTED: [(&str, &[&str]); 6] = [
    ("/organization", &["organization-admin", "billing-admin"]),
    ("/deployment", &["deployment-admin", "deployment-editor", "deployment-viewer"]),
    ("/project/elasticsearch", &["elasticsearch-admin", "elasticsearch-developer", "elasticsearch-viewer"]),
    ("/project/observability", &["observability-admin", "observability-editor", "observability-viewer"]),
    (
        "/project/security",
        &[
            "security-admin",
            "security-editor",
            "security-viewer",
            "security-t1-analyst",
            "security-t2-analyst",
            "security-t3-analyst",
            "security-threat-intel-analyst",
            "security-rule-author",
            "security-soc-manager",
            "security-endpoint-operations-analyst",
            "security-platform-engineer",
            "security-detections-admin",
            "security-endpoint-policy-manager",
        ],
    ),
    ("/cloud_connected_resource", &["cloud-connected-admin"]),
];

/// The assignments in the body of a create.
fn written(roles: Vec<RoleAssignment>) -> Value {
    let key =
        NewKey { name: "a".to_owned(), description: String::new(), lifetime: None, roles, settings: None };
    let call = ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &key, "attempt");
    let mut body: Value = serde_json::from_str(call.request.body.expose().unwrap()).unwrap();
    body["role_assignments"].take()
}

fn roles(access: Access) -> Vec<RoleAssignment> {
    match access {
        Access::Roles(roles) => roles,
        other => panic!("{other:?}"),
    }
}

/// The same assignments as they are read from a list, from a new key and from one key.
fn read_three_ways(assignments: &Value) -> [Vec<RoleAssignment>; 3] {
    let session = session(Kind::ElasticCloud);
    let key = json!({"id": "a", "description": "b", "key": "essu_x", "role_assignments": assignments});
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let list = ElasticCloud.list(&session, HOLDER, &ask);
    let listed = list.read(&ok(&json!({"keys": [key]}).to_string())).unwrap().keys.remove(0);
    let empty = NewKey {
        name: "a".to_owned(),
        description: String::new(),
        lifetime: None,
        roles: Vec::new(),
        settings: None,
    };
    let create = ElasticCloud.create(&session, HOLDER, &empty, "attempt");
    let created = create.read(&answer(201, &key.to_string())).unwrap().key;
    let one = ElasticCloud.key(&session, HOLDER, &listed.id).unwrap();
    let detailed = one.read(&ok(&key.to_string())).unwrap().key;
    [listed, created, detailed].map(|key| roles(key.access))
}

/// Checks the assignments of a request against the reference and counts them.
fn entries_that_keep_the_contract(assignments: &Value) -> usize {
    let mut count = 0;
    for (name, value) in assignments.as_object().unwrap() {
        assert_ne!(name, "platform", "nobody can ask for roles over the service itself");
        match name.as_str() {
            "project" => {
                let types = value.as_object().unwrap();
                assert!(!types.is_empty());
                count += types.values().map(|list| check_list(list, Some("project_ids"))).sum::<usize>();
            }
            "organization" => count += check_list(value, None),
            "deployment" => count += check_list(value, Some("deployment_ids")),
            _ => count += check_list(value, Some("resource_ids")),
        }
    }
    count
}

fn check_list(list: &Value, ids: Option<&str>) -> usize {
    let entries = list.as_array().unwrap();
    assert!(!entries.is_empty(), "a list that grants nothing is left out");
    for entry in entries {
        check_entry(entry.as_object().unwrap(), ids);
    }
    entries.len()
}

fn check_entry(entry: &Map<String, Value>, ids: Option<&str>) {
    assert_eq!(entry["organization_id"], HOLDER, "{entry:?}");
    assert!(entry["role_id"].is_string(), "{entry:?}");
    let mut known = vec!["organization_id", "role_id"];
    if let Some(ids) = ids {
        known.push("all");
        if entry["all"].as_bool().unwrap() {
            assert!(!entry.contains_key(ids), "{entry:?}");
        } else {
            assert!(are_texts(&entry[ids]), "{entry:?}");
            known.push(ids);
        }
    }
    if let Some(stack) = entry.get("application_roles") {
        assert!(are_texts(stack) && stack != &json!([]), "{entry:?}");
        known.push("application_roles");
    }
    assert_eq!(entry.len(), known.len(), "{entry:?} holds more than {known:?}");
}

fn are_texts(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_string))
}

#[test]
fn every_documented_role_is_known_and_asked_for_at_its_place() {
    for (path, ids) in DOCUMENTED {
        for id in ids {
            let known = role::find(id).unwrap_or_else(|| panic!("{id} is documented"));
            let reach = if path == "/organization" { Reach::Whole } else { Reach::All };
            let grant = RoleAssignment {
                place: known.place.clone(),
                role: (*id).to_owned(),
                reach,
                stack_roles: Vec::new(),
            };
            assert!(role::at(&grant.place).any(|one| one == known), "{id}");
            let body = written(vec![grant]);
            assert_eq!(body.pointer(path).unwrap()[0]["role_id"], *id, "{body}");
        }
    }
    let documented: usize = DOCUMENTED.iter().map(|(_, ids)| ids.len()).sum();
    assert_eq!(role::ROLES.len(), documented, "a role that nobody documents may not exist");
}

/// A place with the ids of its documented roles.
fn places() -> impl Strategy<Value = (Place, Vec<&'static str>)> {
    let known = [
        Place::Organization,
        Place::Deployments,
        Place::ElasticsearchProjects,
        Place::ObservabilityProjects,
        Place::SecurityProjects,
        Place::ConnectedClusters,
        Place::of_projects("workplaceai"),
        Place::of_projects("elasticsearch"),
        Place::of_projects("observability"),
        Place::of_projects("security"),
    ];
    let name = "[a-z][a-z0-9_.]{0,11}";
    let taken = ["organization", "deployment", "project", "platform", "cloud_connected_resource"];
    let free = move |name: &String| !taken.contains(&name.as_str()) && !name.starts_with("project.");
    prop_oneof![
        6 => prop::sample::select(known.to_vec()),
        1 => name.prop_map(|kind| Place::of_projects(&kind)),
        1 => name.prop_filter("a place the app does not know", free).prop_map(Place::Other),
    ]
    .prop_map(|place| {
        let ids = role::at(&place).map(|role| role.id).collect();
        (place, ids)
    })
}

fn reaches(place: &Place) -> BoxedStrategy<Reach> {
    match place {
        Place::Organization => Just(Reach::Whole).boxed(),
        _ => prop_oneof![Just(Reach::All), prop::collection::vec(".*", 0..4).prop_map(Reach::Only)].boxed(),
    }
}

fn role_ids(known: Vec<&'static str>) -> BoxedStrategy<String> {
    if known.is_empty() {
        return ".*".boxed();
    }
    prop_oneof![prop::sample::select(known).prop_map(str::to_owned), ".*"].boxed()
}

fn assignments() -> impl Strategy<Value = RoleAssignment> {
    let stack = prop_oneof![Just(Vec::new()), prop::collection::vec(".*", 1..3)];
    (places(), stack).prop_flat_map(|((place, known), stack_roles)| {
        (reaches(&place), role_ids(known)).prop_map(move |(reach, role)| RoleAssignment {
            place: place.clone(),
            role,
            reach,
            stack_roles: stack_roles.clone(),
        })
    })
}

/// By place; what stands at one place keeps its order.
fn sorted(mut roles: Vec<RoleAssignment>) -> Vec<RoleAssignment> {
    roles.sort_by(|one, other| one.place.cmp(&other.place));
    roles
}

proptest! {
    #[test]
    fn what_is_chosen_is_what_is_read_back(chosen in prop::collection::vec(assignments(), 0..8)) {
        let body = written(chosen.clone());
        let chosen = sorted(chosen);
        for read in read_three_ways(&body) {
            prop_assert_eq!(sorted(read), chosen.clone());
        }
    }

    #[test]
    fn what_is_asked_for_keeps_the_contract(chosen in prop::collection::vec(assignments(), 0..8)) {
        let count = chosen.len();
        prop_assert_eq!(entries_that_keep_the_contract(&written(chosen)), count);
    }
}
