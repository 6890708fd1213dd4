//! Elastic Cloud: what stands at a place, and the roles inside a project.

use crate::support::{answer, fixture, ok, refused, session, target};
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::config::Kind;
use latchkey::domain::access::Place;
use latchkey::domain::holder::Resource;
use latchkey::domain::stack::{StackRole, StackRoles};

fn resources(place: &Place, body: &str) -> Result<Vec<Resource>, Error> {
    ElasticCloud.resources(&session(Kind::ElasticCloud), place).unwrap().read(&ok(body))
}

fn stack_roles(project: &str, body: &str) -> Result<StackRoles, Error> {
    let call = ElasticCloud.stack_roles(&session(Kind::ElasticCloud), &Place::SecurityProjects, project);
    call.unwrap().read(&ok(body))
}

#[test]
fn projects_of_a_type_the_app_does_not_know_are_listed_by_its_name() {
    let session = session(Kind::ElasticCloud);
    for (kind, path) in [
        ("workplaceai", "workplaceai"),
        ("vectordb", "vectordb"),
        ("a/b ?#%", "a%2Fb%20%3F%23%25"),
        ("élan", "%C3%A9lan"),
    ] {
        let call = ElasticCloud.resources(&session, &Place::of_projects(kind)).unwrap();
        assert_eq!(target(&call), format!("GET /api/v1/serverless/projects/{path}"));
        let found = call.read(&ok(fixture!("elastic-cloud/projects.json"))).unwrap();
        let expected = Resource {
            id: "c0ffee".to_owned(),
            name: "web-search".to_owned(),
            region: "aws-us-east-1".to_owned(),
        };
        assert_eq!(found, [expected]);
    }
}

#[test]
fn connected_clusters_are_listed_with_their_own_ids() {
    let call = ElasticCloud.resources(&session(Kind::ElasticCloud), &Place::ConnectedClusters).unwrap();
    assert_eq!(target(&call), "GET /api/v1/cloud-connected/clusters");
    let found = call.read(&ok(fixture!("elastic-cloud/clusters.json"))).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].id.as_str(), found[0].name.as_str()),
        ("a1b2c3d4e5f60718293a4b5c6d7e8f90", "logs cluster"),
        "the cluster's own id in “self_managed_cluster” is not the one that roles name"
    );
}

#[test]
fn nothing_is_asked_where_nothing_can_be_listed() {
    let session = session(Kind::ElasticCloud);
    for place in [Place::Organization, Place::of_projects(""), Place::Other("lake".to_owned())] {
        assert!(ElasticCloud.resources(&session, &place).is_none(), "{place:?}");
    }
}

#[test]
fn a_resource_needs_an_id_and_a_name_and_nothing_else() {
    let places = [
        (Place::Deployments, "deployments"),
        (Place::of_projects("vectordb"), "items"),
        (Place::ConnectedClusters, "items"),
    ];
    for (place, list) in places {
        let read = |entry: &str| resources(&place, &format!(r#"{{"{list}": [{entry}]}}"#));
        let odd = r#"{"id": "a", "name": "", "region_id": 7, "resources": "none", "type": []}"#;
        let bare = Resource { id: "a".to_owned(), name: String::new(), region: String::new() };
        assert_eq!(read(odd), Ok(vec![bare]), "{place:?}");
        for lacking in [r#"{"name": "b"}"#, r#"{"id": "a"}"#, r#"{"id": 7, "name": "b"}"#, "7", "null"] {
            assert!(matches!(read(lacking), Err(Error::Unreadable { .. })), "{place:?} {lacking}");
        }
        assert_eq!(resources(&place, &format!(r#"{{"{list}": []}}"#)), Ok(Vec::new()));
        for body in ["[]", "{}", r#"{"items": {}}"#, r#"{"deployments": {}}"#] {
            assert!(matches!(resources(&place, body), Err(Error::Unreadable { .. })), "{place:?} {body}");
        }
    }
}

#[test]
fn roles_inside_a_project_are_asked_by_its_type_and_id() {
    let session = session(Kind::ElasticCloud);
    for (place, project, path) in [
        (Place::ElasticsearchProjects, "c0ffee", "elasticsearch/c0ffee"),
        (Place::ObservabilityProjects, "c0ffee", "observability/c0ffee"),
        (Place::SecurityProjects, "c0ffee", "security/c0ffee"),
        (Place::of_projects("vectordb"), "c0ffee", "vectordb/c0ffee"),
        (Place::of_projects("a/b ?"), "p/1 ?#", "a%2Fb%20%3F/p%2F1%20%3F%23"),
    ] {
        let call = ElasticCloud.stack_roles(&session, &place, project).unwrap();
        assert_eq!(target(&call), format!("GET /api/v1/serverless/projects/{path}/roles"));
    }
    for place in
        [Place::Organization, Place::Deployments, Place::ConnectedClusters, Place::Other("lake".to_owned())]
    {
        assert!(ElasticCloud.stack_roles(&session, &place, "c0ffee").is_none(), "{place:?}");
    }
}

#[test]
fn roles_inside_a_project_are_read_in_order_with_what_they_are_for() {
    let read = stack_roles("c0ffee", fixture!("elastic-cloud/stack-roles.json")).unwrap();
    let role = |name: &str, description: &str| StackRole {
        name: name.to_owned(),
        description: description.to_owned(),
    };
    let expected = [
        role("viewer", "Read access to the project's data."),
        role("catalog_writer", ""),
        role("t1_analyst", ""),
    ];
    assert_eq!((read.project.as_str(), read.roles.as_slice()), ("c0ffee", expected.as_slice()));
}

#[test]
fn the_roles_of_another_project_never_pass_for_those_of_this_one() {
    let body = r#"{"other": {"roles": [{"name": "writer"}]}, "mine": {"roles": [{"name": "reader"}]}}"#;
    let mine = stack_roles("mine", body).unwrap();
    assert_eq!(mine.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["reader"]);
    for body in [
        r#"{"other": {"roles": [{"name": "writer"}]}}"#,
        r#"{"roles": [{"name": "writer"}]}"#,
        r#"{"a": {}}"#,
        r#"{"a": null}"#,
        r#"{"a": {"roles": null}}"#,
        r#"{"a": {"roles": ["writer"]}}"#,
        r#"{"a": {"roles": [{"description": "nameless"}]}}"#,
        "{}",
        "[]",
    ] {
        assert!(matches!(stack_roles("a", body), Err(Error::Unreadable { .. })), "{body}");
    }
    assert_eq!(stack_roles("a", r#"{"a": {"roles": []}}"#).map(|read| read.roles), Ok(Vec::new()));
}

#[test]
fn a_project_that_is_gone_is_not_one_without_roles() {
    let call = ElasticCloud.stack_roles(&session(Kind::ElasticCloud), &Place::SecurityProjects, "a").unwrap();
    let body = r#"{"errors": [{"code": "project.not_found", "message": "No such project."}]}"#;
    let error = refused(call.read(&answer(404, body)));
    assert_eq!(
        error.to_string(),
        "It doesn't exist, or no longer does: No such project (project.not_found)."
    );
}
