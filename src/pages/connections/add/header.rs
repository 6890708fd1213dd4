//! The header that carries the credential, where a connection may name it: one of the usual ones, or any.

use crate::components::icon::Icon;
use crate::config::{AuthHeader, Problem};
use crate::domain::json::object;
use crate::erase::view;
use leptos::prelude::*;
use serde_json::Value;

/// The choice of a header that is written by hand.
const OTHER: &str = "other";

/// The header as it is chosen or written.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    name: RwSignal<String>,
    value: RwSignal<String>,
    other: RwSignal<bool>,
}

impl Choice {
    pub fn new() -> Self {
        let (name, value) = AuthHeader::USUAL[0];
        Self {
            name: RwSignal::new(name.to_owned()),
            value: RwSignal::new(value.to_owned()),
            other: RwSignal::new(false),
        }
    }

    /// As config.json writes it.
    pub fn to_json(self) -> Value {
        let (name, value) = (self.name.get_untracked(), self.value.get_untracked());
        object(vec![("name", name.into()), ("value", value.into())])
    }

    fn choose(self, chosen: &str) {
        let usual = chosen.parse::<usize>().ok().and_then(|at| AuthHeader::USUAL.get(at));
        self.other.set(usual.is_none());
        if let Some((name, value)) = usual {
            self.name.set((*name).to_owned());
            self.value.set((*value).to_owned());
        }
    }
}

pub(super) fn fields(choice: Choice, problems: RwSignal<Vec<Problem>>) -> AnyView {
    let usual = AuthHeader::USUAL.iter().enumerate().map(|(at, (name, value))| {
        let label = format!("{name}: {}", value.replace(AuthHeader::SLOT, "…"));
        view! { <option value=at.to_string()>{label}</option> }
    });
    view! {
        <div class="field">
            <label for="connection-header">"The key is sent as"</label>
            <select id="connection-header" class="input" on:change=move |event| choice.choose(&event_target_value(&event))>
                {usual.collect_view()}
                <option value=OTHER selected=move || choice.other.get()>"Another header"</option>
            </select>
        </div>
        {move || choice.other.get().then(|| view! {
            {text("connection-header-name", "Header name", "name", choice.name, problems)}
            {text("connection-header-value", "Header value, with {credential} for the key", "value", choice.value, problems)}
        })}
    }
}

fn text(
    id: &'static str,
    label: &'static str,
    field: &'static str,
    text: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
) -> AnyView {
    let at = format!("auth_header.{field}");
    let problem = Memo::new(move |_| {
        let problem = |one: &Problem| format!("{} {}", one.why, one.right);
        problems.with(|all| all.iter().find(|one| one.field == at).map(problem))
    });
    let wrong = format!("{id}-wrong");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id class="input mono" autocomplete="off" spellcheck="false" aria-describedby=wrong.clone()
                aria-invalid=move || problem.get().map(|_| "true")
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            <span id=wrong class="wrong">
                {move || problem.get().map(|text| view! { <Icon name="warn"/>{text} })}
            </span>
        </div>
    }
}
