//! Days and instants in the zone of the browser, also over a change of its clocks.

use js_sys::Date;
use latchkey::browser::clock;
use latchkey::domain::time::{DAY, HOUR, Timestamp};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Noon of each day of 2026 and 2027, UTC.
fn noons() -> impl Iterator<Item = Timestamp> {
    let first = Timestamp::parse("2026-01-01T12:00:00Z").unwrap();
    (0..730).map(move |day| first.plus(day * DAY))
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
fn date(time: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(time.millis() as f64))
}

#[wasm_bindgen_test]
fn a_day_ends_with_its_last_second_in_the_zone_of_the_browser() {
    for noon in noons() {
        let day = clock::day(noon);
        let end = clock::end_of_day(&day).unwrap();
        assert_eq!(clock::day(end), day);
        assert_ne!(clock::day(end.plus(1_000)), day, "the second after it belongs to the next day");
        let date = date(end);
        assert_eq!((date.get_hours(), date.get_minutes(), date.get_seconds()), (23, 59, 59), "{day}");
    }
}

#[wasm_bindgen_test]
fn where_clocks_change_one_day_is_shorter_and_one_longer() {
    let offset = |time| date(time).get_timezone_offset();
    let year = Timestamp::parse("2026-01-01T12:00:00Z").unwrap();
    let changes = (0..365).filter(|day| {
        let noon = year.plus(day * DAY);
        (offset(noon) - offset(noon.plus(DAY))).abs() > f64::EPSILON
    });
    let changes = changes.count();
    let ends: Vec<_> = noons().take(366).map(|noon| clock::end_of_day(&clock::day(noon)).unwrap()).collect();
    let lengths: Vec<_> = ends.windows(2).map(|pair| pair[1].since(pair[0])).collect();
    assert_eq!(lengths.iter().filter(|length| **length != DAY).count(), changes);
    assert!(lengths.iter().all(|length| (DAY - HOUR..=DAY + HOUR).contains(length)));
}

#[wasm_bindgen_test]
fn what_is_no_day_has_no_end() {
    for text in ["", "soon", "2026-13-01", "22/11/2026"] {
        assert_eq!(clock::end_of_day(text), None, "{text:?}");
    }
}

#[wasm_bindgen_test]
fn an_instant_is_written_in_utc_and_in_the_zone_of_the_browser() {
    let time = Timestamp::parse("2026-11-24T00:05:00Z").unwrap();
    assert_eq!(clock::utc(time), "24 Nov 2026, 00:05");
    let here = date(time);
    let local = clock::local(time);
    let clock_time = format!("{:02}:{:02}", here.get_hours(), here.get_minutes());
    assert!(local.starts_with(&here.get_date().to_string()) && local.ends_with(&clock_time), "{local}");
    let both = clock::local_and_utc(time);
    if here.get_timezone_offset() == 0.0 {
        assert_eq!(both, "24 Nov 2026, 00:05 UTC");
    } else {
        assert_eq!(both, format!("{local} your time (24 Nov 2026, 00:05 UTC)"));
    }
}

#[wasm_bindgen_test]
fn now_is_now() {
    #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    let now = Date::now() as i64;
    assert!((0..1_000).contains(&clock::now().since(Timestamp::from_millis(now))));
}
