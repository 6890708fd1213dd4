//! All keys read part by part, to look at them here.

use super::{filter, part, read, sent};
use crate::support::fixture;
use latchkey::domain::filter::{Field, Test, Value};
use latchkey::domain::query::Query;
use latchkey::domain::status::Status;

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
