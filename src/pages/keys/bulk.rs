//! Does something to the selected keys: asks once, shows how far it is, and tells what came of each.

mod ask;
mod results;

use super::View;
use crate::browser::{clock, page};
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::bulk::{Deed, Tally};
use crate::domain::words::{count, duration, grouped};
use crate::erase::view;
use crate::state::bulk::Work;
use leptos::prelude::*;

lazy_page!(dialog_in in manage(of: (super::View, super::Phase)) => super::shown(of.0, of.1));

/// What the dialog shows.
#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Asking(Deed),
    Working(Deed),
    Finished(Deed),
}

pub(super) fn dialog(view: View) -> AnyView {
    let phase = Memo::new(move |_| {
        let phase =
            |work: &Work| if work.finished { Phase::Finished(work.deed) } else { Phase::Working(work.deed) };
        let phase = work(view, phase).or_else(|| view.selection.asking.get().map(Phase::Asking))?;
        // New secrets are saved before anything stands in front of them.
        let saves_first = matches!(phase, Phase::Finished(_)) && view.state.batches.first().is_some();
        (!saves_first).then_some(phase)
    });
    view! { {move || phase.get().map(|phase| dialog_in::page((view, phase)))} }
}

fn shown(view: View, phase: Phase) -> AnyView {
    untrack(|| match phase {
        Phase::Asking(deed) => ask::ask(view, deed),
        Phase::Working(deed) => progress(view, deed),
        Phase::Finished(deed) => results::results(view, deed),
    })
}

/// What `look` sees of the work here, if there is any.
fn work<T>(view: View, look: impl FnOnce(&Work) -> T) -> Option<T> {
    view.place.with_value(|place| view.state.bulk.with_at(place, look))
}

fn progress(view: View, deed: Deed) -> AnyView {
    let tally = Memo::new(move |_| work(view, |work| work.tally).unwrap_or_default());
    let total = tally.get_untracked().all;
    let stopping = Memo::new(move |_| work(view, |work| work.stopping).unwrap_or_default());
    let looking = Memo::new(move |_| work(view, |work| work.looking).unwrap_or_default());
    let left = move || {
        let began = work(view, |work| work.began)?;
        let left = tally.get().left(clock::now().since(began)).filter(|left| *left >= 1_000)?;
        Some(format!(", about {} left", duration_short(left)))
    };
    // Read aloud at each tenth only.
    let spoken = Memo::new(move |_| {
        let tenth = tally.get().finished() * 10 / total.max(1);
        format!("{}% done", tenth * 10)
    });
    page::focus("bulk-stop");
    view! {
        <Modal id="bulk-title" title=format!("{} {}", deed.doing(), count(total, "key", "keys")) cancel=Callback::new(|()| {}) alert=true>
            <div class="body">
                <progress max=total.to_string() prop:value=move || tally.get().finished().to_string() aria-label="Keys dealt with"></progress>
                <p role="status" aria-live="off">
                    {move || {
                        if looking.get() > 0 {
                            return format!("Looking at {}…", count(looking.get(), "key whose answer was lost", "keys whose answers were lost"));
                        }
                        let rest = if stopping.get() {
                            ". Stopping: what was sent already ends first.".to_owned()
                        } else {
                            left().unwrap_or_default()
                        };
                        format!("{} of {}{rest}", grouped(tally.get().finished()), grouped(total))
                    }}
                </p>
                <span class="out-of-sight" aria-live="polite">{move || spoken.get()}</span>
                {move || troubled(tally.get()).map(|text| view! { <p class="wrong">{text}</p> })}
            </div>
            <div class="foot">
                {matches!(deed, Deed::Rotate { .. }).then(|| save_now(view, tally))}
                <button type="button" id="bulk-stop" class="button" aria-disabled=move || stopping.get().then_some("true")
                    on:click=move |_| view.state.bulk.stop()>
                    "Stop"
                </button>
            </div>
        </Modal>
    }
}

/// The old secrets of those that came first end first: theirs can be saved before all are done.
fn save_now(view: View, tally: Memo<Tally>) -> AnyView {
    let press = move |_| view.place.with_value(|place| view.state.bulk.hand_over(place));
    view! {
        <button type="button" class="button" hidden=move || tally.get().done == 0 on:click=press>"Save the new secrets so far"</button>
    }
}

/// What goes wrong is told while one can still stop.
fn troubled(tally: Tally) -> Option<String> {
    let bad = tally.failed + tally.unknown;
    (bad > 0).then(|| format!("{} so far.", count(bad, "failed", "failed")))
}

fn duration_short(millis: i64) -> String {
    if millis < 60_000 {
        count(usize::try_from(millis / 1_000).unwrap_or_default(), "second", "seconds")
    } else {
        duration(millis)
    }
}
