//! What was wrong once: answers and settings that could mislead into a wrong step.

use crate::support::{answer, connection, fixture, ok, refused, session};
use latchkey::api::backend::{Backend, ListAsk};
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::error::Error;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::key_list::KeyList;
use latchkey::api::zenml::ZenMl;
use latchkey::config::{Config, Connection, Kind};
use latchkey::domain::access::{Access, Place};
use latchkey::domain::cluster::KeyOf;
use latchkey::domain::draft::{Draft, NewKey};
use latchkey::domain::expiry::ExpiryChoice;
use latchkey::domain::key::{Key, KeyId};
use latchkey::domain::policy::Policy;
use latchkey::domain::query::Query;
use latchkey::domain::secret::Secret;
use latchkey::domain::template;
use latchkey::domain::time::Timestamp;
use serde_json::{Value, json};

const HOLDER: &str = "198583657190";

fn listed(assignments: &Value) -> Key {
    let body = json!({"keys": [{"id": "a", "description": "b", "role_assignments": assignments}]});
    let ask = ListAsk { query: Query::default(), all: false, cursor: None };
    let call = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &ask);
    call.read(&ok(&body.to_string())).unwrap().keys.remove(0)
}

fn templates(access: &Value) -> Config {
    Config::read(&json!({"connections": [], "templates": [{"name": "t", "access": access}]}).to_string())
}

#[test]
fn a_secret_that_the_service_does_not_accept_is_not_proven_by_its_status() {
    let body = r#"{"errors": [{"code": "root.invalid_authentication", "message": "Bad key."}]}"#;
    let call = ElasticCloud.prove(&connection(Kind::ElasticCloud), &Secret::new("essu_x"));
    assert!(call.read(&answer(403, body)).is_err());
}

#[test]
fn a_page_proves_no_secret() {
    let call = ElasticCloud.prove(&connection(Kind::ElasticCloud), &Secret::new("essu_x"));
    assert!(call.read(&ok(fixture!("elastic-cloud/errors/page.html"))).is_err());
}

#[test]
fn a_refusing_page_proves_no_secret() {
    let call = ElasticCloud.prove(&connection(Kind::ElasticCloud), &Secret::new("essu_x"));
    assert!(call.read(&answer(403, fixture!("elastic-cloud/errors/page.html"))).is_err());
}

/// A network that wants a sign-in first answers everything with its own page and 200: nothing is ended by that.
#[test]
fn a_page_in_the_place_of_an_answer_does_not_say_that_anything_was_done() {
    let page = || ok(fixture!("elastic-cloud/errors/page.html"));
    let id = KeyId("765f8717-4001-4374-b587-4a14760220ef".to_owned());
    let is_open = |error: Error| error.leaves_outcome_unknown();
    assert!(is_open(refused(ElasticCloud.revoke(&session(Kind::ElasticCloud), HOLDER, &id).read(&page()))));
    assert!(is_open(refused(ZenMl.revoke(&session(Kind::ZenMl), &id.0, &id).read(&page()))));
    let holders = Kind::ZenMl.holder_desk().unwrap();
    assert!(is_open(refused(holders.delete(&session(Kind::ZenMl), &id.0).read(&page()))));
    let clusters = Kind::ElasticCloud.cluster_desk().unwrap();
    let session = session(Kind::ElasticCloud);
    assert!(is_open(refused(clusters.disconnect(&session, "a", None).read(&page()))));
    assert!(is_open(refused(clusters.end_old(&session, "a", KeyOf::Cluster, None).read(&page()))));
    let gone = answer(404, fixture!("elastic-cloud/errors/page.html"));
    assert!(clusters.disconnect(&session, "a", None).read(&gone).is_err());
}

#[test]
fn a_page_that_is_not_found_does_not_say_that_a_key_is_gone() {
    let call = ElasticCloud.revoke(&session(Kind::ElasticCloud), HOLDER, &KeyId("a".to_owned()));
    assert!(call.read(&answer(404, fixture!("elastic-cloud/errors/page.html"))).is_err());
}

#[test]
fn a_failure_leaves_the_outcome_of_a_create_open_whatever_its_code() {
    let key = NewKey {
        name: "a".to_owned(),
        description: String::new(),
        lifetime: None,
        roles: Vec::new(),
        settings: None,
    };
    let call = ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, &key, "attempt");
    let body = r#"{"errors": [{"code": "role_assignments.invalid_config", "message": "x"}]}"#;
    assert!(refused(call.read(&answer(500, body))).leaves_outcome_unknown());
}

#[test]
fn a_limit_is_a_limit_whatever_its_code() {
    let call = ElasticCloud.holders(&session(Kind::ElasticCloud), None);
    let body = r#"{"errors": [{"code": "root.invalid_authentication", "message": "x"}]}"#;
    assert!(matches!(refused(call.read(&answer(429, body))), Error::RateLimited { .. }));
}

#[test]
fn what_is_no_list_of_roles_does_not_read_as_no_access() {
    let odd = [
        json!({"deployment": ["deployment-admin"]}),
        json!({"lake": {"role_id": "lake-diver", "all": true}}),
        json!({"lake": {"north": [{"role_id": "lake-diver", "all": true}]}}),
        json!({"project": {"security": {"role_id": "security-admin", "all": true}}}),
        json!([{"role_id": "organization-admin"}]),
        json!("organization-admin"),
    ];
    let dropped: Vec<_> = odd
        .iter()
        .filter(|odd| listed(odd).access.phrases() == ["No access"])
        .map(ToString::to_string)
        .collect();
    assert!(dropped.is_empty(), "{dropped:#?}");
}

