//! Elastic Cloud: one key in full, whether a secret works, what one may do, and how a key is used.

use crate::support::{SECRET, answer, connection, fixture, lines, ok, refused, session, target};
use latchkey::api::backend::{Backend, Pasted, Rights};
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::error::Error;
use latchkey::api::key_desk::{KeyDesk, Snippet};
use latchkey::api::request::Response;
use latchkey::config::{Connection, Kind};
use latchkey::domain::expiry::Expiry;
use latchkey::domain::key::{Detail, KeyId, Proven};
use latchkey::domain::secret::Secret;
use latchkey::domain::time::Timestamp;
use serde_json::{Value, json};

const HOLDER: &str = "198583657190";
const NEW: &str = "essu_secret_of_the_new_key_9876543210";

fn detail(response: &Response) -> Result<Detail, Error> {
    let call = ElasticCloud.key(&session(Kind::ElasticCloud), HOLDER, &KeyId("a".to_owned()));
    call.unwrap().read(response)
}

fn prove(response: &Response) -> Result<Proven, Error> {
    ElasticCloud.prove(&connection(Kind::ElasticCloud), &Secret::new(NEW)).read(response)
}

fn rights(response: &Response) -> Result<bool, Error> {
    all_rights(response).map(|rights| rights.may_write)
}

fn all_rights(response: &Response) -> Result<Rights, Error> {
    ElasticCloud.rights(&session(Kind::ElasticCloud)).unwrap().read(response)
}

#[test]
fn a_pasted_key_is_known_as_one_and_tells_nothing() {
    let pasted = |text: &str| ElasticCloud.key_in(&session(Kind::ElasticCloud), &Secret::new(text));
    for text in
        [NEW, "export API_KEY=essu_0123456789ab", "essu_ and essu_0123456789+/=", " essu_0123456789abcdef\n"]
    {
        assert_eq!(pasted(text), Some(Pasted::Mute), "{text}");
    }
    for text in [
        "",
        "essu_",
        "essu",
        "essu_backup",
        "essu_github-actions",
        "old essu_ key of the pipeline",
        "0123456789abcdef",
    ] {
        assert_eq!(pasted(text), None, "{text}");
    }
}

fn snippets(base_url: &str) -> Vec<Snippet> {
    let connection = Connection { base_url: base_url.to_owned(), ..connection(Kind::ElasticCloud) };
    ElasticCloud.snippets(&connection)
}

#[test]
fn one_key_is_asked_by_its_id() {
    let session = session(Kind::ElasticCloud);
    let call = ElasticCloud.key(&session, HOLDER, &KeyId("a/b ?".to_owned())).unwrap();
    assert_eq!(
        lines(&call.request),
        [
            "GET https://api.example.com/base/api/v1/users/auth/keys/a%2Fb%20%3F",
            &format!("Authorization: ApiKey {SECRET}")
        ]
    );
}

#[test]
fn one_key_shows_its_access_as_the_service_wrote_it() {
    let page: Value = serde_json::from_str(fixture!("elastic-cloud/keys-page-1.json")).unwrap();
    let mut wire = page["keys"][0].clone();
    wire["role_assignments"]["deployment"][0]["zones"] = json!([1, null, {"deep": "é \"quoted\""}]);
    let read = detail(&ok(&wire.to_string())).unwrap();
    assert_eq!(
        (read.key.id.0.as_str(), read.key.name.as_str()),
        ("cbS1UY4BV-4qMMvXQVFb", "terraform <b>prod</b>")
    );
    assert_eq!(read.key.created, Timestamp::parse("2026-09-01T08:15:30.123Z"));
    assert_eq!(read.key.expiry, Expiry::At(Timestamp::parse("2026-11-30T08:15:30.123Z").unwrap()));
    assert!(read.key.access.is_owner());
    let shown: Value = serde_json::from_str(&read.access).unwrap();
    assert_eq!(shown, wire["role_assignments"], "nothing is left out, known to the app or not");
    assert!(read.access.starts_with("{\n  \"") && read.access.ends_with("\n}"), "{}", read.access);
    assert!(read.access.lines().count() > 30, "one value a line");
}

