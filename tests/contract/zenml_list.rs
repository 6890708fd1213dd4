//! `ZenML`: how a list of keys is asked for, and how all of it is read.

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

/// A key that was made at that instant.
fn key(number: usize, created: &str, padding: usize) -> String {
    let description = "x".repeat(padding);
    format!(
        r#"{{"id": "id-{number}", "name": "key {number}", "body": {{"created": "{created}", "active": true}},
            "metadata": {{"description": "{description}", "last_login": null}}}}"#
    )
}

fn listing(index: u32, total_pages: u32, total: usize, keys: &[String]) -> String {
    let items = keys.join(",");
    format!(r#"{{"index": {index}, "total": {total}, "total_pages": {total_pages}, "items": [{items}]}}"#)
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

#[test]
fn wildcards_of_the_server_are_taken_literally() {
    let search = |text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        read(&part(query, None), 200, fixture!("zenml/keys.json")).unwrap()
    };
    let found = search("Y_T");
    assert_eq!(found.keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>(), ["nightly_tests"]);
    assert_eq!((found.looked, found.left, found.next), (3, 0, None));
    assert!(search("100%").keys.is_empty());
}

#[test]
fn reading_all_goes_on_from_the_last_key_and_not_from_a_page() {
    let query = || Query { status: Some(Status::Active), ..Query::default() };
    let first = part(query(), None);
    assert_eq!(sent(&first), ["hydrate=true", "page=1", "size=3", "sort_by=asc:created", "active=true"]);
    let keys = [key(1, "2026-01-01T10:00:00", 9), key(2, "2026-01-01T10:00:07.984820", 9)];
    let found = read(&first, 200, &listing(1, 500, 1_000, &keys)).unwrap();
    assert_eq!((found.looked, found.left, found.keys.len()), (2, 998, 2));
    let second = part(query(), found.next.as_deref());
    assert_eq!(
        sent(&second),
        [
            "hydrate=true",
            "page=1",
            "size=30",
            "sort_by=asc:created",
            "created=gte:2026-01-01 10:00:07",
            "active=true"
        ]
    );
    let same = [key(2, "2026-01-01T10:00:07.984820", 9), key(3, "2026-01-01T10:00:07.99", 9)];
    let found = read(&second, 200, &listing(1, 2, 300, &same)).unwrap();
    let within = |next: Option<&str>| sent(&part(query(), next))[1..].to_vec();
    let asked = |page: u32| {
        let page = format!("page={page}");
        let rest = [
            "size=30",
            "sort_by=asc:created",
            "active=true",
            "created=gte:2026-01-01 10:00:07",
            "created=lt:2026-01-01 10:00:08",
        ];
        [vec![page], rest.map(str::to_owned).to_vec()].concat()
    };
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(within(found.next.as_deref())), sorted(asked(1)), "many keys of one second");
    let third = part(query(), found.next.as_deref());
    let full = read(&third, 200, &listing(1, 2, 40, &same)).unwrap();
    assert_eq!(sorted(within(full.next.as_deref())), sorted(asked(2)));
    let fourth = part(query(), full.next.as_deref());
    let fewer = read(&fourth, 200, &listing(2, 2, 39, &same)).unwrap();
    assert_eq!(sorted(within(fewer.next.as_deref())), sorted(asked(1)), "one of that second went");
    let past = read(&fourth, 400, fixture!("zenml/errors/page-past-the-end.json")).unwrap();
    assert_eq!(sorted(within(past.next.as_deref())), sorted(asked(1)), "some of them went");
    let done = read(&fourth, 200, &listing(2, 2, 40, &same)).unwrap();
    let onward = part(query(), done.next.as_deref());
    assert_eq!(
        sent(&onward)[4..].iter().filter(|pair| pair.starts_with("created")).collect::<Vec<_>>(),
        ["created=gte:2026-01-01 10:00:08"]
    );
    let last = read(&onward, 200, &listing(1, 1, 2, &same)).unwrap();
    assert_eq!((last.next, last.left), (None, 0));
}

#[test]
fn an_answer_stays_short_however_long_keys_are() {
    let size = |padding: usize| {
        let keys: Vec<_> =
            (0..20).map(|at| key(at, &format!("2026-01-01T10:00:{:02}", at + 1), padding)).collect();
        let found = read(&part(Query::default(), None), 200, &listing(1, 500, 10_000, &keys)).unwrap();
        let size = sent(&part(Query::default(), found.next.as_deref()))[2].clone();
        size.trim_start_matches("size=").parse::<usize>().unwrap()
    };
    assert_eq!(size(10), 30, "not more than ten times as many");
    let long = size(60_000);
    assert!((1..=13).contains(&long) && long * 60_000 < 1_000_000, "{long}");
}

#[test]
fn where_one_condition_is_enough_none_is_sent_beside_the_place() {
    let query = Query {
        any: true,
        text: "nightly".to_owned(),
        ..filter(Field::LastRotated, Test::Ever, Value::Nothing)
    };
    let ask = part(query, Some("from 2026-01-01T10:00:07Z 1 200 9 9"));
    assert_eq!(sent(&ask)[4..], ["created=gte:2026-01-01 10:00:07"]);
    let found = read(&ask, 200, fixture!("zenml/keys.json")).unwrap();
    let names: Vec<_> = found.keys.iter().map(|key| key.name.as_str()).collect();
    assert_eq!(names, ["rotated key", "nightly_tests"]);
}
