//! One key in the table.

use super::View;
use super::select::tick;
use crate::browser::clock;
use crate::components::badge::{Caution, HolderOffBadge, StatusBadge};
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::components::when::When;
use crate::domain::expiry::Expiry;
use crate::domain::key::{Key, LastUsed};
use crate::domain::mark::Mark;
use crate::domain::own_key::IsOwn;
use crate::domain::query::Column;
use crate::domain::rotation;
use crate::domain::status::Status;
use crate::domain::time::Timestamp;
use crate::domain::words;
use crate::erase::view;
use crate::pages::revoke::{is_own, shown_name};
use crate::pages::rotate::until;
use crate::routes::Route;
use leptos::prelude::*;

pub(super) fn row(view: View, columns: &[Column], place: usize, key: Key) -> AnyView {
    let cells = columns.iter().map(|column| cell(view, *column, &key)).collect_view();
    let gone = key.vanished.is_some();
    let id = key.id.clone();
    let label = format!("Select {}", shown_name(&key));
    view! {
        <tr aria-rowindex=(place + 2).to_string() class:gone=gone class:selected=move || view.selection.has(&id)>
            {view.can_select().then(|| view! {
                <td class="tick-cell">{(!gone).then(|| tick(view, place, key.id.clone(), label))}</td>
            })}
            {cells}
            <td class="end">{(!gone && (view.may_write() || view.can.tells_secrets)).then(|| acts(view, key))}</td>
        </tr>
    }
}

fn acts(view: View, key: Key) -> AnyView {
    let look = view.can.tells_secrets.then(|| view.peek.buttons(&key));
    let may = view.may_write();
    let replace = (view.can.replace && may).then(|| {
        let label = format!("Replace {}", shown_name(&key));
        let way = Route::Replace(view.place.get_value(), key.id.0.clone()).path();
        view! { <a href=way class="button quiet" aria-label=label.clone() title=label><Icon name="turn"/></a> }
    });
    let rotate = (view.can.rotate && may).then(|| {
        let label = format!("Rotate {}", shown_name(&key));
        let key = key.clone();
        view! {
            <button type="button" class="button quiet" aria-label=label.clone() title=label
                on:click=move |_| view.rotating.ask(key.clone())>
                <Icon name="turn"/>
            </button>
        }
    });
    let label = format!("Revoke {}", shown_name(&key));
    let revoke = (view.can.revoke && may).then(|| {
        view! {
            <button type="button" class="button quiet" aria-label=label.clone() title=label
                on:click=move |_| view.revoking.key.set(Some(key.clone()))>
                <Icon name="bin"/>
            </button>
        }
    });
    view! { {look} {replace} {rotate} {revoke} }
}

fn cell(view: View, column: Column, key: &Key) -> AnyView {
    match column {
        Column::Name => name(view, key).into_any(),
        Column::Status => status(view, key),
        Column::Expires => view! { <td class="expires">{expires(key)}</td> }.into_any(),
        Column::Created => created(view, key).into_any(),
        Column::LastUsed => view! { <td class="wide-only">{last_used(key.last_used)}</td> }.into_any(),
        Column::LastRotated => {
            view! { <td class="wide-only">{moment(key.last_rotated, "never rotated", false)}</td> }.into_any()
        }
        Column::Updated => {
            view! { <td class="wide-only">{moment(key.updated, "not reported", false)}</td> }.into_any()
        }
        Column::Access => access(key).into_any(),
        // They stand with the name, or are not of keys.
        Column::Description | Column::Id | Column::ExternalId => ().into_any(),
    }
}

fn name(view: View, key: &Key) -> impl IntoView + use<> {
    let described = view.query.with_untracked(|query| query.shows(Column::Description, true));
    let described = described && !key.description.is_empty();
    let below = match (&key.mask, described) {
        (Some(mask), true) if *mask != key.name => format!("{mask} · {}", key.description),
        (Some(mask), false) if *mask != key.name => mask.clone(),
        (Some(_), false) => String::new(),
        (_, true) => key.description.clone(),
        (None, false) => key.id.0.clone(),
    };
    let (place, id) = (view.place.get_value(), key.id.clone());
    let title = if key.mask.is_some() { below.clone() } else { key.id.0.clone() };
    let own = is_own(view.state, &place, key) == IsOwn::Yes;
    let detail = Route::Key(place.clone(), id.0.clone()).path();
    let reason_of = id.clone();
    let reason = move || view.selection.reason(&reason_of);
    let part = move || view.state.replacements.part(&place, &id);
    view! {
        <td>
            <span class="named">
                <a href=detail dir="auto" title=key.name.clone()>{shown_name(key).to_owned()}</a>
            </span>
            <small class:mono=!described dir="auto" title=title>
                {own.then(|| view! { <span class="part" title="You are signed in with this key">"your key · "</span> })}
                {move || reason().map(|reason| view! { <span class="part bad" title=reason.why>{reason.short}" · "</span> })}
                {old_secret(key)}
                {aged(view, key)}
                {move || part().map(|part| view! { <span class="part">{part}" · "</span> })}
                {below}
            </small>
        </td>
    }
}

