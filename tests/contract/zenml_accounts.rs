//! `ZenML`: service accounts managed, on answers of a real server.

use crate::support::{SECRET, answer, fixture, lines, ok, refused, session, target};
use latchkey::api::call::Call;
use latchkey::api::desk::{HolderDesk, HolderPage};
use latchkey::api::error::Error;
use latchkey::config::Kind;
use latchkey::domain::filter::{Condition, Field, Test, Value as Wanted};
use latchkey::domain::holder::Holder;
use latchkey::domain::holder_draft::{HolderChange, HolderDraft};
use latchkey::domain::key::Revoked;
use latchkey::domain::query::{Column, Query, Sort};
use latchkey::domain::status::Status;
use latchkey::domain::time::Timestamp;
use serde_json::{Value, json};

const ID: &str = "5e000001-0b1c-4d2e-8f3a-000a11ce0000";

fn desk() -> &'static dyn HolderDesk {
    Kind::ZenMl.holder_desk().unwrap()
}

/// The parameters that a query is asked with, decoded.
fn asked(query: &Query) -> Vec<String> {
    let call = desk().page(&session(Kind::ZenMl), query);
    let (_, query) = call.request.url.split_once('?').unwrap();
    form_urlencoded::parse(query.as_bytes()).map(|(name, value)| format!("{name}={value}")).collect()
}

fn searched(text: &str, status: u16, body: &str) -> Result<HolderPage, Error> {
    let query = Query { text: text.to_owned(), ..Query::default() };
    desk().page(&session(Kind::ZenMl), &query).read(&answer(status, body))
}

fn change() -> Call<Holder> {
    desk().change(&session(Kind::ZenMl), ID, &HolderChange::enabled(true))
}

fn delete() -> Call<Revoked> {
    desk().delete(&session(Kind::ZenMl), ID)
}

fn body<T>(call: &Call<T>) -> Value {
    serde_json::from_str(call.request.body.expose().unwrap()).unwrap()
}

#[test]
fn only_service_accounts_are_managed() {
    for kind in Kind::ALL {
        assert_eq!(kind.holder_desk().is_some(), kind == Kind::ZenMl, "{}", kind.slug());
    }
}

#[test]
fn asks_for_a_page_with_all_details() {
    let query = Query { page: 3, size: 200, ..Query::default() };
    let call = desk().page(&session(Kind::ZenMl), &query);
    assert_eq!(
        target(&call),
        "GET /api/v1/service_accounts?hydrate=true&page=3&size=200&sort_by=desc%3Acreated"
    );
}

#[test]
fn a_filter_always_names_its_operator() {
    let search = |text: &str| {
        asked(&Query { text: text.to_owned(), status: Some(Status::Disabled), ..Query::default() })
    };
    assert_eq!(search(" in:x& ")[4..], ["name=contains:in:x&", "active=false"]);
    assert_eq!(search("  ")[4..], ["active=false"], "an empty search is no search");
    assert_eq!(asked(&Query { status: Some(Status::Active), ..Query::default() })[4..], ["active=true"]);
}

#[test]
fn every_order_is_one_that_the_server_knows() {
    let columns =
        [Column::Name, Column::Description, Column::Status, Column::Created, Column::Updated, Column::Id];
    let order = |column, descending| {
        asked(&Query { sort: Sort { column, descending }, ..Query::default() }).remove(3)
    };
    assert_eq!(
        columns.map(|column| order(column, false)),
        [
            "sort_by=asc:name",
            "sort_by=asc:description",
            "sort_by=desc:active",
            "sort_by=asc:created",
            "sort_by=asc:updated",
            "sort_by=asc:id",
        ],
        "active ones come first when it is not turned around"
    );
    assert_eq!(order(Column::Updated, true), "sort_by=desc:updated");
}

