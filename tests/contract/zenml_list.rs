//! `ZenML`: how a list of keys is asked for, and how all of it is read.

mod whole;

use crate::support::{answer, fixture, session, target};
use latchkey::api::backend::{KeyPage, ListAsk};
use latchkey::api::error::Error;
use latchkey::api::key_list::KeyList;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::filter::{Condition, Field, Test, Value};
use latchkey::domain::query::{Column, Query, Sort};
use latchkey::domain::status::Status;
use latchkey::domain::time::Timestamp;

const ACCOUNT: &str = "d2778dea-2240-48bb-9b3b-caa4a7831664";

fn page(query: Query) -> ListAsk {
    ListAsk { query, all: false, cursor: None }
}

fn part(query: Query, cursor: Option<&str>) -> ListAsk {
    ListAsk { query, all: true, cursor: cursor.map(str::to_owned) }
}

fn read(ask: &ListAsk, status: u16, body: &str) -> Result<KeyPage, Error> {
    ZenMl.list(&session(Kind::ZenMl), ACCOUNT, ask).read(&answer(status, body))
}

/// The parameters that are sent, decoded.
fn sent(ask: &ListAsk) -> Vec<String> {
    let call = ZenMl.list(&session(Kind::ZenMl), ACCOUNT, ask);
    let (_, query) = call.request.url.split_once('?').unwrap();
    form_urlencoded::parse(query.as_bytes()).map(|(name, value)| format!("{name}={value}")).collect()
}

fn asked(query: Query) -> Vec<String> {
    sent(&page(query))
}

