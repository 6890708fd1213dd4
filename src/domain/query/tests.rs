use super::*;
use crate::domain::filter::Takes;
use crate::domain::key::Key;
use crate::domain::key::tests::key;
use crate::domain::settings::Permitted;
use crate::domain::time::{DAY, Timestamp};
use proptest::prelude::*;

/// All filters, and an order that only a backend knows.
const EVERYTHING: Offer =
    Offer { fields: &Field::ALL, sorts: &[Column::Created, Column::Id], permissions: false };
const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

fn condition(field: Field, test: Test, value: Value) -> Condition {
    Condition::new(field, test, value).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A condition of that field and test, whatever they are.
fn any_condition() -> impl Strategy<Value = Condition> {
    let times = (0_i64..4_000_000_000, 1_i64..1_000_000);
    let parts =
        (0..Field::ALL.len(), 0_usize..9_000, ".{1,9}", proptest::collection::vec(".{1,9}", 1..4), times);
    let number =
        prop_oneof![any::<i32>().prop_map(|it| it.to_string()), "[+-]?[0-9]{1,9}[.][0-9]{0,4}(e-?[0-9])?"];
    (parts, number).prop_map(|((field, test, text, texts, (from, more)), number)| {
        let field = Field::ALL[field];
        let test = field.tests()[test % field.tests().len()];
        let at = |seconds: i64| Timestamp::from_millis(seconds * 1_000);
        let value = match test.takes() {
            Takes::Nothing => Value::Nothing,
            Takes::Text => Value::Text(text),
            Takes::Number => Value::Number(number),
            Takes::Texts => Value::Texts(texts),
            Takes::Time => Value::Time(at(from)),
            Takes::Times => Value::Times(at(from), at(from + more)),
        };
        condition(field, test, value)
    })
}

fn read(params: &str) -> Query {
    let pairs: Vec<_> = form_urlencoded::parse(params.as_bytes()).into_owned().collect();
    Query::from_params(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

proptest! {
    #[test]
    fn a_url_brings_the_same_list_back(
        (text, status, mark, permitted, any) in (".*", 0usize..7, 0usize..4, 0usize..4, any::<bool>()),
        filters in proptest::collection::vec(any_condition(), 0..5),
        (column, descending, page, size) in (0usize..Column::ALL.len(), any::<bool>(), 1u32..9999, 20u32..1000),
        columns in proptest::option::of(proptest::sample::subsequence(Column::ALL.to_vec(), 0..Column::ALL.len())),
    ) {
        let query = Query {
            text,
            status: Status::ALL.get(status).copied(),
            mark: Mark::ALL.get(mark).copied(),
            permitted: Permitted::ALL.get(permitted).copied(),
            filters,
            any,
            sort: Sort { column: Column::ALL[column], descending },
            page,
            size,
            columns,
        };
        prop_assert_eq!(read(&query.to_params()), query);
    }

    #[test]
    fn any_parameters_can_be_read(name in "[a-z-]{0,9}", value in ".*") {
        let _ = Query::from_params([(name.as_str(), value.as_str())]);
    }
}

#[test]
fn a_second_click_turns_the_order_around() {
    let by_name = Query::default().sort.clicked(Column::Name);
    assert!(!by_name.descending);
    assert!(by_name.clicked(Column::Name).descending);
    assert!(!by_name.clicked(Column::Name).clicked(Column::Created).descending);
}

#[test]
fn a_url_reads_like_words() {
    let query = Query {
        filters: vec![
            condition(Field::Name, Test::StartsWith, text("ci-")),
            condition(Field::LastUsed, Test::Never, Value::Nothing),
            condition(Field::Created, Test::Before, Value::Time(NOW)),
        ],
        any: true,
        size: 100,
        ..Query::default()
    };
    assert_eq!(
        query.to_params(),
        "name=starts-with%3Aci-&last-used=never&created=before%3A2026-11-22T02%3A39%3A39Z&match=any&size=100"
    );
}

#[test]
fn a_condition_that_makes_no_sense_is_told() {
    for wrong in [
        "name=before:2026-01-01T00:00:00Z",
        "name=contains:",
        "created=before:soon",
        "id=never",
        "name=one-of:[]",
        "name=number-above:many",
        "name=number-above:inf",
    ] {
        let (name, value) = wrong.split_once('=').unwrap();
        assert!(read(wrong).filters.is_empty(), "{wrong}");
        assert_eq!(Query::unread([(name, value)], EVERYTHING), [name], "{wrong}");
    }
    let params =
        [("page", "x"), ("odd", "1"), ("name", "is:in:x"), ("status", "dissabled"), ("match", "any")];
    assert_eq!(Query::unread(params, EVERYTHING), ["odd", "status"]);
    assert_eq!(
        Query::unread(params, Offer { fields: &[], sorts: &[], permissions: false }),
        ["odd", "name", "status"],
        "where there are no filters"
    );
    let turned = Value::Times(NOW, NOW.plus(-DAY));
    assert!(Condition::new(Field::Created, Test::Between, turned).is_err());
}

#[test]
fn a_page_is_neither_too_small_nor_too_large() {
    let size = |text: &str| read(&format!("size={text}")).size;
    assert_eq!((size("5"), size("100"), size("10000"), size("many")), (20, 100, 1_000, PAGE_SIZE));
}

#[test]
fn all_or_any_of_the_conditions_must_be_fulfilled() {
    let used = Key { last_used: crate::domain::key::LastUsed::At(NOW), ..key("ci_logs") };
    let off = Key { enabled: false, ..key("Backup") };
    let mut query = Query { text: "CI_".to_owned(), status: Some(Status::Disabled), ..Query::default() };
    assert!(!query.matches(&used) && !query.matches(&off));
    query.any = true;
    assert!(query.matches(&used) && query.matches(&off));
    query.status = None;
    assert!(query.matches(&used) && !query.matches(&off));
    assert!(Query { any: true, ..Query::default() }.matches(&off), "nothing asked, nothing hidden");
}

#[test]
fn conditions_look_at_their_field() {
    let one = Key {
        id: crate::domain::key::KeyId("61E514bb-83a2-52ed-95ac-686cceddac6f".to_owned()),
        description: "Runs 100% of it".to_owned(),
        created: Some(NOW.plus(-DAY)),
        updated: Some(NOW),
        ..key("in:x")
    };
    let fits = |field, test, value| condition(field, test, value).matches(&one);
    assert!(fits(Field::Name, Test::Is, text("in:x")) && !fits(Field::Name, Test::Is, text("IN:x")));
    assert!(fits(Field::Name, Test::OneOf, Value::Texts(vec!["a".to_owned(), "in:x".to_owned()])));
    assert!(fits(Field::Name, Test::NoneOf, Value::Texts(vec!["a".to_owned()])));
    assert!(fits(Field::Description, Test::Contains, text("100% OF")));
    assert!(!fits(Field::Description, Test::NotContains, text("%")));
    assert!(fits(Field::Description, Test::NotEmpty, Value::Nothing));
    assert!(fits(Field::Id, Test::StartsWith, text("61e514bb-83")));
    assert!(fits(Field::Id, Test::Is, text("61e514bb83a252ed95ac686cceddac6f")));
    assert!(fits(Field::Created, Test::Before, Value::Time(NOW)));
    assert!(
        !fits(Field::Updated, Test::Before, Value::Time(NOW))
            && !fits(Field::Updated, Test::After, Value::Time(NOW))
    );
    assert!(fits(Field::Updated, Test::Between, Value::Times(NOW.plus(-DAY), NOW)));
    assert!(fits(Field::Id, Test::NumberFrom, Value::Number("61".to_owned())), "61E514 is a large number");
    assert!(!fits(Field::Name, Test::NumberBelow, Value::Number("9".to_owned())), "it begins with none");
    assert!(fits(Field::LastRotated, Test::Never, Value::Nothing));
    assert!(!fits(Field::LastRotated, Test::Before, Value::Time(NOW)), "what never was is not before");
}

#[test]
fn times_count_by_the_second() {
    let fits = |test, millis: i64| {
        let one = Key { updated: Some(NOW.plus(millis)), ..key("a") };
        condition(Field::Updated, test, Value::Time(NOW)).matches(&one)
    };
    for (millis, before, within, after) in [
        (-1, true, false, false),
        (0, false, true, false),
        (999, false, true, false),
        (1_000, false, false, true),
    ] {
        let told = [Test::Before, Test::At, Test::After].map(|test| fits(test, millis));
        assert_eq!(told, [before, within, after], "{millis}");
        let wider = [Test::Until, Test::NotAt, Test::Since].map(|test| fits(test, millis));
        assert_eq!(wider, [before || within, !within, within || after], "{millis}");
    }
    let never = |test| condition(Field::LastRotated, test, Value::Time(NOW)).matches(&key("a"));
    assert!(never(Test::NotAt) && !never(Test::At) && !never(Test::Since) && !never(Test::Until));
    let written =
        |test| condition(Field::LastRotated, test, Value::Time(NOW)).sentence(|_, exact| exact.to_string());
    assert_eq!(written(Test::NotAt), "Last rotated not at true");
    assert_eq!(written(Test::Before), "Last rotated before false");
}

#[test]
fn what_a_list_does_not_offer_is_left_out_and_told() {
    let url = "status=expired&mark=old&permissions=read&sort=expires&name=is%3Aa&id=is%3Ab";
    let pairs: Vec<_> = form_urlencoded::parse(url.as_bytes()).into_owned().collect();
    let params = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let some = Offer { fields: &[Field::Name], ..EVERYTHING };
    let query = read(url).fitted(some);
    assert_eq!((query.status, query.mark, query.sort), (None, None, Query::default().sort));
    assert_eq!(query.permitted, None);
    assert_eq!(query.filters, [condition(Field::Name, Test::Is, text("a"))]);
    assert_eq!(Query::unread(params(), some), ["status", "mark", "permissions", "sort", "id"]);
    let alone = Offer { fields: &[], sorts: &[], permissions: true };
    let query = read(url).fitted(alone);
    assert!(query.status.is_some() && query.mark.is_some() && query.filters.is_empty());
    assert_eq!(query.sort.column, Column::Expires, "where the app orders by itself");
    assert_eq!(Query::unread(params(), alone), ["name", "id"]);
}
