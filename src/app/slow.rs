//! Says which services are asked more slowly now, and for how long.

use crate::browser::clock;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::domain::words::count;
use crate::erase::view;
use crate::state::State;
use crate::state::pace::Wait;
use leptos::prelude::*;
use std::time::Duration;

lazy_page!(note_in in keys(of: (super::State, super::Wait)) => super::note(of.0, of.1));

/// One note for each service that waits.
pub fn slow(state: State) -> AnyView {
    let waits = state.pace.waits();
    view! {
        <div class="live" role="status" aria-label="Pace">
            {move || waits.get().into_iter().map(|wait| note_in::aside((state, wait))).collect_view()}
        </div>
    }
}

fn note(state: State, wait: Wait) -> AnyView {
    let name = state.connections.current(&wait.connection).map(|one| one.name).unwrap_or_default();
    let now = RwSignal::new(clock::running());
    if let Ok(timer) = set_interval_with_handle(move || now.set(clock::running()), Duration::from_millis(500))
    {
        on_cleanup(move || timer.clear());
    }
    let until = wait.until;
    let left = Memo::new(move |_| until.saturating_sub(now.get()).div_ceil(1_000));
    let again =
        wait.again.map(|(next, most)| format!(" Too many calls at once. Try {next} of {most} follows then."));
    let next = move |left: u64| {
        let seconds = count(usize::try_from(left).unwrap_or_default(), "second", "seconds");
        format!("The next call goes out in {seconds}.")
    };
    view! {
        <div class="note">
            <Icon name="clock"/>
            <div><p>
                <b>{format!("{name} asks to slow down. ")}</b>
                // Said aloud once, not each second.
                <span class="out-of-sight">{next(left.get_untracked())}</span>
                <span aria-hidden="true">{move || next(left.get())}</span>
                {again}
            </p></div>
        </div>
    }
}
