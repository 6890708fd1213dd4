//! Cloud Connect: clusters listed, read, connected, changed and disconnected.

use crate::support::{SECRET, answer, fixture, lines, ok, refused, session, target};
use latchkey::api::cluster_desk::ClusterDesk;
use latchkey::api::error::Error;
use latchkey::api::request::Response;
use latchkey::api::session::Session;
use latchkey::config::Kind;
use latchkey::domain::agreement::Subscription;
use latchkey::domain::cluster::change::ClusterChange;
use latchkey::domain::cluster::draft::ClusterDraft;
use latchkey::domain::cluster::{Cluster, LinkTo, Need, Revision, ServiceKind};
use latchkey::domain::time::Timestamp;

const CLUSTER: &str = fixture!("cloud-connect/cluster.json");
const ID: &str = "4c7f09e2b8d14a63b5f0e1d97a2c8b36";
const PATH: &str = "/api/v1/cloud-connected/clusters";

fn there() -> (&'static dyn ClusterDesk, Session) {
    (Kind::ElasticCloud.cluster_desk().unwrap(), session(Kind::ElasticCloud))
}

fn tagged(status: u16, body: &str) -> Response {
    Response { headers: vec![("etag".to_owned(), "\"7\"".to_owned())], ..answer(status, body) }
}

fn with_member(member: &str) -> String {
    CLUSTER.replacen('{', &format!("{{{member},"), 1)
}

fn listed(body: &str) -> Result<Vec<Cluster>, Error> {
    let (desk, session) = there();
    desk.list(&session).read(&ok(body))
}

#[test]
fn only_a_backend_with_clusters_has_a_desk_for_them() {
    for kind in Kind::ALL {
        assert_eq!(kind.cluster_desk().is_some(), kind.backend().capabilities().clusters, "{kind:?}");
    }
}

#[test]
fn a_list_tells_everything_of_a_cluster() {
    let (desk, session) = there();
    assert_eq!(target(&desk.list(&session)), format!("GET {PATH}"));
    let found = listed(&format!("{{\"items\": [{CLUSTER}]}}")).unwrap();
    let [cluster] = found.as_slice() else { panic!("one cluster was expected") };
    assert_eq!((cluster.id.as_str(), cluster.name.as_str()), (ID, "Frankfurt data center"));
    assert_eq!(cluster.connected, Timestamp::parse("2026-03-17T09:41:00Z"));
    assert_eq!((cluster.by.as_str(), cluster.own.version.as_str()), ("1014289666002276", "9.3.1"));
    let ops = cluster.service(ServiceKind::AutoOps).unwrap();
    assert!(ops.enabled && !ops.needs_subscription);
    assert_eq!(ops.region.as_deref(), Some("aws-us-east-1"));
    let links: Vec<_> = ops.links.iter().map(|link| link.to).collect();
    assert_eq!(links, [LinkTo::Service, LinkTo::Documentation], "an address that runs code is no link");
    let inference = cluster.service(ServiceKind::Inference).unwrap();
    assert!(!inference.enabled && inference.needs_subscription);
    assert_eq!(
        cluster.needs(inference, Some(&Subscription::Inactive)),
        [Need::Version("9.4.0".to_owned()), Need::Subscription]
    );
}

