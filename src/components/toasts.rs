//! Messages of what was done, in a corner. The live region stands there before its content.

use super::icon::Icon;
use crate::erase::view;
use crate::state::state;
use leptos::prelude::*;

/// The messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let notices = state().notices;
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
        </div>
    }
}
