//! The browser's clock, its zone and its calendar.

use crate::domain::time::Timestamp;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::request_idle_callback;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static LOCAL: Option<Function> = formatter(None);
    static UTC: Option<Function> = formatter(Some("UTC"));
}

/// The instant now.
#[allow(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
pub fn now() -> Timestamp {
    Timestamp::from_millis(Date::now() as i64)
}

/// For how many milliseconds the page has run. Unlike the instant, it never goes back when somebody sets the clock.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole milliseconds since the page began"
)]
pub fn running() -> u64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0, |one| one.now() as u64)
}

/// Gets ready to write instants when the browser has nothing else to do: its formats take long to
/// make, and without this the first list would wait for them.
pub fn prepare() {
    request_idle_callback(|| {
        LOCAL.with(|_| ());
        UTC.with(|_| ());
    });
}

/// The instant in the owner's zone: `24 Nov 2026, 14:00`.
pub fn local(time: Timestamp) -> String {
    LOCAL.with(|format| written(format.as_ref(), time))
}

/// The instant in UTC, in the same form.
pub fn utc(time: Timestamp) -> String {
    UTC.with(|format| written(format.as_ref(), time))
}

/// Both, for a sentence; once where the owner's zone is UTC.
pub fn local_and_utc(time: Timestamp) -> String {
    let (local, utc) = (local(time), utc(time));
    if local == utc { format!("{utc} UTC") } else { format!("{local} your time ({utc} UTC)") }
}

/// The last second of a day in the owner's zone; `day` is what `<input type=date>` gives.
pub fn end_of_day(day: &str) -> Option<Timestamp> {
    at_local(&format!("{day}T23:59:59"))
}

/// An instant in the owner's zone; `text` is what `<input type=datetime-local>` gives.
#[allow(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
pub fn at_local(text: &str) -> Option<Timestamp> {
    let millis = Date::parse(text);
    millis.is_finite().then(|| Timestamp::from_millis(millis as i64))
}

/// The day of an instant in the owner's zone, as `<input type=date>` takes it.
pub fn day(time: Timestamp) -> String {
    let date = date(time);
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
fn date(time: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(time.millis() as f64))
}

fn formatter(zone: Option<&str>) -> Option<Function> {
    let options = Object::new();
    let wanted = [
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ];
    for (name, value) in wanted.into_iter().chain(zone.map(|zone| ("timeZone", zone))) {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let locales = Array::of1(&"en-GB".into());
    let format: JsValue = Intl::DateTimeFormat::new(&locales, &options).into();
    Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
}

fn written(format: Option<&Function>, time: Timestamp) -> String {
    let text = format.and_then(|format| format.call1(&JsValue::UNDEFINED, &date(time)).ok());
    text.and_then(|text| text.as_string()).unwrap_or_else(|| time.rfc3339())
}
