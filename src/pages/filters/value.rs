//! The inputs for what a filter compares with.

use crate::domain::filter::Takes;
use crate::erase::view;
use leptos::prelude::*;

/// What was typed, kept while one tries one test after another.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub text: RwSignal<String>,
    pub texts: RwSignal<String>,
    pub number: RwSignal<String>,
    pub from: RwSignal<String>,
    pub to: RwSignal<String>,
}

impl Given {
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { text: empty(), texts: empty(), number: empty(), from: empty(), to: empty() }
    }

    /// All texts that were typed, those of several lines as a whole, too: what is pasted may be wrapped.
    pub fn typed(self) -> Vec<String> {
        let (text, texts) = (self.text.get_untracked(), self.texts.get_untracked());
        let lines: Vec<_> = texts.lines().map(str::to_owned).collect();
        [text, texts].into_iter().chain(lines).collect()
    }

    pub fn clear(self) {
        for one in [self.text, self.texts, self.number, self.from, self.to] {
            one.set(String::new());
        }
    }
}

pub(super) fn inputs(takes: Takes, given: Given, wrong: RwSignal<Option<&'static str>>) -> Option<AnyView> {
    let invalid = move || wrong.get().map(|_| "true");
    match takes {
        Takes::Nothing => None,
        Takes::Text => Some(view! {
            <div class="field">
                <label for="filter-value">"Text"</label>
                <input id="filter-value" class="input" autocomplete="off" spellcheck="false" aria-describedby="filter-wrong"
                    aria-invalid=invalid prop:value=move || given.text.get()
                    on:input=move |event| given.text.set(event_target_value(&event))/>
            </div>
        }),
        Takes::Texts => Some(view! {
            <div class="field">
                <label for="filter-value">"Texts, one on each line"</label>
                <textarea id="filter-value" class="input" rows="4" autocomplete="off" spellcheck="false" aria-describedby="filter-wrong"
                    aria-invalid=invalid prop:value=move || given.texts.get()
                    on:input=move |event| given.texts.set(event_target_value(&event))></textarea>
            </div>
        }),
        Takes::Number => Some(view! {
            <div class="field">
                <label for="filter-value">"Number"</label>
                <input id="filter-value" type="number" step="any" class="input" autocomplete="off" aria-describedby="filter-wrong"
                    aria-invalid=invalid prop:value=move || given.number.get()
                    on:input=move |event| given.number.set(event_target_value(&event))/>
            </div>
        }),
        Takes::Time => Some(moment("filter-value", "Date and time, your time", given.from, wrong)),
        Takes::Times => Some(view! {
            {moment("filter-value", "From, your time", given.from, wrong)}
            {moment("filter-until", "Until, your time", given.to, wrong)}
        }),
    }
}

fn moment(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    wrong: RwSignal<Option<&'static str>>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="datetime-local" step="1" max="9999-12-31T23:59:59" class="input" aria-describedby="filter-wrong"
                aria-invalid=move || wrong.get().map(|_| "true") prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))/>
        </div>
    }
}
