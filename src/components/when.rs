//! An instant, as seen from now and exactly.

use super::now::now;
use crate::browser::clock;
use crate::domain::time::Timestamp;
use crate::domain::words;
use leptos::prelude::*;

/// `in 3 days` with the exact instant below it, and UTC at hand.
#[component]
pub fn When(
    /// The instant.
    time: Timestamp,
) -> impl IntoView {
    let now = now();
    view! {
        <time datetime=time.rfc3339() title=format!("{} UTC", clock::utc(time))>
            {move || words::relative(time, now.get())}
            <small>{clock::local(time)}</small>
        </time>
    }
}
