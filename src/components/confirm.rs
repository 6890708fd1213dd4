//! A word to type before something grave is done: a guard against slips, no more.

use crate::erase::view;
use leptos::prelude::*;

/// What has to be typed, and what was.
#[derive(Clone, Copy)]
pub struct Confirm {
    wanted: StoredValue<Option<String>>,
    given: RwSignal<String>,
}

impl Confirm {
    /// Asks for a text; for none where the press of a button is enough.
    pub fn new(wanted: Option<String>) -> Self {
        let wanted = wanted.map(|wanted| plain(&wanted)).filter(|wanted| !wanted.is_empty());
        Self { wanted: StoredValue::new(wanted), given: RwSignal::new(String::new()) }
    }

    /// Whether it is still to be typed.
    pub fn is_open(self) -> Signal<bool> {
        Signal::derive(move || {
            let given = plain(&self.given.get());
            self.wanted.with_value(|wanted| wanted.as_ref().is_some_and(|wanted| given != *wanted))
        })
    }

    /// The input, where there is something to type.
    pub fn field(self) -> Option<AnyView> {
        self.wanted.get_value().map(|wanted| {
            view! {
                <div class="field">
                    <label for="confirm">"Type "<span class="mono" dir="auto">{wanted}</span>" to confirm"</label>
                    <input id="confirm" class="input" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto"
                        prop:value=move || self.given.get()
                        on:input=move |event| self.given.set(event_target_value(&event))/>
                </div>
            }
        })
    }
}

/// White space as one sees it, which is how it can be typed.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
