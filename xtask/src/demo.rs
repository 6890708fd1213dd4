//! What a demo is set up with: its `config.json` and the credentials to try.

use crate::failure::{Failure, Result};
use crate::{project, zenml};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// Where a demo's app and sandbox are served.
pub fn origin(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// Writes the `config.json` of a demo into a folder under `target`; gives its path.
pub fn write_config(folder: &str, origin: &str, zenml_url: Option<&str>) -> Result<PathBuf> {
    let folder = project::target().join(folder);
    fs::create_dir_all(&folder).map_err(Failure::file("make", &folder))?;
    let path = folder.join("config.json");
    fs::write(&path, format!("{:#}\n", config(origin, zenml_url, &templates()?)))
        .map_err(Failure::file("write", &path))?;
    Ok(path)
}

/// The templates that the app ships with.
fn templates() -> Result<Value> {
    let path = project::root().join("config.json");
    let text = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let config: Value = serde_json::from_str(&text).map_err(|error| {
        Failure::new(format!("config.json is no JSON: {error}."), "Mend it, then run this again.")
    })?;
    Ok(config["templates"].clone())
}

fn config(origin: &str, zenml_url: Option<&str>, templates: &Value) -> Value {
    let mut connections = vec![
        json!({
            "id": "elastic",
            "kind": "elastic-cloud",
            "name": "Elastic Cloud",
            "base_url": origin,
            "terms_url": "https://www.elastic.co/agreements/global/cloud-services",
        }),
        json!({
            "id": "search",
            "kind": "search-api",
            "name": "Search API",
            "base_url": origin,
            "auth_header": { "name": "Authorization", "value": "ApiKey {credential}" },
        }),
    ];
    connections.extend(
        zenml_url.map(|url| json!({ "id": "zenml", "kind": "zenml", "name": "ZenML", "base_url": url })),
    );
    json!({
        "connections": connections,
        "policy": {
            "warn_days": 30,
            "idle_days": 90,
            "old_days": 180,
            "max_lifetime_days": 365,
            "name_pattern": null,
            "idle_lock_minutes": 15,
        },
        "templates": templates,
    })
}

/// What to type where, for a person who tries the demo.
pub fn welcome(origin: &str, zenml_url: Option<&str>) -> String {
    let zenml = zenml_url.map_or_else(String::new, |url| {
        format!("  ZenML          {} / {}  (a real server, at {url})\n", zenml::USER, zenml::PASSWORD)
    });
    format!(
        "
Latchkey is at {origin}

Sign in with:
  Elastic Cloud  essu_demo_owner_key   (an organization owner)
                 essu_demo_member_key  (a member: may not manage keys)
  Search API     search-demo-admin
{zenml}
Press Ctrl-C to stop."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_connection_has_its_own_id_and_a_base_url() {
        let config = config("http://127.0.0.1:8080", Some("http://127.0.0.1:8081"), &templates().unwrap());
        assert_eq!(config["templates"].as_array().map(Vec::len), Some(4));
        let connections = config["connections"].as_array().unwrap();
        let ids: Vec<&str> = connections.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["elastic", "search", "zenml"]);
        assert_eq!(connections[0]["base_url"], "http://127.0.0.1:8080");
        assert_eq!(connections[2]["base_url"], "http://127.0.0.1:8081");
    }

    #[test]
    fn without_a_zenml_server_nothing_speaks_of_one() {
        let config = config("http://127.0.0.1:8080", None, &Value::Null);
        assert_eq!(config["connections"].as_array().unwrap().len(), 2);
        assert!(!welcome("http://127.0.0.1:8080", None).contains("ZenML"));
        assert!(
            welcome("http://127.0.0.1:8080", Some("http://127.0.0.1:8081")).contains("http://127.0.0.1:8081")
        );
    }
}
