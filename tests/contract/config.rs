//! config.json: what is right works, what is wrong is named.

use latchkey::config::{Config, Connection, Kind};
use latchkey::domain::policy::Policy;
use serde_json::{Value, json};

fn entry() -> Value {
    json!({"id": "elastic", "kind": "elastic-cloud", "name": "Elastic Cloud", "base_url": "https://api.elastic-cloud.com"})
}

pub fn with(field: &str, value: Value) -> Value {
    let mut entry = entry();
    entry[field] = value;
    entry
}

pub fn read(connections: &Value) -> Config {
    Config::read(&json!({ "connections": connections }).to_string())
}

/// The fields that are wrong, and how many connections work all the same.
pub fn outcome(connections: &Value) -> (Vec<String>, usize) {
    let config = read(connections);
    for problem in &config.problems {
        assert!(problem.why.ends_with('.') && problem.right.ends_with(['.', '}']), "{}", problem.sentence());
    }
    (config.problems.into_iter().map(|problem| problem.field).collect(), config.connections.len())
}

#[test]
fn a_full_file_is_read_whole() {
    let config = Config::read(
        r#"{"connections": [
            {"id": "elastic", "kind": "elastic-cloud", "name": "Elastic Cloud", "base_url": "http://127.0.0.1:4301/",
             "terms_url": "https://www.elastic.co/legal"},
            {"id": "search", "kind": "search-api", "name": "Search API", "base_url": "https://Search.Example.com:443/v2//",
             "auth_header": {"name": "Authorization", "value": "ApiKey {credential}"}},
            {"id": "zenml", "kind": "zenml", "name": "ZenML", "base_url": "http://[::1]:4310"}],
          "policy": {"warn_days": 14, "idle_days": 60, "max_lifetime_days": 365, "name_pattern": "[a-z-]+", "idle_lock_minutes": 5}}"#,
    );
    assert_eq!(config.problems, []);
    let [elastic, search, zenml] = config.connections.as_slice() else { panic!("{config:?}") };
    assert_eq!(
        (elastic.kind, elastic.url("/api/v1/x").as_str()),
        (Kind::ElasticCloud, "http://127.0.0.1:4301/api/v1/x")
    );
    assert_eq!(elastic.terms_url.as_deref(), Some("https://www.elastic.co/legal"));
    assert_eq!(search.url("/k/"), "https://search.example.com:443/v2/k/");
    assert_eq!(search.origin(), "https://search.example.com");
    let header = search.auth_header.as_ref().unwrap();
    assert_eq!(
        (header.name.as_str(), header.before.as_str(), header.after.as_str()),
        ("Authorization", "ApiKey ", "")
    );
    assert_eq!(zenml.origin(), "http://[::1]:4310");
    let policy = Policy {
        warn_days: 14,
        idle_days: 60,
        old_days: 180,
        max_lifetime_days: Some(365),
        name_pattern: Some("[a-z-]+".to_owned()),
        idle_lock_minutes: 5,
    };
    assert_eq!(config.policy, policy);
}

#[test]
fn wrong_json_is_named_by_line_and_column() {
    let config = Config::read("{\n  \"connections\": [,]\n}");
    assert_eq!(
        config.problems[0].sentence(),
        "config.json: It isn't valid JSON at line 2, column 19. Look for a missing comma, quote or bracket there."
    );
    for text in ["", "[]", "null", "7", "{\"connections\": 3}", "{}"] {
        let config = Config::read(text);
        assert_eq!((config.problems.len(), config.connections.len()), (1, 0), "{text}");
    }
    assert_eq!(Config::read("\u{feff}{\"connections\": []}").problems, []);
}

#[test]
fn the_other_connections_go_on_working() {
    let good = with("id", json!("good"));
    for (bad, field) in [
        (with("kind", json!("elastic")), "kind"),
        (with("kind", json!(1)), "kind"),
        (with("name", json!("")), "name"),
        (with("id", json!("")), "id"),
        (with("id", json!("Elastic Prod")), "id"),
        (with("id", json!("a/b")), "id"),
        (with("base_url", json!(null)), "base_url"),
        (with("auth_header", json!(null)).as_object().map(|_| json!({"kind": "zenml"})).unwrap(), "id"),
    ] {
        let (fields, works) = outcome(&json!([bad, good]));
        assert_eq!((fields[0].as_str(), works), (format!("connections[0].{field}").as_str(), 1), "{bad}");
    }
    assert_eq!(outcome(&json!(["text", good])), (vec!["connections[0]".to_owned()], 1));
}

