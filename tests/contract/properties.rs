//! Nothing that arrives from outside makes the app fall over.

use crate::every_call::readings;
use crate::support::{answer, connection, next, session};
use latchkey::config::{Config, Connection, Kind};
use latchkey::domain::access::Place;
use latchkey::domain::key::KeyId;
use latchkey::domain::secret::Secret;
use proptest::prelude::*;
use serde_json::{Map, Value};

/// JSON that is made of the names and values that the backends use, so that it gets far.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("2026-11-22T02:39:39Z")),
        Just(Value::from("OAUTH2_PASSWORD_BEARER")),
        Just(Value::from("1 validation error:\n  {'type': 'x', 'loc': ('body', 'é'), 'msg': 'ö")),
    ];
    let name = prop_oneof![
        ".{0,6}".boxed(),
        prop::sample::select(vec![
            "id",
            "name",
            "key",
            "keys",
            "description",
            "role_assignments",
            "deployment",
            "project",
            "all",
            "deployment_ids",
            "organizations",
            "next_page",
            "items",
            "body",
            "metadata",
            "index",
            "total",
            "total_pages",
            "accepted",
            "state",
            "errors",
            "message",
            "code",
            "fields",
            "detail",
            "members",
            "user_id",
            "deployments",
            "resources",
            "auth_scheme",
            "access_token",
            "csrf_token",
            "api_key",
            "config",
            "connections",
            "policy",
            "base_url",
            "kind",
            "auth_header",
            "expiration_date",
            "organization",
            "cloud_connected_resource",
            "role_id",
            "project_ids",
            "application_roles",
            "user",
            "roles",
            "k",
            "UnauthorizedMessages",
        ])
        .prop_map(str::to_owned)
        .boxed(),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn read_all(status: u16, body: &str) {
    let answer = answer(status, body);
    for read in readings() {
        read(&answer);
    }
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(value in json(), status in prop_oneof![Just(200u16), 100u16..600]) {
        read_all(status, &value.to_string());
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".*", status in prop_oneof![Just(200u16), any::<u16>()]) {
        read_all(status, &text);
    }

    #[test]
    fn any_config_gives_a_configuration(value in json(), text in ".*") {
        let config = Config::read(&value.to_string());
        let _ = Config::read(&text);
        let _ = Connection::check(&value, "", &config.connections);
    }

    #[test]
    fn any_address_is_taken_apart_or_refused(base in "(https?://)?[a-zA-Z0-9:@/\\[\\]?#.\\\\ é-]{0,24}") {
        let entry = serde_json::json!({"id": "a", "kind": "zenml", "name": "b", "base_url": base, "terms_url": base});
        if let Some(connection) = Connection::check(&entry, "", &[]).connection {
            let (base, origin) = (connection.url(""), connection.origin());
            prop_assert!(origin.starts_with("https://") || origin.starts_with("http://"));
            prop_assert!(!origin.contains('@') && !base.contains(['?', '#', '\\', ' ']));
        }
    }

    #[test]
    fn no_id_leaves_its_place_in_the_path(id in ".+") {
        for kind in Kind::ALL.into_iter().filter(|kind| kind.backend().capabilities().revoke) {
            let call = kind.key_desk().revoke(&session(kind), &id, &KeyId(id.clone()));
            let plain = kind.key_desk().revoke(&session(kind), "h", &KeyId("k".to_owned()));
            let slashes = |url: &str| url.matches('/').count();
            prop_assert_eq!(slashes(&call.request.url), slashes(&plain.request.url));
            prop_assert!(!call.request.url.contains(['?', '#']));
        }
    }

    #[test]
    fn no_id_leaves_its_place_in_what_is_read_either(id in ".+", kind in ".+") {
        let (kind_of, session) = (Kind::ElasticCloud, session(Kind::ElasticCloud));
        let (list, desk) = (kind_of.key_list(), kind_of.key_desk());
        let place = Place::of_projects(&kind);
        let urls = [
            (desk.key(&session, &id, &KeyId(id.clone())).unwrap().request.url, 6),
            (list.members(&session, &id).unwrap().request.url, 5),
            (desk.resources(&session, &place).unwrap().request.url, 5),
            (desk.stack_roles(&session, &place, &id).unwrap().request.url, 7),
        ];
        for (url, parts) in urls {
            let path = url.strip_prefix("https://api.example.com/base").unwrap();
            prop_assert_eq!(path.matches('/').count(), parts, "{}", url);
            prop_assert!(path.is_ascii() && !path.contains(['?', '#', ' ', '\\']), "{}", url);
        }
    }

    #[test]
    fn no_credential_stands_in_an_address(secret in "[a-zA-Z0-9]{12,40}") {
        for kind in Kind::ALL {
            let credential = latchkey::api::session::Credential::ApiKey {
                name: String::new(),
                secret: Secret::new(secret.clone()),
            };
            let call = next(kind.backend().sign_in(&connection(kind), &credential));
            let proof = kind.key_desk().prove(&connection(kind), &Secret::new(secret.clone()));
            for request in [call.request, proof.request] {
                let debug = format!("{request:?}");
                prop_assert!(!debug.contains(&secret));
                prop_assert!(!request.url.contains(&secret));
            }
        }
    }
}
