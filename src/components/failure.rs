//! Something that failed: what, why, and what to do next.

use super::icon::Icon;
use crate::api::error::Error;
use crate::browser::page;
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
    /// What of the form it is about, as a CSS selector.
    #[prop(into, optional)]
    to: Option<&'static str>,
) -> impl IntoView {
    let to = to.filter(|_| matches!(error, Error::Refused { .. }));
    view! {
        <div class="note bad" role="alert">
            <Icon name="warn"/>
            <div>
                <p><b>{what}</b>" "{error.to_string()}</p>
                <p>{error.next_step()}</p>
                {to.map(|to| view! {
                    <div class="acts">
                        <button type="button" class="button" on:click=move |_| page::focus_first(to, "main")>"Go to what it names"</button>
                    </div>
                })}
                {retry.map(|retry| view! {
                    <div class="acts">
                        <button type="button" class="button" on:click=move |_| retry.run(())>"Try again"</button>
                    </div>
                })}
            </div>
        </div>
    }
}
