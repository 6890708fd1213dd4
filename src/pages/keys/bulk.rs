//! Revokes the selected keys: asks once, shows how far it is, and tells what came of each.

use super::View;
use crate::api::error::Error;
use crate::browser::{clock, page};
use crate::components::badge::Caution;
use crate::components::busy::BusyButton;
use crate::components::confirm::Confirm;
use crate::components::copy::CopyButton;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::bulk::{Item, MANY, Outcome, Tally};
use crate::domain::key::{Key, KeyId};
use crate::domain::own_key::IsOwn;
use crate::domain::words::{count, duration, grouped};
use crate::erase::view;
use crate::pages::revoke::{is_own, shown_name};
use crate::state::bulk::Work;
use leptos::prelude::*;
use std::collections::HashMap;

lazy_page!(dialog_in in manage(of: (super::View, super::Phase)) => super::shown(of.0, of.1));

/// What the dialog shows.
#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Asking,
    Working,
    Finished,
}

pub(super) fn dialog(view: View) -> AnyView {
    let phase = Memo::new(move |_| match work(view) {
        Some(work) if work.finished => Some(Phase::Finished),
        Some(_) => Some(Phase::Working),
        None => view.selection.asking.get().then_some(Phase::Asking),
    });
    view! { {move || phase.get().map(|phase| dialog_in::page((view, phase)))} }
}

fn shown(view: View, phase: Phase) -> AnyView {
    untrack(|| match phase {
        Phase::Asking => ask(view),
        Phase::Working => progress(view),
        Phase::Finished => results(view),
    })
}

fn work(view: View) -> Option<Work> {
    view.place.with_value(|place| view.state.bulk.at(place))
}

/// The keys to revoke and the one that is left out because one is signed in with it. A key that may
/// be that one goes last.
fn to_revoke(view: View) -> (Vec<Key>, Vec<Key>) {
    let own = |key: &Key| view.place.with_value(|place| is_own(view.state, place, key));
    let (left_out, mut keys): (Vec<_>, Vec<_>) =
        view.selected().into_iter().partition(|key| own(key) == IsOwn::Yes);
    // Owners' keys come first to the eye, one's own possible key last to the service.
    keys.sort_by_key(|key| (own(key) == IsOwn::Maybe, !key.access.is_owner()));
    (keys, left_out)
}

fn ask(view: View) -> AnyView {
    let (keys, left_out) = to_revoke(view);
    let number = keys.len();
    let owners = keys.iter().filter(|key| key.access.is_owner()).count();
    let wanted = (owners > 0 || number > MANY).then(|| format!("revoke {number}"));
    let confirm = Confirm::new(wanted);
    let close = Callback::new(move |()| view.selection.asking.set(false));
    let pairs: Vec<_> = keys.iter().map(|key| (key.id.clone(), shown_name(key).to_owned())).collect();
    let start = Callback::new(move |()| {
        view.selection.asking.set(false);
        view.place.with_value(|place| view.state.bulk.revoke(place, pairs.clone()));
    });
    page::focus("bulk-cancel");
    let maybe = view.place.with_value(|place| {
        keys.iter()
            .find(|key| is_own(view.state, place, key) == IsOwn::Maybe)
            .map(|key| shown_name(key).to_owned())
    });
    let what = count(number, "key", "keys");
    let none = number == 0;
    view! {
        <Modal id="bulk-title" title=if none { "Nothing to revoke".to_owned() } else { format!("Revoke {what}") } cancel=close alert=true>
            <div class="body">
                {left_out.first().map(|key| view! {
                    <div class="note"><Icon name="warn"/><div><p>
                        <b dir="auto">{shown_name(key).to_owned()}</b>
                        " is left out: you are signed in with it. Replace or revoke it by itself."
                    </p></div></div>
                })}
                {maybe.map(|name| view! {
                    <div class="note bad"><Icon name="warn"/><div><p>
                        <b dir="auto">{name}</b>
                        " may be the key you are signed in with. If it is, you are signed out here, and need another owner's key to come back."
                    </p></div></div>
                })}
                {(owners > 0).then(|| view! {
                    <div><Caution bad=true text=format!("{} can do everything", count(owners, "of these keys", "of these keys"))/></div>
                })}
                {(!none).then(|| view! {
                    <p>
                        {(!view.can.usage).then_some("This service doesn't tell when a key was last used. ")}
                        "Everything that uses these keys stops working at once. This can't be undone."
                    </p>
                    <ul class="list" tabindex="0" aria-label="Keys to revoke">{keys.into_iter().map(key_line).collect_view()}</ul>
                })}
                {confirm.field()}
            </div>
            <div class="foot">
                <button type="button" id="bulk-cancel" class="button" on:click=move |_| close.run(())>
                    {if none { "Close" } else { "Cancel" }}
                </button>
                {(!none).then(|| view! {
                    <BusyButton class="button danger" busy=Signal::from(false) off=confirm.is_open() press=start>
                        <Icon name="bin"/>{format!("Revoke {what}")}
                    </BusyButton>
                })}
            </div>
        </Modal>
    }
}