#[test]
fn every_filter_is_one_that_the_server_knows() {
    let filter = |field, test, value| {
        asked(&Query { filters: vec![Condition::new(field, test, value).unwrap()], ..Query::default() })[4]
            .clone()
    };
    assert_eq!(desk().filters().len(), 6);
    let text = || Wanted::Text("ci".to_owned());
    assert_eq!(filter(Field::Description, Test::StartsWith, text()), "description=startswith:ci");
    assert_eq!(filter(Field::ExternalId, Test::NotEmpty, Wanted::Nothing), "external_user_id=isnotnull:");
    assert_eq!(filter(Field::ExternalId, Test::Empty, Wanted::Nothing), "external_user_id=isnull:");
    assert_eq!(filter(Field::ExternalId, Test::Is, text()), "external_user_id=equals:ci");
    let at = Wanted::Time(Timestamp::parse("2026-11-25T17:46:25.892669Z").unwrap());
    assert_eq!(filter(Field::Updated, Test::Before, at), "updated=lt:2026-11-25 17:46:25");
    let any = Query { any: true, text: "ci".to_owned(), status: Some(Status::Active), ..Query::default() };
    assert_eq!(asked(&any)[4..], ["name=contains:ci", "active=true", "logical_operator=or"]);
    let inexact = Query { text: "c_i".to_owned(), ..any };
    assert_eq!(asked(&inexact).len(), 4, "all are looked at here");
}

#[test]
fn reads_all_that_an_account_tells() {
    let page = searched("", 200, fixture!("zenml/accounts-managed.json")).unwrap();
    assert_eq!((page.items.len(), page.total, page.pages), (6, 6, 1));
    let nightly = &page.items[0];
    assert_eq!((nightly.id.as_str(), nightly.name.as_str(), nightly.enabled), (ID, "nightly_tests", false));
    assert_eq!(nightly.created, Timestamp::parse("2026-11-25T17:46:25.892669Z"), "no zone is UTC");
    assert_eq!(nightly.updated, Timestamp::parse("2026-11-25T17:46:26.095900Z"));
    let pro = &page.items[1];
    assert_eq!((pro.name.as_str(), pro.full_name.as_str()), ("pro-bot", "Comes from Pro"));
    assert!(pro.is_managed_elsewhere() && !nightly.is_managed_elsewhere());
    assert_eq!(pro.avatar, "", "null is none");
}

#[test]
fn wildcards_of_the_server_are_taken_literally() {
    for (text, literal) in [("nightly", true), ("y_t", false), ("100%", false), ("", true)] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        assert_eq!(desk().finds_exactly(&query), literal, "{text}");
    }
    let names = |text: &str| {
        let page = searched(text, 200, fixture!("zenml/accounts-managed.json")).unwrap();
        page.items.into_iter().map(|account| account.name).collect::<Vec<_>>()
    };
    assert_eq!(names("Y_T"), ["nightly_tests"]);
    assert!(names("100%").is_empty());
}

#[test]
fn a_page_past_the_end_tells_where_the_end_is() {
    let page = searched("", 400, fixture!("zenml/errors/accounts-past-the-end.json")).unwrap();
    assert_eq!(page, HolderPage { items: Vec::new(), total: 6, pages: 3 });
    let other = refused(searched("", 400, fixture!("zenml/errors/filter-not-numeric.json")));
    assert!(matches!(other, Error::Invalid { .. }));
}

#[test]
fn asks_for_an_account_in_a_way_that_can_be_repeated() {
    let attempt = "0b8e7a52-6d3c-4f61-9a3e-2f1f8f6f4a11";
    let draft = HolderDraft {
        name: "nightly_tests".to_owned(),
        full_name: "Nightly tests".to_owned(),
        description: "Runs the nightly tests".to_owned(),
        avatar: "https://img.example.com/owl.png".to_owned(),
        enabled: true,
    };
    let call = desk().create(&session(Kind::ZenMl), &draft, attempt);
    let sent = lines(&call.request);
    assert_eq!(
        sent[..4],
        [
            "POST https://api.example.com/base/api/v1/service_accounts".to_owned(),
            format!("Authorization: ApiKey {SECRET}"),
            format!("Idempotency-Key: {attempt}"),
            "Content-Type: application/json".to_owned()
        ]
    );
    assert_eq!(
        body(&call),
        json!({
            "name": "nightly_tests", "full_name": "Nightly tests", "description": "Runs the nightly tests",
            "active": true, "avatar_url": "https://img.example.com/owl.png"
        })
    );
    let made = call.read(&ok(fixture!("zenml/account-created.json"))).unwrap();
    assert!(draft.change(&made).is_empty(), "it is what was asked for: {made:?}");
    let plain = HolderDraft { avatar: String::new(), ..draft };
    let call = desk().create(&session(Kind::ZenMl), &plain, attempt);
    assert!(body(&call).get("avatar_url").is_none());
    let taken = refused(call.read(&answer(409, fixture!("zenml/errors/account-taken.json"))));
    assert!(
        matches!(&taken, Error::Conflict { message } if message == "another service account has that name")
    );
}

