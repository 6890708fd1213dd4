//! Name and description of the new key, and what stands below a field that is wrong.

use super::Form;
use crate::components::badge::Caution;
use crate::components::icon::Icon;
use crate::domain::capability::Capabilities;
use crate::domain::draft::Field;
use crate::domain::words::grouped;
use crate::erase::view;
use leptos::prelude::*;

/// The sentence below a field that is wrong. It stands there before it says something.
pub(super) fn wrong(id: impl Into<String>, sentence: Signal<Option<String>>) -> AnyView {
    let id: String = id.into();
    view! {
        <span id=id class="wrong">
            {move || sentence.get().map(|sentence| view! { <Icon name="warn"/>{sentence} })}
        </span>
    }
}

pub(super) fn name(form: Form) -> impl IntoView {
    // A name that only this browser knows is nobody else's affair.
    let policy = untrack(|| form.state.connections.policy());
    let pattern = policy.name_pattern.filter(|_| !form.can.tells_secrets);
    view! {
        <div class="field">
            <label for="key-name">{if form.can.tells_secrets { "Label (optional)" } else { "Name" }}</label>
            <input id="key-name" class="input" autocomplete="off" spellcheck="false" dir="auto" pattern=pattern
                aria-describedby="key-name-help key-name-wrong" aria-required=(!form.can.tells_secrets).then_some("true")
                aria-invalid=move || form.error(Field::Name).map(|_| "true")
                prop:value=move || form.draft.with(|draft| draft.name.clone())
                on:input=move |event| form.draft.update(|draft| draft.name = event_target_value(&event))/>
            <small id="key-name-help">{name_help(form.can)}</small>
            {form.wrong(Field::Name, "key-name-wrong")}
            {taken(form)}
        </div>
    }
}

/// Two keys of one name are allowed and hard to tell apart.
fn taken(form: Form) -> AnyView {
    let shelf = form.place.with_value(|place| form.state.inventory.shelf(place));
    let taken = Memo::new(move |_| {
        form.draft.with(|draft| {
            let name = draft.name.trim();
            !name.is_empty() && shelf.with(|shelf| shelf.live().any(|key| key.name == name))
        })
    });
    view! { <div role="status">{move || taken.get().then(|| view! { <Caution text="Another key has this name already"/> })}</div> }
}

/// That there is no room for another key, before the form is filled in for nothing.
pub(super) fn limit(form: Form) -> AnyView {
    let shelf = form.place.with_value(|place| form.state.inventory.shelf(place));
    let full = Memo::new(move |_| {
        form.can.key_limit.filter(|limit| shelf.with(|shelf| shelf.live().count()) >= *limit)
    });
    let keys = form.place.with_value(|place| form.state.looks.address(place));
    view! {
        {move || full.get().map(|limit| view! {
            <div class="note">
                <Icon name="warn"/>
                <div><p>
                    <b>{format!("There are {} keys, which is all the service allows.", grouped(limit))}</b>
                    " Revoke one that is not needed first: "<a href=keys.clone()>"see the keys"</a>"."
                </p></div>
            </div>
        })}
    }
}

fn name_help(can: &Capabilities) -> &'static str {
    if can.tells_secrets {
        return "The service gives keys no name. Label and note stay in this browser only.";
    }
    if can.description { "Say what uses it." } else { "Say what uses it. It can't be changed later." }
}

pub(super) fn description(form: Form) -> impl IntoView {
    view! {
        <div class="field">
            <label for="key-description">{if form.can.tells_secrets { "Note (optional)" } else { "Description (optional)" }}</label>
            <textarea id="key-description" class="input" rows="2" dir="auto" aria-describedby="key-description-wrong"
                aria-invalid=move || form.error(Field::Description).map(|_| "true")
                prop:value=move || form.draft.with(|draft| draft.description.clone())
                on:input=move |event| form.draft.update(|draft| draft.description = event_target_value(&event))></textarea>
            {form.wrong(Field::Description, "key-description-wrong")}
        </div>
    }
}