fn key_line(key: Key) -> AnyView {
    let owner = key.access.is_owner();
    view! {
        <li class:bad=owner>
            {owner.then(|| view! { <Icon name="warn"/> })}
            <b dir="auto">{shown_name(&key).to_owned()}</b>
            <small>{key.access.phrases().join("; ")}</small>
        </li>
    }
}

fn progress(view: View) -> AnyView {
    let tally = move || work(view).map(|work| Tally::of(&work.items)).unwrap_or_default();
    let total = tally().all;
    let stopping = move || work(view).is_some_and(|work| work.stopping);
    let left = move || {
        let left = work(view).and_then(|work| Tally::of(&work.items).left(clock::now().since(work.began)));
        left.filter(|left| *left >= 1_000).map(|left| format!(", about {} left", duration_short(left)))
    };
    page::focus("bulk-stop");
    view! {
        <Modal id="bulk-title" title=format!("Revoking {}", count(total, "key", "keys")) cancel=Callback::new(|()| {}) alert=true>
            <div class="body">
                <progress max=total.to_string() prop:value=move || tally().finished().to_string() aria-label="Keys dealt with"></progress>
                <p role="status">
                    {move || {
                        let rest = if stopping() {
                            ". Stopping: what was sent already ends first.".to_owned()
                        } else {
                            left().unwrap_or_default()
                        };
                        format!("{} of {}{rest}", grouped(tally().finished()), grouped(total))
                    }}
                </p>
            </div>
            <div class="foot">
                <button type="button" id="bulk-stop" class="button" aria-disabled=move || stopping().then_some("true")
                    on:click=move |_| view.state.bulk.stop()>
                    "Stop"
                </button>
            </div>
        </Modal>
    }
}

fn duration_short(millis: i64) -> String {
    if millis < 60_000 {
        count(usize::try_from(millis / 1_000).unwrap_or_default(), "second", "seconds")
    } else {
        duration(millis)
    }
}

fn results(view: View) -> AnyView {
    let mut items = work(view).map(|work| work.items).unwrap_or_default();
    items.sort_by_key(|item| !item.outcome.is_left());
    let tally = Tally::of(&items);
    let left: Vec<(KeyId, String)> = items
        .iter()
        .filter(|item| item.outcome.is_left())
        .map(|item| (item.id.clone(), item.name.clone()))
        .collect();
    let why = |item: &Item<Error>| (item.id.clone(), told(&item.outcome).1);
    let reasons: HashMap<KeyId, String> =
        items.iter().filter(|item| item.outcome.is_left()).map(why).collect();
    let close = Callback::new(move |()| {
        view.selection.keep(reasons.clone());
        view.state.bulk.close();
        page::focus_first("#keys", "main");
    });
    let again = left.clone();
    let retry = move |_| {
        view.place.with_value(|place| {
            view.state.bulk.close();
            view.state.bulk.revoke(place, again.clone());
        });
    };
    let text = items
        .iter()
        .map(|item| format!("{}\t{}\t{}", item.name, item.id.0, told(&item.outcome).1))
        .collect::<Vec<_>>()
        .join("\n");
    let all_done = left.is_empty();
    page::focus("bulk-title");
    view! {
        <Modal id="bulk-title" title=tally.sentence("revoked") cancel=close>
            <div class="body">
                {(!all_done).then(|| view! { <p>"What is left stays selected."</p> })}
                <ul class="list" tabindex="0" aria-label="Results">{items.into_iter().map(result_line).collect_view()}</ul>
            </div>
            <div class="foot">
                <CopyButton label="Copy results" text=Signal::derive(move || text.clone())/>
                {(!all_done).then(|| view! {
                    <button type="button" class="button danger" on:click=retry>
                        {format!("Try {} again", count(left.len(), "key", "keys"))}
                    </button>
                })}
                <button type="button" class="button primary" on:click=move |_| close.run(())>"Close"</button>
            </div>
        </Modal>
    }
}

fn result_line(item: Item<Error>) -> AnyView {
    let (icon, text) = told(&item.outcome);
    let bad = item.outcome.is_left();
    view! {
        <li class:bad=bad>
            <Icon name=icon/>
            <b dir="auto">{item.name}</b>
            <small>{text}</small>
        </li>
    }
}

fn told(outcome: &Outcome<Error>) -> (&'static str, String) {
    match outcome {
        Outcome::Waiting | Outcome::Running => ("clock", "Under way".to_owned()),
        Outcome::Done => ("ok", "Revoked".to_owned()),
        Outcome::Already => ("ok", "Was gone already".to_owned()),
        Outcome::Failed(error) => ("warn", format!("Not revoked. {error} {}", error.next_step())),
        Outcome::Unknown(error) => ("warn", format!("Unknown: the answer was lost. {error}")),
        Outcome::Stopped => ("off", "Not sent".to_owned()),
    }
}
