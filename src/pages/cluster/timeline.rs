//! A rotation as a timeline: what happened, what is still to be done, and when the old key ends.

use crate::api::key_desk::Snippet;
use crate::browser::{clock, page as document};
use crate::components::copy::CopyButton;
use crate::components::now::now;
use crate::components::when::When;
use crate::domain::cluster::KeyOf;
use crate::domain::cluster::pending::Pending;
use crate::domain::{rotation, words};
use crate::erase::view;
use crate::state::State;
use leptos::prelude::*;

/// The timeline of a rotation. `end_old` asks to end its old key, with what stands on the button.
pub fn timeline(
    state: State,
    one: &Pending,
    of: KeyOf,
    hand_over: Option<Snippet>,
    end_old: Option<(&'static str, Callback<()>)>,
) -> AnyView {
    let begun = if one.lost.is_some() { "May have been rotated" } else { "Rotated" };
    view! {
        <ol class="timeline" aria-label=format!("Rotation of the {}", of.label())>
            <li class=if one.lost.is_some() { "due" } else { "done" }>
                <p><b>{begun}</b>" "<When time=one.at past=true/></p>
                {one.lost.map(|_| view! {
                    <p>"No answer came, so nobody saw a new key. Rotate again for one that you can save."</p>
                })}
            </li>
            {one.lost.is_none().then(|| view! { {saved(one)} {handed(state, one, of, hand_over)} })}
            {last(state, one, end_old)}
        </ol>
    }
}

fn saved(one: &Pending) -> AnyView {
    match one.saved {
        Some(time) => {
            view! { <li class="done"><p><b>"New key saved"</b>" "<When time=time past=true short=true/></p></li> }
        }
        None => view! {
            <li class="due"><b>"New key not noted as saved"</b><p>"If you don't have it, rotate again before the old key ends."</p></li>
        },
    }
}

fn handed(state: State, one: &Pending, of: KeyOf, hand_over: Option<Snippet>) -> AnyView {
    let (at, is) = (one.at, one.handed.is_some());
    let command = hand_over.map(|snippet| {
        let text = snippet.text.clone();
        view! {
            <details>
                <summary>{snippet.label}</summary>
                <pre class="code" tabindex="0" aria-label=snippet.label>{snippet.text}</pre>
                <CopyButton label="Copy command" text=Signal::derive(move || text.clone())/>
            </details>
        }
    });
    view! {
        <li class=if is { "done" } else { "due" }>
            <label class="tick top">
                <input type="checkbox" prop:checked=is
                    on:change=move |event| state.rotations.handed(at, event_target_checked(&event))/>
                <b>"The new key is in use"</b>
            </label>
            {(!is).then(|| view! { <p>{format!("{} needs it before the old key ends. Latchkey can't hand it over: do it where it is used, then tick this.", of.used_by())}</p> })}
            {(!is).then_some(command)}
        </li>
    }
}

fn last(state: State, one: &Pending, end_old: Option<(&'static str, Callback<()>)>) -> Option<AnyView> {
    let (end, at, lost) = (one.ends()?, one.at, one.lost.is_some());
    // Nobody has a new key that could take over from the old one.
    let end_old = end_old.filter(|_| !lost);
    let now = now();
    let open = Memo::new(move |_| end > now.get());
    let open_view = move || {
        let left = move || rotation::left(end, now.get());
        view! {
            <b>{if lost { "If it was, the old key works for " } else { "Old key works for " }}{left}</b>
            <p class="soft">{format!("Until {}, noted by this browser.", clock::local_and_utc(end))}</p>
            {end_old.map(|(press, end_old)| view! {
                <div><button type="button" class="button small" on:click=move |_| end_old.run(())>{press}</button></div>
            })}
        }
    };
    let over_view = move || {
        let forget = move |_| {
            state.rotations.forget(at);
            document::focus("main");
        };
        view! {
            <b>{format!("Old key ended {}", words::relative(end.min(clock::now()), clock::now()))}</b>
            <div><button type="button" class="button small" on:click=forget>"Remove from this page"</button></div>
        }
    };
    Some(view! {
        <li class=move || if open.get() { "open" } else { "done" }>
            {move || if open.get() { open_view() } else { over_view() }}
        </li>
    })
}
