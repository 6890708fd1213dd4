//! config.json: starting points for new keys.

use latchkey::api::backend::Backend;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::key_desk::KeyDesk;
use latchkey::config::{Config, Kind};
use latchkey::domain::access::{Place, Reach, RoleAssignment};
use latchkey::domain::draft::Draft;
use latchkey::domain::expiry::ExpiryChoice;
use latchkey::domain::policy::Policy;
use latchkey::domain::template::Template;
use latchkey::domain::time::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A file with a connection that works, and these templates.
pub fn read(templates: &Value) -> Config {
    let connection =
        json!({"id": "a", "kind": "elastic-cloud", "name": "b", "base_url": "https://api.example.com"});
    let config = Config::read(&json!({"connections": [connection], "templates": templates}).to_string());
    assert_eq!(config.connections.len(), 1, "whatever is wrong, connections go on working");
    config
}

/// A template that nothing is wrong with.
pub fn good() -> Value {
    json!({"name": "CI", "access": [{"where": "deployments", "role": "deployment-viewer", "on": "all"}]})
}

#[test]
fn a_template_says_where_which_role_and_how_far() {
    for (given, place) in [
        ("deployments", Place::Deployments),
        ("elasticsearch-projects", Place::ElasticsearchProjects),
        ("observability-projects", Place::ObservabilityProjects),
        ("security-projects", Place::SecurityProjects),
        ("connected-clusters", Place::ConnectedClusters),
        ("vectordb-projects", Place::of_projects("vectordb")),
        ("workplaceai-projects", Place::of_projects("workplaceai")),
        ("type_2-projects", Place::of_projects("type_2")),
    ] {
        for (on, reach) in [
            (json!("all"), Reach::All),
            (json!(["b", "a"]), Reach::Only(vec!["b".to_owned(), "a".to_owned()])),
            (json!([]), Reach::Only(Vec::new())),
        ] {
            let config = read(&json!([
                {"name": "t", "access": [{"where": given, "role": "r", "on": on, "stack_roles": ["viewer", "custom"]}]},
            ]));
            assert_eq!(config.problems, [], "{given} {on}");
            let stack_roles = vec!["viewer".to_owned(), "custom".to_owned()];
            let grant = RoleAssignment { place: place.clone(), role: "r".to_owned(), reach, stack_roles };
            assert_eq!(config.templates[0].grants, [grant]);
        }
    }
}

#[test]
fn a_full_template_is_read_whole_and_a_bare_one_has_nothing_more() {
    let config = read(&json!([
        {
            "name": " Billing robot ", "purpose": " For invoices. ", "days": 3650,
            "access": [
                {"where": "organization", "role": "billing-admin"},
                {"where": "organization", "role": "odd", "on": null, "stack_roles": null},
                {"where": "deployments", "role": "deployment-viewer", "on": "all", "stack_roles": []},
            ],
        },
        {"name": "b", "purpose": null, "days": null, "access": good()["access"]},
    ]));
    assert_eq!(config.problems, []);
    let grant = |place, role: &str, reach| RoleAssignment {
        place,
        role: role.to_owned(),
        reach,
        stack_roles: Vec::new(),
    };
    let viewer = grant(Place::Deployments, "deployment-viewer", Reach::All);
    let full = Template {
        name: "Billing robot".to_owned(),
        purpose: "For invoices.".to_owned(),
        days: Some(3650),
        grants: vec![
            grant(Place::Organization, "billing-admin", Reach::Whole),
            grant(Place::Organization, "odd", Reach::Whole),
            viewer.clone(),
        ],
    };
    let bare = Template { name: "b".to_owned(), purpose: String::new(), days: None, grants: vec![viewer] };
    assert_eq!(config.templates, [full, bare]);
}

#[test]
fn templates_that_are_no_list_are_named_and_may_be_left_out() {
    for odd in [json!({}), json!("CI"), json!(7), json!(false)] {
        let config = read(&odd);
        assert_eq!(config.problems.len(), 1, "{odd}");
        assert_eq!(
            config.problems[0].sentence(),
            "templates: It isn't a list. Write [...], or leave it out."
        );
    }
    for none in [json!(null), json!([])] {
        let config = read(&none);
        assert_eq!((config.problems, config.templates), (vec![], vec![]), "{none}");
    }
}

#[test]
fn a_key_made_from_a_template_is_asked_for_as_the_file_says() {
    let config = read(&json!([{"name": "Search", "days": 30, "access": [
        {"where": "vectordb-projects", "role": "vectordb-viewer", "on": ["p1"], "stack_roles": ["viewer"]},
        {"where": "elasticsearch-projects", "role": "elasticsearch-developer", "on": "all"},
    ]}]));
    let typed = Draft { name: "ci".to_owned(), ..Draft::new(ExpiryChoice::Unset) };
    let policy = Policy::default();
    let now = Timestamp::from_millis(1_795_315_179_000);
    let draft = config.templates[0].fill(&typed, &policy);
    let key = draft.check(ElasticCloud.capabilities(), &policy, now).unwrap();
    let call = ElasticCloud.create(&crate::support::session(Kind::ElasticCloud), "7", &key, "attempt");
    let body: Value = serde_json::from_str(call.request.body.expose().unwrap()).unwrap();
    let expected = json!({"description": "ci", "expiration": "30d", "role_assignments": {"project": {
        "vectordb": [{
            "role_id": "vectordb-viewer", "organization_id": "7", "all": false, "project_ids": ["p1"],
            "application_roles": ["viewer"],
        }],
        "elasticsearch": [{"role_id": "elasticsearch-developer", "organization_id": "7", "all": true}],
    }}});
    assert_eq!(body, expected);
}

/// JSON that is made of the names and values of templates, so that it gets far.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        prop::sample::select(vec!["all", "deployments", "organization", "vectordb-projects", "-projects"])
            .prop_map(Value::from),
    ];
    let members = ["name", "purpose", "days", "access", "where", "role", "on", "stack_roles", "é"];
    let name = prop::sample::select(members.to_vec());
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<Map<_, _>>()
                    .into()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn anything_may_stand_where_templates_do(value in anything(), entries in prop::collection::vec(anything(), 0..4)) {
        for templates in [value.clone(), json!([value, good()]), Value::from(entries)] {
            let config = read(&templates);
            let count = templates.as_array().map_or(0, Vec::len);
            prop_assert!(config.templates.len() <= count);
            prop_assert!(config.templates.len() == count || !config.problems.is_empty());
            for problem in &config.problems {
                prop_assert!(problem.field.starts_with("templates"), "{}", problem.sentence());
                prop_assert!(problem.why.ends_with('.') && problem.right.ends_with('.'), "{}", problem.sentence());
            }
            for template in &config.templates {
                prop_assert!(!template.name.is_empty() && !template.grants.is_empty());
            }
        }
    }
}

#[test]
fn the_file_that_the_app_ships_with_is_right() {
    let config = Config::read(include_str!("../../config.json"));
    assert_eq!(config.problems, []);
    assert_eq!(config.templates.len(), 4);
}