#[test]
fn a_change_names_what_changes_and_clears_with_an_empty_text() {
    let clear = HolderChange {
        description: Some(String::new()),
        full_name: Some(String::new()),
        avatar: Some(String::new()),
        enabled: Some(false),
        ..HolderChange::default()
    };
    let call = desk().change(&session(Kind::ZenMl), ID, &clear);
    assert_eq!(target(&call), format!("PUT /api/v1/service_accounts/{ID}"));
    assert_eq!(body(&call), json!({"description": "", "full_name": "", "avatar_url": "", "active": false}));
    let changed = call.read(&ok(fixture!("zenml/account-changed.json"))).unwrap();
    assert!(clear.fits(&changed));
    assert_eq!(body(&change()), json!({"active": true}), "only the switch, which more servers allow");
    let rename = HolderChange { name: Some("idem".to_owned()), ..HolderChange::default() };
    assert_eq!(body(&desk().change(&session(Kind::ZenMl), ID, &rename)), json!({"name": "idem"}));
}

#[test]
fn reads_one_or_that_there_is_none() {
    let call = || desk().one(&session(Kind::ZenMl), ID);
    assert_eq!(target(&call()), format!("GET /api/v1/service_accounts/{ID}"));
    let found = call().read(&ok(fixture!("zenml/account-created.json"))).unwrap();
    assert_eq!(found.map(|account| account.name).as_deref(), Some("nightly_tests"));
    let gone = answer(404, fixture!("zenml/errors/no-such-account.json"));
    assert_eq!(call().read(&gone).unwrap(), None);
    let elsewhere = answer(404, fixture!("zenml/errors/no-such-route.json"));
    assert!(matches!(refused(call().read(&elsewhere)), Error::NotFound { .. }), "another page says nothing");
}

#[test]
fn finds_the_account_of_exactly_that_name() {
    let named = |name: &str| desk().named(&session(Kind::ZenMl), name);
    assert_eq!(
        target(&named("in:x")),
        "GET /api/v1/service_accounts?hydrate=true&size=100&name=equals%3Ain%3Ax"
    );
    let found = |name: &str| named(name).read(&ok(fixture!("zenml/accounts-named.json"))).unwrap();
    assert!(found("idem").is_some());
    assert_eq!(found("IDEM"), None, "a database that ignores case finds more");
}

#[test]
fn deletes_by_id() {
    assert_eq!(target(&delete()), format!("DELETE /api/v1/service_accounts/{ID}"));
    assert_eq!(delete().read(&ok(fixture!("zenml/revoked.json"))).unwrap(), Revoked::Now);
    let gone = answer(404, fixture!("zenml/errors/no-such-account.json"));
    assert_eq!(delete().read(&gone).unwrap(), Revoked::Already);
    assert!(delete().read(&answer(404, fixture!("zenml/errors/no-such-route.json"))).is_err());
}

#[test]
fn counts_keys_with_one_of_them() {
    let call = || desk().key_count(&session(Kind::ZenMl), ID, None);
    assert_eq!(target(&call()), format!("GET /api/v1/service_accounts/{ID}/api_keys?hydrate=false&size=1"));
    assert_eq!(call().read(&ok(fixture!("zenml/account-key-count.json"))).unwrap(), Some(2));
    let gone = answer(404, fixture!("zenml/errors/no-such-account.json"));
    assert_eq!(call().read(&gone).unwrap(), None);
    let since = Timestamp::parse("2026-11-18T05:17:25.9Z");
    let used = target(&desk().key_count(&session(Kind::ZenMl), ID, since));
    assert!(used.ends_with("?hydrate=false&size=1&last_login=gte%3A2026-11-18+05%3A17%3A25"), "{used}");
}