/// That the secret is as old as the policy doesn't like, where nothing else in the list says so.
fn aged(view: View, key: &Key) -> Option<AnyView> {
    let policy = untrack(|| view.state.connections.policy());
    let now = clock::now();
    let old = !view.can.expiry && key.enabled && Mark::Old.is_on(key, now, &policy);
    let since = key.last_rotated.or(key.created).filter(|_| old)?;
    let age = words::duration(now.since(since));
    let title = format!("Its secret is {age} old. Rotate the key to make a leaked one worthless");
    Some(view! { <span class="part warn" title=title>{format!("{age} old · ")}</span> })
}

/// That the secret before the last rotation still works, while it does.
fn old_secret(key: &Key) -> Option<AnyView> {
    let end = key.retained_until?;
    let now = now();
    let part = move || {
        (end > now.get()).then(|| {
            let ends = if rotation::is_endless(end, now.get()) {
                "old secret works".to_owned()
            } else {
                format!("old secret ends {}", words::relative(end, now.get()))
            };
            let title = format!("The secret before the last rotation works {}", until(end));
            view! { <span class="part" title=title>{ends}" · "</span> }
        })
    };
    Some(view! { {part} })
}

fn status(view: View, key: &Key) -> AnyView {
    if key.enabled && key.holder_off {
        return view! { <td class="status"><HolderOffBadge/></td> }.into_any();
    }
    let (now, key) = (now(), key.clone());
    let policy = untrack(|| view.state.connections.policy());
    let status = Memo::new(move |_| Status::of(&key, now.get(), &policy));
    view! { <td class="status">{move || view! { <StatusBadge status=status.get()/> }}</td> }.into_any()
}

fn expires(key: &Key) -> AnyView {
    if let Some(seen) = key.vanished {
        return view! { <span>"last seen "<When time=seen past=true/></span> };
    }
    match key.expiry {
        Expiry::At(end) => view! { <When time=end/> }.into_any(),
        Expiry::Never => view! { <span>"never"</span> }.into_any(),
        Expiry::NotOffered => view! { <span class="soft">"keys don't expire here"</span> }.into_any(),
    }
}

fn created(view: View, key: &Key) -> impl IntoView + use<> {
    let (shelf, created, key) = (view.shelf, key.created, key.clone());
    let by = move || shelf.with(|shelf| shelf.creator(&key)).map(|name| format!("by {name}"));
    view! {
        <td class="wide-only">
            {moment(created, "not reported", view.can.creator)}
            {view.can.creator.then(|| view! { <small>{by}</small> })}
        </td>
    }
}

fn last_used(used: LastUsed) -> AnyView {
    match used {
        LastUsed::At(time) => moment(Some(time), "", false),
        LastUsed::Never => moment(None, "never used", false),
        LastUsed::NotReported => moment(None, "not reported", false),
    }
}

/// A past instant, or what its absence means.
fn moment(time: Option<Timestamp>, without: &'static str, short: bool) -> AnyView {
    match time {
        Some(time) => view! { <When time=time past=true short=short/> }.into_any(),
        None => view! { <span class="soft">{without}</span> }.into_any(),
    }
}

fn access(key: &Key) -> impl IntoView + use<> {
    let phrases = key.access.phrases();
    let all = phrases.join("; ");
    let more = phrases.len().saturating_sub(1);
    let first = phrases.into_iter().next().unwrap_or_default();
    let (owner, broad) = (key.access.is_owner(), key.access.is_broad());
    view! {
        <td class="access" title=all>
            {if owner {
                view! { <Caution text="Organization owner" bad=true/> }.into_any()
            } else if broad {
                view! { <span class="broad"><Icon name="warn"/><span class="cut">{first}</span><span class="out-of-sight">", broad access"</span></span> }.into_any()
            } else {
                view! { <span class="cut">{first}</span> }.into_any()
            }}
            {(more > 0).then(|| view! { <small>{format!("and {more} more")}</small> })}
        </td>
    }
}
