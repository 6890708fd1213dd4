//! Keys that hold what the app does not know: it is shown as it is, never dropped.

use crate::support::{ok, session};
use latchkey::api::backend::ListAsk;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::key_list::KeyList;
use latchkey::config::Kind;
use latchkey::domain::access::{Access, Place, Reach};
use latchkey::domain::key::Key;
use latchkey::domain::query::Query;
use proptest::prelude::*;
use serde_json::{Value, json};

const HOLDER: &str = "198583657190";

fn listed(keys: &Value) -> Vec<Key> {
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let call = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &ask);
    call.read(&ok(&json!({"keys": keys, "took": 3, "next_page": null}).to_string())).unwrap().keys
}

/// What a key with these assignments may do, in words.
fn phrases(assignments: &Value) -> Vec<String> {
    let mut keys = listed(&json!([{"id": "a", "description": "b", "role_assignments": assignments}]));
    keys.remove(0).access.phrases()
}

#[test]
fn unknown_roles_places_and_types_read_by_the_names_they_have() {
    let one = |role: &str| json!([{"role_id": role, "organization_id": HOLDER, "all": true}]);
    for (assignments, phrase) in [
        (json!({"organization": one("organization-auditor")}), "organization-auditor"),
        (json!({"deployment": one("deployment-pilot")}), "deployment-pilot on all deployments"),
        (json!({"platform": [{"role_id": "platform-admin"}]}), "platform-admin on platform resources"),
        (json!({"platform": one("platform-admin")}), "platform-admin on all platform resources"),
        (json!({"project": {"vectordb": one("vectordb-admin")}}), "vectordb-admin on all vectordb projects"),
        (json!({"project": {"security": one("t1_analyst")}}), "t1_analyst on all Security projects"),
        (json!({"project": one("admin")}), "admin on all project resources"),
        (json!({"lake": one("lake-diver")}), "lake-diver on all lake resources"),
    ] {
        assert_eq!(phrases(&assignments), [phrase], "{assignments}");
    }
}

#[test]
fn unknown_members_of_an_assignment_do_it_no_harm() {
    let assignments = json!({
        "deployment": [{
            "role_id": "deployment-viewer", "organization_id": HOLDER, "all": false,
            "deployment_ids": ["d1", "d2"], "zones": ["a", "b", "c"], "until": {"year": 2027}, "weight": 1.5,
            "application_roles": null,
        }],
        "lake": [{"role_id": "lake-diver", "lake_ids": ["north", "south"], "depth": 7}],
    });
    assert_eq!(phrases(&assignments), ["Viewer on 2 deployments", "lake-diver on 2 lake resources"]);
}

#[test]
fn a_list_passes_over_what_it_does_not_know_of_a_key() {
    let keys = listed(&json!([
        {"id": "a", "description": "one", "labels": ["x"], "state": {"frozen": true}, "key_version": 3},
        {"id": "b", "description": null, "creation_date": "soon", "user_id": 7, "organization_id": null},
    ]));
    let names: Vec<_> = keys.iter().map(|key| (key.id.0.as_str(), key.name.as_str())).collect();
    assert_eq!(names, [("a", "one"), ("b", "")]);
    assert_eq!((keys[0].access.clone(), keys[1].creator.clone()), (Access::Untold, None));
}

#[test]
fn a_role_over_the_service_itself_makes_no_owner_of_the_organization() {
    let mut keys = listed(
        &json!([{"id": "a", "description": "b", "role_assignments": {"platform": [{"role_id": "admin"}]}}]),
    );
    assert!(!keys.remove(0).access.is_owner());
}

/// Assignments as a service may have them, with every role id in them.
fn assignments() -> impl Strategy<Value = (Value, Vec<String>)> {
    let place = prop_oneof![
        prop::sample::select(vec!["organization", "deployment", "platform", "cloud_connected_resource"])
            .prop_map(str::to_owned),
        prop::sample::select(vec!["elasticsearch", "observability", "security", "workplaceai", "vectordb"])
            .prop_map(|kind| format!("project.{kind}")),
        "[a-z]{1,8}[0-9]",
    ];
    let limit = prop_oneof![
        Just(json!({})),
        any::<bool>().prop_map(|all| json!({ "all": all })),
        prop::collection::vec("[a-z]{1,4}", 0..3)
            .prop_map(|ids| json!({"all": false, "deployment_ids": ids})),
    ];
    prop::collection::vec((place, limit), 0..6).prop_map(|entries| {
        let (mut body, mut ids) = (json!({}), Vec::new());
        for (at, (place, mut entry)) in entries.into_iter().enumerate() {
            let id = format!("role-{at}");
            entry["role_id"] = json!(id);
            let list = match place.split_once('.') {
                Some((parent, kind)) => &mut body[parent][kind],
                None => &mut body[&place],
            };
            match list.as_array_mut() {
                Some(list) => list.push(entry),
                None => *list = json!([entry]),
            }
            ids.push(id);
        }
        (body, ids)
    })
}

proptest! {
    #[test]
    fn every_role_of_a_key_is_shown_once((body, mut ids) in assignments()) {
        let keys = listed(&json!([{"id": "a", "description": "b", "role_assignments": body}]));
        let Access::Roles(roles) = &keys[0].access else { panic!("{:?}", keys[0].access) };
        for role in roles.iter().filter(|role| role.place == Place::Organization) {
            prop_assert_eq!(&role.reach, &Reach::Whole);
        }
        let mut read: Vec<_> = roles.iter().map(|role| role.role.clone()).collect();
        read.sort();
        ids.sort();
        prop_assert_eq!(read, ids.clone());
        let phrases = keys[0].access.phrases();
        prop_assert_eq!(phrases.len(), ids.len().max(1));
        prop_assert!(ids.iter().all(|id| phrases.iter().any(|phrase| phrase.contains(id.as_str()))));
    }
}
