//! What came of each of many keys, by name, and the way on.

use super::super::View;
use super::super::select::Reason;
use super::work;
use crate::api::error::Error;
use crate::browser::page;
use crate::components::copy::CopyButton;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::bulk::{Deed, Item, Outcome, Tally};
use crate::domain::capability::Paging;
use crate::domain::words::{capitalized, count, grouped};
use crate::erase::view;
use leptos::prelude::*;
use std::collections::HashMap;

/// So many stand there at most, those that are left first; all of them can be copied.
const SHOWN: usize = 300;

pub(super) fn results(view: View, deed: Deed) -> AnyView {
    let mut items = work(view, |work| work.items.clone()).unwrap_or_default();
    items.sort_by_key(|item| !item.outcome.is_left());
    let tally = Tally::of(&items);
    let left: Vec<_> = items.iter().filter(|item| item.outcome.is_left()).cloned().collect();
    let all_done = left.is_empty();
    let reasons: HashMap<_, _> =
        left.iter().map(|item| (item.id.clone(), Reason::of(deed, &item.outcome))).collect();
    let close = Callback::new(move |()| {
        view.selection.keep(reasons.clone());
        view.state.bulk.close();
        if view.can.paging == Paging::Server {
            view.refresh();
        }
        page::focus_first("#keys", "main");
    });
    let text = items
        .iter()
        .map(|item| format!("{}\t{}\t{}", item.name, item.id.0, told(deed, &item.outcome).1))
        .collect::<Vec<_>>()
        .join("\n");
    let more = items.len().saturating_sub(SHOWN);
    page::focus("bulk-title");
    view! {
        <Modal id="bulk-title" title=tally.sentence(deed) cancel=close>
            <div class="body">
                {(!all_done).then(|| view! { <p>"What is left stays selected."</p> })}
                <ul class="list" tabindex="0" aria-label="Results">
                    {items.into_iter().take(SHOWN).map(|item| line(deed, item)).collect_view()}
                    {(more > 0).then(|| view! { <li><small>{format!("and {} more; copy the results to see all", grouped(more))}</small></li> })}
                </ul>
            </div>
            <div class="foot">
                <CopyButton label="Copy results" text=Signal::derive(move || text.clone())/>
                {(!all_done).then(|| again(view, deed, left))}
                <button type="button" class="button primary" on:click=move |_| close.run(())>"Close"</button>
            </div>
        </Modal>
    }
}

/// Tries again only what is left.
fn again(view: View, deed: Deed, left: Vec<Item<Error>>) -> AnyView {
    let class = if deed == Deed::Revoke { "button danger" } else { "button" };
    let label = format!("Try {} again", count(left.len(), "key", "keys"));
    let retry = move |_| {
        // Another rotation ends what an unseen one kept alive: that is asked anew.
        if matches!(deed, Deed::Rotate { .. }) {
            let reasons = left.iter().map(|item| (item.id.clone(), Reason::of(deed, &item.outcome)));
            view.selection.keep(reasons.collect());
            view.state.bulk.close();
            view.selection.asking.set(Some(deed));
            return;
        }
        let waiting = left.iter().map(|item| Item { outcome: Outcome::Waiting, ..item.clone() });
        view.state.bulk.close();
        view.place.with_value(|place| view.state.bulk.begin(place, deed, waiting.collect()));
    };
    view! { <button type="button" class=class on:click=retry>{label}</button> }
}

fn line(deed: Deed, item: Item<Error>) -> AnyView {
    let (icon, text) = told(deed, &item.outcome);
    let bad = item.outcome.is_left();
    view! {
        <li class:bad=bad>
            <Icon name=icon/>
            <b dir="auto">{item.name}</b>
            <small>{text}</small>
        </li>
    }
}

impl Reason {
    fn of(deed: Deed, outcome: &Outcome<Error>) -> Self {
        let short = match outcome {
            Outcome::Unknown(_) => "outcome unknown".to_owned(),
            Outcome::Lost => "secret lost".to_owned(),
            _ => format!("not {}", deed.done()),
        };
        Self { short, why: told(deed, outcome).1 }
    }
}

fn told(deed: Deed, outcome: &Outcome<Error>) -> (&'static str, String) {
    let done = deed.done();
    match outcome {
        Outcome::Waiting | Outcome::Running => ("clock", "Under way".to_owned()),
        Outcome::Done => ("ok", capitalized(done)),
        Outcome::Already => ("ok", "Was gone already".to_owned()),
        Outcome::Failed(error) => ("warn", format!("Not {done}. {}", error.whole())),
        Outcome::Unknown(error) => ("warn", format!("Unknown: the answer was lost. {error}")),
        Outcome::Lost => {
            ("warn", "Rotated, but the answer with its new secret was lost. Rotate it again.".to_owned())
        }
        Outcome::Gone => ("off", format!("Not {done}: someone revoked it before")),
        Outcome::Stopped => ("off", "Not sent".to_owned()),
    }
}