#[test]
fn every_wrong_field_of_a_connection_is_named_at_once() {
    let (fields, works) = outcome(&json!([{}]));
    assert_eq!(works, 0);
    let expected = ["id", "kind", "name", "base_url"].map(|field| format!("connections[0].{field}"));
    assert_eq!(fields, expected);
}

#[test]
fn a_second_id_is_refused() {
    let config = read(&json!([entry(), with("base_url", json!("https://other.example.com"))]));
    assert_eq!(config.connections.len(), 1);
    assert_eq!(config.connections[0].origin(), "https://api.elastic-cloud.com");
    assert_eq!(config.problems[0].field, "connections[1].id");
    assert!(config.problems[0].why.contains("elastic"));
}

#[test]
fn what_is_unknown_or_beside_the_point_is_named_and_does_no_harm() {
    let at = |field: &str| vec![format!("connections[0].{field}")];
    assert_eq!(outcome(&json!([with("colour", json!("red"))])), (at("colour"), 1));
    assert_eq!(outcome(&json!([with("terms_url", json!("javascript:alert(1)"))])), (at("terms_url"), 1));
    assert_eq!(outcome(&json!([with("terms_url", json!(7))])), (at("terms_url"), 1));
    assert_eq!(
        read(&json!([with("terms_url", json!("javascript:alert(1)"))])).connections[0].terms_url,
        None
    );
    let header = json!({"name": "X-Key", "value": "{credential}"});
    assert_eq!(
        outcome(&json!([with("auth_header", header)])),
        (at("auth_header"), 1),
        "only some kinds have one"
    );
    let config = Config::read(r#"{"connections": [], "theme": "dark"}"#);
    assert_eq!(config.problems[0].field, "theme");
}

#[test]
fn a_credential_is_never_sent_in_a_header_that_is_wrong() {
    let search = |header: Value| {
        let mut entry = with("auth_header", header);
        entry["kind"] = json!("search-api");
        outcome(&json!([entry]))
    };
    assert_eq!(search(json!({"name": "X-Api-Key", "value": "{credential}"})), (vec![], 1));
    for (header, field) in [
        (json!("Authorization"), ""),
        (json!({"value": "{credential}"}), ".name"),
        (json!({"name": "X Key", "value": "{credential}"}), ".name"),
        (json!({"name": "Cookie", "value": "{credential}"}), ".name"),
        (json!({"name": "Sec-Fetch-Mode", "value": "{credential}"}), ".name"),
        (json!({"name": "X-Key", "value": "ApiKey"}), ".value"),
        (json!({"name": "X-Key", "value": "{credential} {credential}"}), ".value"),
        (json!({"name": "X-Key", "value": "é {credential}"}), ".value"),
        (json!({"name": "X-Key", "value": "a\r\nb: {credential}"}), ".value"),
    ] {
        assert_eq!(
            search(header.clone()),
            (vec![format!("connections[0].auth_header{field}")], 0),
            "{header}"
        );
    }
}

#[test]
fn a_wrong_rule_keeps_its_default() {
    for (field, value) in [
        ("warn_days", json!(0)),
        ("warn_days", json!("30")),
        ("idle_days", json!(-1)),
        ("idle_days", json!(1.5)),
        ("max_lifetime_days", json!(0)),
        ("max_lifetime_days", json!(99_999_999_999_u64)),
        ("name_pattern", json!("")),
        ("name_pattern", json!(1)),
        ("idle_lock_minutes", json!(100_000)),
        ("colour", json!("red")),
    ] {
        let config = Config::read(&json!({"connections": [entry()], "policy": {field: value}}).to_string());
        assert_eq!(config.problems.len(), 1, "{field} {value}");
        assert_eq!(config.problems[0].field, format!("policy.{field}"));
        assert_eq!((config.policy, config.connections.len()), (Policy::default(), 1), "{field} {value}");
    }
    let none = json!({"connections": [], "policy": {"max_lifetime_days": null, "name_pattern": null}});
    assert_eq!(Config::read(&none.to_string()), Config::default());
}

#[test]
fn a_connection_of_the_app_is_checked_beside_the_others() {
    let first = Connection::check(&entry(), "", &[]).connection.unwrap();
    let checked = Connection::check(&entry(), "", std::slice::from_ref(&first));
    assert_eq!(checked.connection, None);
    assert_eq!((checked.problems[0].field.as_str(), checked.problems[0].name()), ("id", "id"));
    let again = Connection::check(&first.to_json(), "", &[]);
    assert_eq!((again.connection, again.problems), (Some(first), vec![]), "what it writes it can read");
}
