//! When the key last got a new secret, and how long the one before still works.

use super::Page;
use crate::browser::clock;
use crate::components::when::When;
use crate::domain::key::Key;
use crate::domain::rotation;
use crate::domain::time::Timestamp;
use crate::erase::view;
use leptos::prelude::*;
use std::time::Duration;

pub(super) fn facts(page: Page, key: &Key) -> AnyView {
    let key = key.clone();
    view! {
        <dt>"Last rotated"</dt>
        <dd>{match key.last_rotated {
            Some(time) => view! { <When time=time past=true/> },
            None => "never rotated".into_any(),
        }}</dd>
        {key.retained_until.map(|end| countdown(page, key, end))}
    }
}

fn countdown(page: Page, key: Key, end: Timestamp) -> AnyView {
    let now = RwSignal::new(clock::now());
    if let Ok(timer) = set_interval_with_handle(move || now.set(clock::now()), Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    let left = Memo::new(move |_| rotation::left(end, now.get()));
    let works = Memo::new(move |_| left.with(Option::is_some));
    let usable = page.is_usable(&key);
    let key = StoredValue::new(key);
    view! {
        {move || works.get().then(|| view! {
            <dt>"Old secret"</dt>
            <dd class="stack tight">
                <time datetime=end.rfc3339() title=clock::local_and_utc(end)>
                    "works for "{move || left.get()}
                    {(!rotation::is_endless(end, clock::now())).then(|| view! { <small>"until "{clock::local(end)}</small> })}
                </time>
                {usable.then(|| view! {
                    <div><button type="button" class="button small" on:click=move |_| page.rotating.end_old(key.get_value())>"End it now"</button></div>
                })}
            </dd>
        })}
    }
}