#[test]
fn a_key_without_roles_is_told_from_one_whose_access_is_not_told() {
    let access = |more: &str| detail(&ok(&format!(r#"{{"id": "a"{more}}}"#))).unwrap().access;
    assert_eq!(access(""), "");
    assert_eq!(access(r#", "role_assignments": null"#), "");
    assert_eq!(access(r#", "role_assignments": {}"#), "{}");
    assert_eq!(access(r#", "role_assignments": "odd""#), "\"odd\"");
}

#[test]
fn one_key_that_is_gone_or_can_not_be_read_is_refused() {
    let gone = refused(detail(&answer(404, fixture!("elastic-cloud/errors/key-not-found.json"))));
    assert_eq!(gone.to_string(), "This key doesn't exist any more: The API key could not be found.");
    assert_eq!(gone.next_step(), "Read the list again to see what is there now.");
    assert!(matches!(refused(detail(&answer(404, ""))), Error::NotFound { .. }));
    for body in ["{}", "[]", r#"{"id": 7}"#, r#"{"id": "a", "expiration_date": "soon"}"#] {
        assert!(matches!(refused(detail(&ok(body))), Error::Unreadable { .. }), "{body}");
    }
}

#[test]
fn a_new_secret_is_proven_with_itself_alone() {
    let call = ElasticCloud.prove(&connection(Kind::ElasticCloud), &Secret::new(format!(" {NEW}\n")));
    assert_eq!(
        lines(&call.request),
        ["GET https://api.example.com/base/api/v1/organizations", &format!("Authorization: ApiKey {NEW}")]
    );
    assert!(!format!("{:?}", call.request).contains(NEW));
}

#[test]
fn a_key_that_is_known_works_even_where_it_may_not_look() {
    let body = fixture!("elastic-cloud/organizations.json");
    let end = |value: &str| vec![("x-elastic-api-key-expiration".to_owned(), value.to_owned())];
    let told = Response { headers: end("2027-02-20T02:39:39Z"), ..ok(body) };
    let ends = Timestamp::parse("2027-02-20T02:39:39Z");
    assert!(ends.is_some());
    assert_eq!(prove(&told), Ok(Proven { ends }));
    assert_eq!(prove(&ok(body)), Ok(Proven { ends: None }), "a page may not be let to read the header");
    assert_eq!(prove(&Response { headers: end("never"), ..ok(body) }), Ok(Proven { ends: None }));
    let narrow = answer(403, fixture!("elastic-cloud/errors/invalid-access.json"));
    assert_eq!(prove(&narrow), Ok(Proven { ends: None }));
    assert_eq!(prove(&Response { headers: end("2027-02-20T02:39:39Z"), ..narrow }), Ok(Proven { ends }));
}

#[test]
fn nothing_but_a_yes_proves_a_secret() {
    let unknown = refused(prove(&answer(401, fixture!("elastic-cloud/errors/root-unauthorized.json"))));
    assert_eq!(unknown.to_string(), "The service doesn't accept this sign-in: Action not permitted.");
    for status in [302, 400, 401, 404, 429, 500, 502, 503] {
        for body in ["", "{}", fixture!("elastic-cloud/errors/page.html")] {
            assert!(prove(&answer(status, body)).is_err(), "{status} {body}");
        }
    }
}

#[test]
fn rights_are_asked_for_with_the_roles() {
    let call = ElasticCloud.rights(&session(Kind::ElasticCloud)).unwrap();
    assert_eq!(target(&call), "GET /api/v1/saas/user?show_role_assignments=true");
    assert_eq!(lines(&call.request)[1..], [format!("Authorization: ApiKey {SECRET}")]);
}

#[test]
fn only_an_owner_may_change_things() {
    assert_eq!(rights(&ok(fixture!("elastic-cloud/calling-user.json"))), Ok(true));
    let with = |roles: Value| rights(&ok(&json!({"user": {"role_assignments": roles}}).to_string()));
    let entry = |role: &str| json!([{"role_id": role, "organization_id": HOLDER, "all": true}]);
    assert_eq!(
        with(json!({"organization": [entry("billing-admin")[0], entry("organization-admin")[0]]})),
        Ok(true)
    );
    for member in [
        json!({}),
        json!({"organization": []}),
        json!({"organization": entry("billing-admin")}),
        json!({"deployment": entry("deployment-admin")}),
        json!({"project": {"elasticsearch": entry("elasticsearch-admin")}}),
        json!({"organization": [{"role_id": "viewer", "application_roles": ["organization-admin"]}]}),
    ] {
        assert_eq!(with(member.clone()), Ok(false), "{member}");
    }
}

#[test]
fn a_key_that_opens_one_cluster_is_told_from_others() {
    let only = |roles: Value| {
        let body = json!({"user": {"role_assignments": roles}}).to_string();
        all_rights(&ok(&body)).unwrap().only_cluster
    };
    let on = |ids: &[&str]| json!({"role_id": "cloud-connected-admin", "organization_id": HOLDER, "all": false, "resource_ids": ids});
    assert_eq!(only(json!({"cloud_connected_resource": [on(&["a"])]})), Some("a".to_owned()));
    assert_eq!(only(json!({"cloud_connected_resource": [on(&["a", "b"])]})), None);
    assert_eq!(only(json!({"cloud_connected_resource": [on(&["a"]), on(&["b"])]})), None);
    let all = json!({"role_id": "cloud-connected-admin", "organization_id": HOLDER, "all": true});
    assert_eq!(only(json!({"cloud_connected_resource": [all]})), None);
    assert_eq!(only(json!({"deployment": [on(&["a"])]})), None);
}

#[test]
fn an_odd_answer_about_rights_says_nothing() {
    for body in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"user": null}"#,
        r#"{"user": []}"#,
        r#"{"user": {}}"#,
        r#"{"user": {"role_assignments": null}}"#,
        r#"{"user": {"role_assignments": [{"role_id": "organization-admin"}]}}"#,
        r#"{"role_assignments": {"organization": [{"role_id": "organization-admin"}]}}"#,
        fixture!("elastic-cloud/errors/page.html"),
    ] {
        assert!(matches!(rights(&ok(body)), Err(Error::Unreadable { .. })), "{body}");
    }
    for status in [401, 403, 404, 500] {
        assert!(rights(&answer(status, fixture!("elastic-cloud/calling-user.json"))).is_err(), "{status}");
    }
}

#[test]
fn texts_to_paste_name_a_variable_and_the_address() {
    let texts = snippets("https://api.example.com/base");
    assert_eq!(texts.iter().map(|text| text.label).collect::<Vec<_>>(), ["curl", "Terraform", "Environment"]);
    for Snippet { label, text } in &texts {
        assert!(
            text.contains("$API_KEY") && text.contains("https://api.example.com/base"),
            "{label}: {text}"
        );
        assert!(!text.contains("essu_"), "{label}: {text}");
    }
    assert_eq!(
        texts[0].text,
        "curl -X GET 'https://api.example.com/base/api/v1/organizations' \\\n  \
         -H \"Authorization: ApiKey $API_KEY\""
    );
    assert!(texts[1].text.contains("apikey   = var.elastic_cloud_api_key\n"), "{}", texts[1].text);
}

#[test]
fn an_address_with_quotes_stays_one_text() {
    let texts = snippets(r#"https://api.example.com/a"b\c"#);
    assert!(texts[1].text.contains(r#"  endpoint = "https://api.example.com/a\"b\\c""#), "{}", texts[1].text);
    let curl = snippets("https://api.example.com/o'brien").swap_remove(0).text;
    assert!(
        curl.starts_with(r"curl -X GET 'https://api.example.com/o'\''brien/api/v1/organizations' "),
        "{curl}"
    );
}