fn filter(field: Field, test: Test, value: Value) -> Query {
    Query { filters: vec![Condition::new(field, test, value).unwrap()], ..Query::default() }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn asks_for_a_page_newest_first_with_all_details() {
    let call =
        ZenMl.list(&session(Kind::ZenMl), ACCOUNT, &page(Query { page: 3, size: 25, ..Query::default() }));
    assert_eq!(
        target(&call),
        format!(
            "GET /api/v1/service_accounts/{ACCOUNT}/api_keys?hydrate=true&page=3&size=25&sort_by=desc%3Acreated"
        )
    );
}

#[test]
fn every_order_is_one_that_the_server_knows() {
    let order = |column, descending| {
        asked(Query { sort: Sort { column, descending }, ..Query::default() })[3].clone()
    };
    assert_eq!(order(Column::Name, false), "sort_by=asc:name");
    assert_eq!(order(Column::LastUsed, true), "sort_by=desc:last_login");
    assert_eq!(order(Column::LastRotated, false), "sort_by=asc:last_rotated");
    assert_eq!(order(Column::Status, false), "sort_by=desc:active", "active keys stand before disabled ones");
    assert_eq!(order(Column::Expires, true), "sort_by=desc:created");
    assert_eq!(order(Column::Access, false), "sort_by=asc:created");
}

#[test]
fn a_search_always_names_its_operator() {
    let search = |text: &str| asked(Query { text: text.to_owned(), ..Query::default() });
    assert_eq!(search(" in:x& ")[4..], ["name=contains:in:x&"]);
    assert_eq!(search("  ").len(), 4, "an empty search is no search");
}

#[test]
fn a_state_is_asked_for_by_its_switch() {
    let state = |status| asked(Query { status: Some(status), ..Query::default() })[4..].to_vec();
    assert_eq!(state(Status::Active), ["active=true"]);
    assert_eq!(state(Status::Disabled), ["active=false"]);
    for none in [Status::Expired, Status::ExpiresSoon, Status::NeverExpires] {
        assert_eq!(state(none), ["id=equals:none"], "keys without an end are never in this state");
    }
    let empty = read(&page(Query::default()), 200, fixture!("zenml/keys-empty.json")).unwrap();
    assert_eq!((empty.keys.len(), empty.total, empty.pages), (0, Some(0), Some(1)));
}

#[test]
fn details_are_asked_for_only_when_they_are_shown() {
    let hydrate =
        |columns: &[Column]| asked(Query { columns: Some(columns.to_vec()), ..Query::default() })[0].clone();
    assert_eq!(hydrate(&[Column::Created, Column::Updated]), "hydrate=false");
    for told in [Column::Description, Column::LastUsed, Column::LastRotated] {
        assert_eq!(hydrate(&[told]), "hydrate=true");
    }
}

#[test]
fn every_filter_is_one_that_the_server_knows() {
    let at = Timestamp::parse("2026-11-22T05:17:25.9Z").unwrap();
    let to = Timestamp::parse("2026-11-23T00:00:00Z").unwrap();
    let end = Timestamp::parse("9999-12-31T23:59:59Z").unwrap();
    let list = || Value::Texts(vec!["a\"b".to_owned(), "c,d".to_owned()]);
    let number = |number: &str| Value::Number(number.to_owned());
    for (field, test, value, wanted) in [
        (Field::Name, Test::Contains, text("ci"), "name=contains:ci"),
        (Field::Name, Test::NotContains, text("ci"), "name=notcontains:ci"),
        (Field::Description, Test::StartsWith, text("in:x"), "description=startswith:in:x"),
        (Field::Description, Test::EndsWith, text(" "), "description=endswith: "),
        (Field::Name, Test::Is, text("in:x"), "name=equals:in:x"),
        (Field::Name, Test::IsNot, text("x"), "name=notequals:x"),
        (Field::Name, Test::OneOf, list(), r#"name=oneof:["a\"b","c,d"]"#),
        (Field::Id, Test::NoneOf, list(), r#"id=notoneof:["a\"b","c,d"]"#),
        (Field::Description, Test::Empty, Value::Nothing, "description=equals:"),
        (Field::Description, Test::NotEmpty, Value::Nothing, "description=notequals:"),
        (Field::Created, Test::Before, Value::Time(at), "created=lt:2026-11-22 05:17:25"),
        (Field::Updated, Test::After, Value::Time(at), "updated=gte:2026-11-22 05:17:26"),
        (Field::Updated, Test::Since, Value::Time(at), "updated=gte:2026-11-22 05:17:25"),
        (Field::Created, Test::Until, Value::Time(at), "created=lt:2026-11-22 05:17:26"),
        (Field::Created, Test::Until, Value::Time(end), "created=lt:9999-12-31 23:59:59"),
        (Field::Created, Test::Never, Value::Nothing, "created=isnull:"),
        (Field::Id, Test::Empty, Value::Nothing, "id=isnull:"),
        (Field::Id, Test::NotEmpty, Value::Nothing, "id=isnotnull:"),
        (Field::Name, Test::NumberAbove, number("5"), "name=gt:5"),
        (Field::Name, Test::NumberFrom, number(" 0.5 "), "name=gte:0.5"),
        (Field::Description, Test::NumberBelow, number("-1"), "description=lt:-1"),
        (Field::Id, Test::NumberUpTo, number("-1e3"), "id=lte:-1e3"),
        (Field::LastUsed, Test::Never, Value::Nothing, "last_login=isnull:"),
        (Field::LastRotated, Test::Ever, Value::Nothing, "last_rotated=isnotnull:"),
    ] {
        assert_eq!(asked(filter(field, test, value))[4..], [wanted]);
    }
    let between = asked(filter(Field::LastUsed, Test::Between, Value::Times(at, to)));
    assert_eq!(between[4..], ["last_login=gte:2026-11-22 05:17:25", "last_login=lt:2026-11-23 00:00:01"]);
    let within = asked(filter(Field::Created, Test::At, Value::Time(at)));
    assert_eq!(within[4..], ["created=gte:2026-11-22 05:17:25", "created=lt:2026-11-22 05:17:26"]);
}

#[test]
fn what_two_filters_mean_is_not_left_to_the_server_where_one_is_enough() {
    let at = Timestamp::parse("2026-11-22T05:17:25Z").unwrap();
    let exact = |query: &Query| ZenMl.finds_exactly(query);
    let within = filter(Field::LastUsed, Test::At, Value::Time(at));
    assert!(exact(&within));
    assert!(exact(&Query { any: true, ..within.clone() }), "it is the only one");
    assert!(!exact(&Query { any: true, text: "ci".to_owned(), ..within }));
    let not = filter(Field::LastUsed, Test::NotAt, Value::Time(at));
    assert!(!exact(&not), "what never happened did not happen then");
    assert_eq!(sent(&part(not, None)).len(), 4, "the server would hide it");
}

#[test]
fn zero_is_a_number_though_the_server_does_not_take_it_for_one() {
    let of = |test, number: &str| filter(Field::Name, test, Value::Number(number.to_owned()));
    let exact = |query: &Query| ZenMl.finds_exactly(query);
    assert!(exact(&of(Test::NumberAbove, "0")) && exact(&of(Test::NumberBelow, "0")));
    for zero in [of(Test::NumberFrom, "0"), of(Test::NumberUpTo, "0"), of(Test::NumberBelow, "5")] {
        assert!(!exact(&zero));
        assert_eq!(sent(&part(zero, None)).len(), 4, "the server would hide it");
    }
}

#[test]
fn one_of_several_is_said_only_where_there_are_several() {
    let two =
        Query { text: "ci".to_owned(), any: true, ..filter(Field::LastUsed, Test::Never, Value::Nothing) };
    assert_eq!(asked(two.clone())[4..], ["name=contains:ci", "last_login=isnull:", "logical_operator=or"]);
    assert_eq!(asked(Query { text: String::new(), ..two })[4..], ["last_login=isnull:"]);
}

#[test]
fn what_the_server_takes_for_a_wildcard_is_not_left_to_it() {
    let exact = |query: &Query| ZenMl.finds_exactly(query);
    for literal in ["ci", "100", "\\", "in:x", "*"] {
        assert!(exact(&filter(Field::Name, Test::Contains, text(literal))), "{literal}");
    }
    for wildcard in ["_", "100%", "a\u{0}"] {
        assert!(!exact(&Query { text: wildcard.to_owned(), ..Query::default() }), "{wildcard}");
        assert!(!exact(&filter(Field::Description, Test::StartsWith, text(wildcard))), "{wildcard}");
        assert!(exact(&filter(Field::Name, Test::Is, text(wildcard))), "{wildcard}");
    }
    let great = || filter(Field::Name, Test::EndsWith, text("GRÖ"));
    assert!(!exact(&great()), "the server knows no case beyond A to Z");
    assert_eq!(sent(&part(great(), None))[4..], ["name=endswith:GR%"]);
    assert!(exact(&filter(Field::Name, Test::Contains, text("日本 🔑"))), "there is no other case");
    let not = filter(Field::Name, Test::NotContains, text("_"));
    assert!(!exact(&not));
    assert_eq!(sent(&part(not, None)).len(), 4, "it would hide all");
}
