use super::*;

fn grant(place: Place, role: &str, reach: Reach) -> RoleAssignment {
    RoleAssignment { place, role: role.to_owned(), reach, stack_roles: Vec::new() }
}

#[test]
fn reads_as_one_would_say_it() {
    let one = Reach::Only(vec!["a".to_owned()]);
    let two = Reach::Only(vec!["a".to_owned(), "b".to_owned()]);
    let phrase = |place, role, reach| grant(place, role, reach).phrase();
    assert_eq!(phrase(Place::Organization, "organization-admin", Reach::Whole), "Organization owner");
    assert_eq!(phrase(Place::Deployments, "deployment-viewer", one), "Viewer on 1 deployment");
    assert_eq!(phrase(Place::Deployments, "deployment-admin", two), "Admin on 2 deployments");
    assert_eq!(
        phrase(Place::ElasticsearchProjects, "elasticsearch-developer", Reach::All),
        "Developer on all Elasticsearch projects"
    );
}

#[test]
fn shows_what_it_does_not_know_as_it_is() {
    let unknown = grant(Place::Other("lakes".to_owned()), "lake-diver", Reach::All);
    assert_eq!(unknown.phrase(), "lake-diver on all lakes resources");
    let vectors = grant(Place::of_projects("vectordb"), "vectordb-admin", Reach::All);
    assert_eq!(vectors.phrase(), "vectordb-admin on all vectordb projects");
    for kind in ["elasticsearch", "observability", "security", "vectordb"] {
        assert_eq!(Place::of_projects(kind).project_kind(), Some(kind));
    }
}

#[test]
fn a_config_tells_its_permissions_first() {
    let value = serde_json::json!({"note": "x", "permissions": "read", "a": [1]});
    let config = Access::Config(value.as_object().cloned().unwrap());
    assert_eq!(config.phrases(), ["permissions: read", "a: [1]", "note: x"]);
}

#[test]
fn marks_broad_grants() {
    assert!(grant(Place::Organization, role::OWNER, Reach::Whole).caution().is_some());
    assert!(grant(Place::Deployments, "deployment-viewer", Reach::All).caution().is_some());
    assert!(grant(Place::Organization, "billing-admin", Reach::Whole).caution().is_none());
    let stack = RoleAssignment {
        stack_roles: vec!["viewer".to_owned()],
        ..grant(Place::Organization, "billing-admin", Reach::Whole)
    };
    assert!(stack.caution().is_some());
}
