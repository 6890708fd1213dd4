//! Something that failed: what, why, and what to do next.

use super::icon::Icon;
use crate::api::error::Error;
use crate::erase::view;
use leptos::prelude::*;

/// Tells a failure and offers to try again where that makes sense.
#[component]
pub fn Failure(
    /// What did not work, as a sentence.
    #[prop(into)]
    what: String,
    /// Why.
    error: Error,
    /// Tries again.
    #[prop(into, optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="note bad" role="alert">
            <Icon name="warn"/>
            <div>
                <p><b>{what}</b>" "{error.to_string()}</p>
                <p>{error.next_step()}</p>
                {retry.map(|retry| view! {
                    <div class="acts">
                        <button type="button" class="button" on:click=move |_| retry.run(())>"Try again"</button>
                    </div>
                })}
            </div>
        </div>
    }
}
