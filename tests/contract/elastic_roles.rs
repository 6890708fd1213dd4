//! Role assignments of Elastic Cloud, read and written through whole keys.

use crate::support::{fixture, ok, session};
use latchkey::api::backend::ListAsk;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::config::Kind;
use latchkey::domain::access::{Access, Place, Reach, RoleAssignment};
use latchkey::domain::draft::NewKey;
use latchkey::domain::query::Query;
use serde_json::{Value, json};

const HOLDER: &str = "198583657190";

fn decode(roles: &Value) -> Vec<RoleAssignment> {
    decode_list(&json!({"keys": [{"id": "a", "description": "b", "role_assignments": roles}]}).to_string())
}

fn decode_list(body: &str) -> Vec<RoleAssignment> {
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let page = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &ask).read(&ok(body)).unwrap();
    match page.keys.into_iter().next().unwrap().access {
        Access::Roles(roles) => roles,
        other => panic!("{other:?}"),
    }
}

fn encode(roles: Vec<RoleAssignment>) -> Value {
    let key =
        NewKey { name: "a".to_owned(), description: String::new(), lifetime: None, roles, settings: None };
    let call = ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &key, "attempt");
    let mut body: Value = serde_json::from_str(call.request.body.expose().unwrap()).unwrap();
    body["role_assignments"].take()
}

fn grant(place: Place, role: &str, reach: Reach, stack: &[&str]) -> RoleAssignment {
    let stack_roles = stack.iter().map(ToString::to_string).collect();
    RoleAssignment { place, role: role.to_owned(), reach, stack_roles }
}

fn only(id: &str) -> Reach {
    Reach::Only(vec![id.to_owned()])
}

#[test]
fn reads_known_and_unknown_places() {
    let mut roles = decode_list(fixture!("elastic-cloud/keys-page-1.json"));
    roles.sort();
    let mut expected = [
        grant(Place::Organization, "organization-admin", Reach::Whole, &[]),
        grant(Place::Deployments, "deployment-viewer", only("ce03a623751b4fc98d48400fec58b9c0"), &[]),
        grant(Place::ElasticsearchProjects, "elasticsearch-developer", Reach::All, &["developer"]),
        grant(
            Place::ConnectedClusters,
            "cloud-connected-admin",
            only("a1b2c3d4e5f60718293a4b5c6d7e8f90"),
            &[],
        ),
        grant(Place::Other("project.workplaceai".to_owned()), "workplaceai-viewer", only("0f3b8c1d"), &[]),
        grant(Place::Other("lake".to_owned()), "lake-diver", Reach::All, &[]),
    ];
    expected.sort();
    assert_eq!(roles, expected);
}

#[test]
fn writes_each_place_in_its_own_form() {
    let roles = vec![
        grant(Place::Organization, "billing-admin", Reach::Whole, &["viewer"]),
        grant(Place::Deployments, "deployment-admin", Reach::All, &[]),
        grant(Place::ElasticsearchProjects, "elasticsearch-viewer", only("p1"), &["viewer"]),
        grant(Place::ObservabilityProjects, "observability-viewer", Reach::All, &[]),
        grant(Place::SecurityProjects, "security-t1-analyst", only("p2"), &[]),
        grant(Place::Other("project.workplaceai".to_owned()), "workplaceai-viewer", only("p3"), &[]),
        grant(Place::ConnectedClusters, "cloud-connected-admin", only("c1"), &[]),
    ];
    assert_eq!(
        encode(roles),
        json!({
            "organization": [
                {"role_id": "billing-admin", "organization_id": HOLDER, "application_roles": ["viewer"]},
            ],
            "deployment": [{"role_id": "deployment-admin", "organization_id": HOLDER, "all": true}],
            "project": {
                "elasticsearch": [{
                    "role_id": "elasticsearch-viewer", "organization_id": HOLDER,
                    "all": false, "project_ids": ["p1"], "application_roles": ["viewer"],
                }],
                "observability": [{"role_id": "observability-viewer", "organization_id": HOLDER, "all": true}],
                "security": [{
                    "role_id": "security-t1-analyst", "organization_id": HOLDER,
                    "all": false, "project_ids": ["p2"],
                }],
                "workplaceai": [{
                    "role_id": "workplaceai-viewer", "organization_id": HOLDER,
                    "all": false, "project_ids": ["p3"],
                }],
            },
            "cloud_connected_resource": [{
                "role_id": "cloud-connected-admin", "organization_id": HOLDER,
                "all": false, "resource_ids": ["c1"],
            }],
        })
    );
}

#[test]
fn the_assignments_are_never_left_out() {
    assert_eq!(
        encode(Vec::new()),
        json!({}),
        "without the field the service would grant its creator's roles"
    );
}

#[test]
fn roles_over_the_service_itself_are_shown_and_never_asked_for() {
    let roles = decode(&json!({"platform": [{"role_id": "admin"}]}));
    assert_eq!(roles, [grant(Place::Other("platform".to_owned()), "admin", Reach::Whole, &[])]);
    assert_eq!(encode(roles), json!({}));
}

#[test]
fn odd_assignments_are_shown_rather_than_dropped() {
    let roles = decode(&json!({
        "deployment": [{"organization_id": HOLDER, "all": false}, {"role_id": "x", "all": true, "deployment_ids": ["d"]}],
        "project": "none",
        "comment": {"of": "somebody"},
    }));
    let unnamed = grant(Place::Deployments, "role without an id", Reach::Only(Vec::new()), &[]);
    let unreadable =
        |place: &str| grant(Place::Other(place.to_owned()), "access that can't be read", Reach::Whole, &[]);
    let known = grant(Place::Deployments, "x", Reach::All, &[]);
    assert_eq!(roles, [unreadable("comment"), unnamed, known, unreadable("project")]);
    assert_eq!(roles[0].phrase(), "access that can't be read on comment resources");
}