#[test]
fn only_the_ids_of_the_place_count() {
    let entry = json!({"role_id": "deployment-viewer", "all": false, "audit_ids": ["x", "y"], "deployment_ids": ["d"]});
    assert_eq!(listed(&json!({"deployment": [entry]})).access.phrases(), ["Viewer on 1 deployment"]);
}

#[test]
fn ids_that_are_no_texts_are_not_dropped() {
    let entry = json!({"role_id": "deployment-viewer", "all": false, "deployment_ids": ["d", 7]});
    assert_eq!(listed(&json!({"deployment": [entry]})).access.phrases(), ["Viewer on 2 deployments"]);
}

fn like(key: &Key) -> Result<NewKey, Vec<String>> {
    let draft = Draft { expiry: ExpiryChoice::Days(7), ..template::like(key, [], &Policy::default()) };
    draft
        .check(ElasticCloud.capabilities(), &Policy::default(), Timestamp::from_millis(1_795_315_179_000))
        .map_err(|errors| errors.into_iter().map(|error| error.sentence).collect())
}

fn asked(key: &NewKey) -> Value {
    let call = ElasticCloud.create(&session(Kind::ElasticCloud), HOLDER, key, "attempt");
    let mut body: Value = serde_json::from_str(call.request.body.expose().unwrap()).unwrap();
    body["role_assignments"].take()
}

#[test]
fn a_key_like_one_with_a_platform_role_alone_is_never_asked_for_with_no_roles() {
    let key = listed(&json!({"platform": [{"role_id": "admin"}]}));
    if let Ok(key) = like(&key) {
        assert_ne!(asked(&key), json!({}));
    }
}

#[test]
fn a_role_without_an_id_is_not_asked_for_by_what_is_shown_for_it() {
    let key = listed(&json!({"deployment": [{"all": true}]}));
    if let Ok(key) = like(&key) {
        assert_ne!(asked(&key)["deployment"][0]["role_id"], "role without an id");
    }
}

#[test]
fn a_place_that_the_app_can_not_write_is_refused_in_the_form() {
    for odd in [
        json!({"lake": [{"role_id": "r", "organization_id": HOLDER, "all": false, "lake_ids": ["n"]}]}),
        json!({"project": [{"role_id": "x", "all": true}]}),
    ] {
        let refused = like(&listed(&odd)).unwrap_err();
        assert_eq!(refused, ["This can't be granted from here. Remove this block to go on without it."]);
    }
}

#[test]
fn the_service_role_is_worth_a_second_look() {
    assert!(listed(&json!({"platform": [{"role_id": "admin"}]})).access.is_broad());
}

#[test]
fn no_roles_are_asked_inside_a_project_of_an_empty_type() {
    assert!(ElasticCloud.stack_roles(&session(Kind::ElasticCloud), &Place::of_projects(""), "p").is_none());
}

#[test]
fn an_id_of_dots_does_not_become_another_path() {
    for id in ["", ".", ".."] {
        let body = json!({"keys": [{"id": id, "description": "b"}]});
        let ask = ListAsk { query: Query::default(), all: false, cursor: None };
        let call = ElasticCloud.list(&session(Kind::ElasticCloud), HOLDER, &ask);
        assert!(matches!(refused(call.read(&ok(&body.to_string()))), Error::Unreadable { .. }), "{id}");
    }
}

#[test]
fn an_address_that_config_takes_can_not_break_out_of_a_snippet() {
    let entry = json!({"id": "a", "kind": "elastic-cloud", "name": "b", "base_url": "https://api.example.com/a';id;'"});
    let connection = Connection::check(&entry, "", &[]).connection.unwrap();
    let text = ElasticCloud.snippets(&connection).remove(2).text;
    assert!(text.ends_with(r"export EC_ENDPOINT='https://api.example.com/a'\'';id;'\'''"), "{text}");
}

#[test]
fn wrong_stack_roles_take_the_template_away() {
    let config =
        templates(&json!([{"where": "deployments", "role": "r", "on": "all", "stack_roles": "viewer"}]));
    assert_eq!((config.problems.len(), config.templates.len()), (1, 0), "it would give less than it says");
}

#[test]
fn a_misspelt_field_takes_the_template_away() {
    let config =
        templates(&json!([{"where": "deployments", "role": "r", "on": "all", "stackroles": ["viewer"]}]));
    assert_eq!((config.problems.len(), config.templates.len()), (1, 0), "it would give less than it says");
}

#[test]
fn a_limit_on_the_organization_takes_the_template_away() {
    let config = templates(&json!([{"where": "organization", "role": "billing-admin", "on": ["d1"]}]));
    assert_eq!((config.problems.len(), config.templates.len()), (1, 0), "it would give more than it says");
}

#[test]
fn wrong_days_take_the_template_away() {
    let text = json!({"connections": [], "templates": [{"name": "t", "days": "7", "access": [{"where": "deployments", "role": "r", "on": "all"}]}]});
    let config = Config::read(&text.to_string());
    assert_eq!((config.problems.len(), config.templates.len()), (1, 0), "its keys would live 90 days, not 7");
}

#[test]
fn known_fields_are_named_once() {
    let config = templates(&json!([{"where": "deployments", "role": "r", "on": ["a"], "colour": "red"}]));
    assert_eq!(config.problems[0].right, "Known here are where, role, on, stack_roles.");
}

#[test]
fn odd_access_is_not_told_as_none() {
    assert_eq!(listed(&json!(7)).access, Access::Untold);
}