#[test]
fn what_is_not_promised_may_be_missing() {
    let found =
        listed(r#"{"items": [{"id": "a", "services": {"eis": {}, "new": {"enabled": true}}}]}"#).unwrap();
    assert_eq!(found[0].services.len(), 1);
    assert_eq!((found[0].shown_name(), found[0].connected), ("a", None));
    assert_eq!(listed(r#"{"items": []}"#).unwrap(), []);
    for broken in ["{}", "[]", "", "<html>", r#"{"items": [{}]}"#, r#"{"items": [3]}"#] {
        assert!(matches!(listed(broken), Err(Error::Unreadable { .. })), "{broken}");
    }
}

#[test]
fn one_cluster_comes_with_its_revision_or_is_not_there() {
    let (desk, session) = there();
    assert_eq!(target(&desk.one(&session, "a/b")), format!("GET {PATH}/a%2Fb"));
    let one = |response: &Response| desk.one(&session, ID).read(response);
    assert_eq!(one(&tagged(200, CLUSTER)).unwrap().unwrap().revision, Some(Revision("\"7\"".to_owned())));
    assert_eq!(one(&ok(CLUSTER)).unwrap().unwrap().revision, None, "a browser may not be allowed to read it");
    assert_eq!(one(&answer(404, "")).unwrap(), None);
    assert!(matches!(one(&answer(403, "")), Err(Error::Forbidden { .. })));
}

#[test]
fn connects_with_all_that_the_service_wants() {
    let (desk, session) = there();
    let draft = ClusterDraft {
        name: "Frankfurt".to_owned(),
        own_id: "Zq3k".to_owned(),
        own_name: "fra".to_owned(),
        version: "9.3.1".to_owned(),
        license: "basic".to_owned(),
        license_uid: "5e0c".to_owned(),
        create_key: true,
    };
    assert_eq!(
        lines(&desk.connect(&session, &draft).request),
        [
            &format!("POST https://api.example.com/base{PATH}?create_api_key=true"),
            &format!("Authorization: ApiKey {SECRET}"),
            "Content-Type: application/json",
            r#"{"license":{"type":"basic","uid":"5e0c"},"name":"Frankfurt","self_managed_cluster":{"id":"Zq3k","name":"fra","version":"9.3.1"}}"#,
        ]
    );
    let plain = ClusterDraft { name: String::new(), create_key: false, ..draft };
    let request = lines(&desk.connect(&session, &plain).request);
    assert_eq!(request[0], format!("POST https://api.example.com/base{PATH}"));
    assert!(!request[3].contains("\"name\":\"\""), "{}", request[3]);
}

#[test]
fn a_new_cluster_is_told_from_one_that_was_connected_before() {
    let (desk, session) = there();
    let connect = |response: &Response| desk.connect(&session, &ClusterDraft::default()).read(response);
    let new = connect(&tagged(201, &with_member(r#""key": "essu_new""#))).unwrap();
    assert!(!new.already && new.key.is_some_and(|key| key.expose() == "essu_new"));
    let known = connect(&tagged(200, CLUSTER)).unwrap();
    assert!(known.already && known.key.is_none() && known.seen.revision.is_some());
}

#[test]
fn only_what_changes_is_sent_and_only_if_nothing_else_did() {
    let (desk, session) = there();
    let revision = Revision("W/\"7\"".to_owned());
    let change = ClusterChange::renamed("Frankfurt");
    assert_eq!(
        lines(&desk.change(&session, ID, &change, Some(&revision)).request),
        [
            &format!("PATCH https://api.example.com/base{PATH}/{ID}"),
            &format!("Authorization: ApiKey {SECRET}"),
            "If-Match: W/\"7\"",
            "Content-Type: application/json",
            r#"{"name":"Frankfurt"}"#,
        ]
    );
    let on = ClusterChange::switched(ServiceKind::Inference, true);
    let call = desk.change(&session, ID, &on, None);
    assert_eq!(lines(&call.request)[3], r#"{"services":{"eis":{"enabled":true}}}"#);
    let changed = call.read(&tagged(200, &with_member(r#""keys": {"eis": "eis_new"}"#))).unwrap();
    assert!(changed.key.is_some_and(|key| key.expose() == "eis_new"));
    let off = ClusterChange::switched(ServiceKind::AutoOps, false);
    let call = desk.change(&session, ID, &off, None);
    assert_eq!(lines(&call.request)[3], r#"{"services":{"auto_ops":{"enabled":false}}}"#);
    assert_eq!(call.read(&tagged(200, &with_member(r#""keys": {}"#))).unwrap().key, None);
}

#[test]
fn disconnecting_what_is_gone_is_done() {
    let (desk, session) = there();
    let revision = Revision("\"7\"".to_owned());
    let call = desk.disconnect(&session, ID, Some(&revision));
    assert_eq!(
        lines(&call.request),
        [
            &format!("DELETE https://api.example.com/base{PATH}/{ID}"),
            &format!("Authorization: ApiKey {SECRET}"),
            "If-Match: \"7\"",
        ]
    );
    call.read(&tagged(200, "")).unwrap();
    let of = |status| desk.disconnect(&session, ID, None).read(&answer(status, ""));
    assert!(of(404).is_ok());
    assert!(matches!(of(409), Err(Error::Conflict { .. })));
    assert!(matches!(of(412), Err(Error::Conflict { .. })));
}

#[test]
fn refusals_are_told_apart() {
    let (desk, session) = there();
    let refusal = |status, code: &str| {
        let body = format!("{{\"errors\": [{{\"code\": \"{code}\", \"message\": \"Said.\"}}]}}");
        refused(desk.connect(&session, &ClusterDraft::default()).read(&answer(status, &body)))
    };
    for status in [400, 409] {
        let busy = refusal(status, "clusters.patch_cluster.invalid_state");
        assert_eq!(busy.to_string(), "An earlier change of it is still being carried out: Said.");
        assert!(!busy.leaves_outcome_unknown());
    }
    for (code, start) in [
        ("CLUSTER_ALREADY_CONNECTED", "This cluster is connected to another organization"),
        ("clusters.license_used_by_another_account", "This license is used by another organization"),
        ("LICENSE_EXPIRED", "The license of this cluster has expired"),
        ("VERSION_MISMATCH", "The service doesn't take this stack version"),
        ("clusters.create_cluster.no_organization", "Cloud Connect doesn't know an organization of this key"),
    ] {
        assert!(refusal(409, code).to_string().starts_with(start), "{code}");
    }
    assert_eq!(
        refusal(403, "clusters.terms").to_string(),
        "You aren't allowed to do this: Said (clusters.terms)."
    );
    assert!(matches!(refusal(500, "clusters.patch_cluster.invalid_state"), Error::Failed { .. }));
    let gateway = answer(401, fixture!("elastic-cloud/errors/gateway.json"));
    assert!(matches!(refused(desk.list(&session).read(&gateway)), Error::Unauthorized { .. }));
}
