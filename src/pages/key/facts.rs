//! What is told of a key, and how much of its life is left.

use super::{Page, old_secret, status};
use crate::browser::clock;
use crate::components::badge::Caution;
use crate::components::copy::CopyButton;
use crate::components::now::now;
use crate::components::when::When;
use crate::domain::expiry::Expiry;
use crate::domain::key::{Key, LastUsed};
use crate::domain::mark::Mark;
use crate::domain::own_key::IsOwn;
use crate::domain::time::{DAY, Timestamp};
use crate::domain::words;
use crate::erase::view;
use crate::pages::naming::LOCAL;
use crate::pages::revoke::is_own;
use leptos::prelude::*;

pub(super) fn card(page: Page, key: &Key) -> AnyView {
    let id = key.id.0.clone();
    let copied = id.clone();
    let (shelf, made) = (page.shelf, key.clone());
    let creator = move || shelf.with(|shelf| shelf.creator(&made)).or_else(|| made.creator.clone());
    let policy = untrack(|| page.state.connections.policy());
    let old = Mark::Old.is_on(key, clock::now(), &policy);
    view! {
        <section class="card" aria-labelledby="facts-title">
            <h2 id="facts-title">"Key"</h2>
            <dl class="facts">
                <dt>"Status"</dt>
                <dd class="badges">
                    {status(page, key.clone())}
                    {own(page, key)}
                    {old.then(|| view! { <Caution text="Old secret"/> })}
                </dd>
                {match key.mask.clone() {
                    Some(mask) => secret(page, key, mask),
                    None => view! {
                        <dt>"Id"</dt>
                        <dd class="acts"><span class="mono">{id}</span><CopyButton label="Copy id" text=Signal::derive(move || copied.clone())/></dd>
                    }.into_any(),
                }}
                {key.vanished.map(|seen| view! { <dt>"Last seen"</dt><dd><When time=seen past=true/></dd> })}
                {if page.can.tells_secrets { Some(named(page, key)) } else { description(page, key) }}
                <dt>"Created"</dt>
                <dd>{match key.created {
                    Some(time) => view! { <When time=time past=true/> }.into_any(),
                    None => "not reported".into_any(),
                }}</dd>
                {page.can.creator.then(|| view! { <dt>"Created by"</dt><dd dir="auto">{move || creator().unwrap_or_else(|| "not reported".to_owned())}</dd> })}
                <dt>"Expires"</dt>
                <dd>{expires(key)}</dd>
                <dt>"Last used"</dt>
                <dd>{match key.last_used {
                    LastUsed::At(time) => view! { <When time=time past=true/> }.into_any(),
                    LastUsed::Never => "never used".into_any(),
                    LastUsed::NotReported => view! { <span class="soft">"not reported by this service"</span> }.into_any(),
                }}</dd>
                {page.can.rotate.then(|| old_secret::facts(page, key))}
                {key.updated.map(|time| view! { <dt>"Last changed or used"</dt><dd><When time=time past=true/></dd> })}
            </dl>
        </section>
    }
}

fn description(page: Page, key: &Key) -> Option<AnyView> {
    if !key.description.is_empty() {
        return Some(
            view! { <dt>"Description"</dt><dd class="text" dir="auto">{key.description.clone()}</dd> },
        );
    }
    page.can.description.then(|| view! { <dt>"Description"</dt><dd><span class="soft">"none"</span></dd> })
}

/// The key itself, hidden until it is asked for.
fn secret(page: Page, key: &Key, mask: String) -> AnyView {
    view! {
        <dt>"Key"</dt>
        <dd class="acts">
            <span class="mono" dir="auto">{mask}</span>
            {key.vanished.is_none().then(|| page.peek.buttons(key))}
        </dd>
    }
    .into_any()
}

/// What the owner calls it.
fn named(page: Page, key: &Key) -> AnyView {
    let labeled = key.mask.as_ref().is_none_or(|mask| *mask != key.name);
    let label = if labeled { key.name.clone() } else { "none".to_owned() };
    let note = if key.description.is_empty() { "none".to_owned() } else { key.description.clone() };
    let asked = key.clone();
    view! {
        <dt>"Label"</dt>
        <dd class:soft=!labeled dir="auto">{label}</dd>
        <dt>"Note"</dt>
        <dd class="text" class:soft=key.description.is_empty() dir="auto">{note}</dd>
        <dt></dt>
        <dd class="stack tight">
            <small>{LOCAL}</small>
            <div><button type="button" class="button small" on:click=move |_| page.naming.ask(asked.clone())>"Edit label and note"</button></div>
        </dd>
    }
    .into_any()
}

fn own(page: Page, key: &Key) -> Option<AnyView> {
    match page.place.with_value(|place| is_own(page.state, place, key)) {
        IsOwn::No => None,
        IsOwn::Yes => Some(view! { <span class="badge accent">"your key"</span> }),
        IsOwn::Maybe => Some(view! { <span class="badge accent">"may be your key"</span> }),
    }
}

fn expires(key: &Key) -> AnyView {
    match key.expiry {
        Expiry::At(end) => view! {
            <When time=end/>
            {key.created.filter(|_| key.vanished.is_none()).map(|from| scale(from, end))}
        }
        .into_any(),
        Expiry::Never => view! { <Caution text="Never: works until someone revokes it"/> }.into_any(),
        Expiry::NotOffered => view! { <span class="soft">"keys don't expire here"</span> }.into_any(),
    }
}

/// The days left of all days, as a bar and in words.
fn scale(from: Timestamp, end: Timestamp) -> AnyView {
    let now = now();
    let days = |millis: i64| usize::try_from(millis / DAY).unwrap_or_default();
    let all = days(end.since(from).saturating_add(DAY / 2)).max(1);
    // Rounded down, as the words beside it are.
    let left = move || days(end.since(now.get())).min(all);
    let text = move || match left() {
        0 => format!("less than a day left of {}", words::grouped(all)),
        left => format!("{} left of {}", words::count(left, "day", "days"), words::grouped(all)),
    };
    view! {
        <span class="scale">
            <meter min="0" max=all.to_string() low=(all / 5).to_string() optimum=all.to_string() value=move || left().to_string() aria-label=text></meter>
            <small>{text}</small>
        </span>
    }
}
