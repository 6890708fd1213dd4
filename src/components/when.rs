//! An instant, as seen from now and exactly.

use super::now::now;
use crate::browser::clock;
use crate::domain::time::Timestamp;
use crate::domain::words;
use crate::erase::view;
use leptos::prelude::*;

/// `in 3 days` with the exact instant below it or at hand, and UTC at hand.
#[component]
pub fn When(
    /// The instant.
    time: Timestamp,
    /// Whether it lies in the past; clocks that differ a little are no matter then.
    #[prop(optional)]
    past: bool,
    /// Whether the exact instant is at hand only, because something else stands below.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    let now = now();
    view! {
        <time datetime=time.rfc3339() title=clock::local_and_utc(time)>
            {move || words::relative(if past { time.min(now.get()) } else { time }, now.get())}
            {(!short).then(|| view! { <small>{clock::local(time)}</small> })}
        </time>
    }
}
