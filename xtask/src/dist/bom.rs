//! A bill of the software that the app is made of, in the form of `CycloneDX`.

use crate::failure::{Failure, Result};
use crate::{project, tools};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;

/// The bill of the built app: every crate that is compiled into it.
pub fn of_app() -> Result<String> {
    let metadata = metadata()?;
    Ok(format!("{:#}\n", bill(&metadata).ok_or_else(strange)?))
}

fn metadata() -> Result<Value> {
    let output = Command::new("cargo")
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            tools::WASM,
        ])
        .current_dir(project::root())
        .output()
        .map_err(Failure::file("run cargo metadata in", &project::root()))?;
    serde_json::from_slice(&output.stdout).map_err(|_| strange())
}

fn strange() -> Failure {
    Failure::new("cargo metadata can't be read.", "Run `cargo metadata` to see what it says.")
}

fn bill(metadata: &Value) -> Option<Value> {
    let packages: BTreeMap<_, _> =
        metadata["packages"].as_array()?.iter().filter_map(|it| Some((it["id"].as_str()?, it))).collect();
    let nodes: BTreeMap<_, _> = metadata["resolve"]["nodes"]
        .as_array()?
        .iter()
        .filter_map(|it| Some((it["id"].as_str()?, it)))
        .collect();
    let root = packages.iter().find(|(_, it)| it["name"] == "latchkey").map(|(id, _)| *id)?;
    let mut used = BTreeMap::new();
    let mut next = vec![root];
    while let Some(id) = next.pop() {
        let within: Vec<_> = nodes.get(id)?["deps"].as_array()?.iter().filter(|it| is_linked(it)).collect();
        let mut names: Vec<_> = within.iter().filter_map(|it| it["pkg"].as_str()).collect();
        names.sort_unstable();
        next.extend(names.iter().filter(|name| !used.contains_key(*name) && **name != id));
        used.insert(id, names);
    }
    let purl = |id: &str| {
        let package = packages.get(id)?;
        Some(format!("pkg:cargo/{}@{}", package["name"].as_str()?, package["version"].as_str()?))
    };
    let component = |id: &str, kind: &str| {
        let package = packages.get(id)?;
        Some(json!({
            "type": kind,
            "bom-ref": purl(id)?,
            "name": package["name"],
            "version": package["version"],
            "licenses": [{"expression": package["license"].as_str()?.replace('/', " OR ")}],
            "purl": purl(id)?,
        }))
    };
    let components: Vec<_> =
        used.keys().filter(|id| **id != root).filter_map(|id| component(id, "library")).collect();
    let dependencies: Vec<_> = used
        .iter()
        .filter_map(|(id, on)| {
            let on: Vec<_> = on.iter().filter_map(|id| purl(id)).collect();
            Some(json!({"ref": purl(id)?, "dependsOn": on}))
        })
        .collect();
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(root, "application")?},
        "components": components,
        "dependencies": dependencies,
    }))
}

/// Whether a dependency is one of the program and not only of its tests or its build.
fn is_linked(dependency: &Value) -> bool {
    dependency["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_app_links_is_named_and_what_only_tests_it_is_not() {
        let bill: Value = serde_json::from_str(&of_app().unwrap()).unwrap();
        assert_eq!(bill["metadata"]["component"]["name"], "latchkey");
        let names: Vec<_> =
            bill["components"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect();
        for name in ["leptos", "serde_json", "wasm-bindgen"] {
            assert!(names.contains(&json!(name)), "{name}");
        }
        for name in ["proptest", "wasm-bindgen-test", "sandbox", "hyper", "xtask"] {
            assert!(!names.contains(&json!(name)), "{name}");
        }
        let licensed = bill["components"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["licenses"][0]["expression"].is_string());
        assert!(licensed && bill["dependencies"].as_array().unwrap().len() == names.len() + 1);
        assert_eq!(of_app().unwrap(), of_app().unwrap());
    }
}
