//! Messages of what was done, in a corner. The live region stands there before its content.

use super::icon::Icon;
use super::lazy::lazy_page;
use crate::erase::view;
use crate::state::state;
use leptos::prelude::*;

// Where secrets are made, which the app has when one is copied.
lazy_page!(clear in new_key(state: crate::state::State) => crate::components::clear_clipboard::offer(state));

/// The messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let state = state();
    let notices = state.notices;
    // Nothing outside of a dialog can be reached while it is open.
    let clears =
        Memo::new(move |_| state.copied.is_due() && !state.reveal.holds() && state.batches.first().is_none());
    let row = move |notice: crate::state::notices::Notice| {
        let number = notice.number;
        view! {
            <div class=if notice.bad { "toast bad" } else { "toast" }>
                <Icon name=if notice.bad { "warn" } else { "ok" }/>
                <span>{notice.text}</span>
                <button type="button" class="button quiet" aria-label="Close message" on:click=move |_| notices.close(number)>
                    <Icon name="close"/>
                </button>
            </div>
        }
    };
    view! {
        <div class="notices" role="status" aria-label="Messages">
            {move || notices.shown().get().into_iter().map(row).collect_view()}
            {move || clears.get().then(|| clear::page(state))}
        </div>
    }
}
