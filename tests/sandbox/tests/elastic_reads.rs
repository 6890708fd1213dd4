//! What stands around the keys: organizations, members, deployments, projects, account, caller.
#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

mod common;

use common::*;
use serde_json::{Value, json};

fn list<'a>(body: &'a Value, name: &str) -> &'a Vec<Value> {
    body[name].as_array().expect("a list")
}

#[test]
fn the_organization_is_found_by_the_list() {
    let mut sandbox = sandbox(24);
    let body = get(&mut sandbox, "/api/v1/organizations").json_body();
    assert_eq!(members(&body), ["organizations"]);
    let organization = &list(&body, "organizations")[0];
    assert_eq!(organization["id"], ORGANIZATION);
    assert_eq!(organization["name"], "Acme Observability");
    let one = get(&mut sandbox, &format!("/api/v1/organizations/{ORGANIZATION}"));
    assert_eq!(&one.json_body(), organization);
}

#[test]
fn other_organizations_are_refused() {
    let mut sandbox = sandbox(24);
    for (id, members, status, code) in [
        ("4", "", 403, "organization.invalid_access"),
        ("acme", "", 404, "organization.not_found"),
        ("4", "/members", 404, "organization.not_found"),
    ] {
        let response = get(&mut sandbox, &format!("/api/v1/organizations/{id}{members}"));
        assert_eq!((response.status, codes(&response)), (status, vec![code.to_owned()]));
    }
}

#[test]
fn members_are_complete() {
    let body = get(&mut sandbox(24), &format!("/api/v1/organizations/{ORGANIZATION}/members")).json_body();
    let all = list(&body, "members");
    assert_eq!(all.len(), 5);
    for member in all {
        let expected = ["email", "member_since", "name", "organization_id", "role_assignments", "user_id"];
        assert_eq!(members(member), expected);
    }
}

#[test]
fn deployments_have_the_contracts_fields() {
    let body = get(&mut sandbox(24), "/api/v1/deployments").json_body();
    let all = list(&body, "deployments");
    assert_eq!(all.len(), 6);
    for deployment in all {
        assert_eq!(members(deployment), ["id", "name", "resources"]);
        let resources = list(deployment, "resources");
        assert_eq!(members(&resources[0]), ["id", "kind", "ref_id", "region"]);
        assert_eq!(resources[1]["elasticsearch_cluster_ref_id"], resources[0]["ref_id"]);
    }
}

#[test]
fn projects_are_listed_by_type_only() {
    let mut sandbox = sandbox(24);
    for (kind, count) in [("elasticsearch", 2), ("observability", 2), ("security", 1), ("vectordb", 2)] {
        let body = get(&mut sandbox, &format!("/api/v1/serverless/projects/{kind}")).json_body();
        let items = list(&body, "items");
        assert_eq!(items.len(), count);
        for item in items {
            assert_eq!(item["type"], kind);
            assert_eq!(item["metadata"]["organization_id"], ORGANIZATION);
            assert_eq!(item.get("optimized_for").is_some(), kind == "elasticsearch");
        }
    }
    for target in ["/api/v1/serverless/projects", "/api/v1/serverless/projects/workplaceai"] {
        assert_eq!(get(&mut sandbox, target).status, 404);
    }
    let filtered = "/api/v1/serverless/projects/security?tags%5Benv%5D=prod";
    assert_eq!(get(&mut sandbox, filtered).status, 400);
}

#[test]
fn stack_roles_belong_to_one_project() {
    let mut sandbox = sandbox(24);
    let roles = |kind: &str| format!("/api/v1/serverless/projects/{kind}/{SEARCH_PROJECT}/roles");
    let body = get(&mut sandbox, &roles("elasticsearch")).json_body();
    assert_eq!(members(&body), [SEARCH_PROJECT]);
    let names: Vec<&Value> = list(&body[SEARCH_PROJECT], "roles").iter().map(|role| &role["name"]).collect();
    assert!(names.contains(&&json!("developer")));
    assert_eq!(get(&mut sandbox, &roles("security")).status, 404);
}

#[test]
fn a_custom_stack_role_may_be_missing_in_another_project_of_its_type() {
    let mut sandbox = sandbox(24);
    assert_eq!(control(&mut sandbox, "POST", "reset", &json!({"projects": 9})).status, 200);
    let target = "/api/v1/serverless/projects/elasticsearch";
    let body = get(&mut sandbox, target).json_body();
    let with_writer: Vec<bool> = list(&body, "items")
        .iter()
        .map(|project| {
            let id = project["id"].as_str().expect("an id");
            let roles = get(&mut sandbox, &format!("{target}/{id}/roles")).json_body();
            let names: Vec<&Value> = list(&roles[id], "roles").iter().map(|role| &role["name"]).collect();
            for predefined in ["admin", "developer", "viewer"] {
                assert!(names.contains(&&json!(predefined)), "{predefined} in {id}");
            }
            names.contains(&&json!("catalog_writer"))
        })
        .collect();
    assert_eq!(with_writer[..2], [true, false], "the two that are always there");
    assert!(with_writer[2..].contains(&true) && with_writer[2..].contains(&false));
}

#[test]
fn a_caller_learns_who_it_is() {
    let mut sandbox = sandbox(24);
    let target = "/api/v1/saas/user?show_role_assignments=true";
    let owner = get(&mut sandbox, target).json_body();
    assert_eq!(members(&owner), ["user"]);
    assert_eq!(members(&owner["user"]), ["email", "organization_id", "role_assignments", "user_id"]);
    assert_eq!(owner["user"]["role_assignments"]["organization"][0]["role_id"], "organization-admin");
    let member = sandbox.handle(&signed("GET", target, MEMBER)).json_body();
    assert_eq!(member["user"]["role_assignments"]["deployment"][0]["role_id"], "deployment-viewer");
    let short = get(&mut sandbox, "/api/v1/saas/user").json_body();
    assert_eq!(short["user"].get("role_assignments"), None);
}

#[test]
fn the_account_is_the_organizations() {
    let body = get(&mut sandbox(24), "/api/v1/account").json_body();
    assert_eq!(body, json!({"id": ORGANIZATION, "trust": {"trust_all": false}}));
}

#[test]
fn reads_take_neither_body_nor_parameters() {
    let mut sandbox = sandbox(24);
    for target in ["/api/v1/organizations", "/api/v1/deployments", "/api/v1/account", "/api/v1/saas/user"] {
        let with_body = sandbox.handle(&signed("GET", target, OWNER).with_json(&json!({})));
        assert_eq!((with_body.status, fields(&with_body)), (400, vec!["body".to_owned()]), "{target}");
        let with_query = get(&mut sandbox, &format!("{target}?size=5"));
        assert_eq!((with_query.status, fields(&with_query)), (400, vec!["size".to_owned()]), "{target}");
        assert_eq!(codes(&with_query), ["root.invalid_data"]);
    }
}
