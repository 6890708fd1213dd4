//! The fields of a holder's form.

use super::edit::Form;
use crate::components::icon::Icon;
use crate::domain::holder_draft::{HolderDraft, HolderField};
use crate::erase::view;
use leptos::prelude::*;

/// A field that holds a text.
struct Text {
    field: HolderField,
    id: &'static str,
    label: &'static str,
    help: &'static str,
    read: fn(&HolderDraft) -> &String,
    write: fn(&mut HolderDraft, String),
}

const NAME: Text = Text {
    field: HolderField::Name,
    id: "holder-name",
    label: "Name",
    help: "Say what signs in with its keys. No two can have the same name.",
    read: |draft| &draft.name,
    write: |draft, text| draft.name = text,
};
const FULL_NAME: Text = Text {
    field: HolderField::FullName,
    id: "holder-full-name",
    label: "Full name (optional)",
    help: "",
    read: |draft| &draft.full_name,
    write: |draft, text| draft.full_name = text,
};
const DESCRIPTION: Text = Text {
    field: HolderField::Description,
    id: "holder-description",
    label: "Description (optional)",
    help: "",
    read: |draft| &draft.description,
    write: |draft, text| draft.description = text,
};
const AVATAR: Text = Text {
    field: HolderField::Avatar,
    id: "holder-avatar",
    label: "Address of a picture (optional)",
    help: "Other pages of the service may show it; Latchkey doesn't load it.",
    read: |draft| &draft.avatar,
    write: |draft, text| draft.avatar = text,
};

/// The input of a field.
pub(super) fn id_of(field: HolderField) -> &'static str {
    [NAME, FULL_NAME, DESCRIPTION, AVATAR]
        .into_iter()
        .find(|text| text.field == field)
        .map_or("holder-name", |text| text.id)
}

pub(super) fn fields(form: Form) -> AnyView {
    view! {
        {line(form, NAME)}
        {line(form, FULL_NAME)}
        {lines(form, DESCRIPTION)}
        {line(form, AVATAR)}
        {active(form)}
    }
}

fn line(form: Form, text: Text) -> AnyView {
    let required = (text.field == HolderField::Name).then_some("true");
    let invalid = move || form.error(text.field).map(|_| "true");
    around(
        form,
        &text,
        view! {
            <input id=text.id class="input" autocomplete="off" spellcheck="false" dir="auto"
                aria-required=required aria-describedby=described_by(&text) aria-invalid=invalid
                prop:value=move || form.draft.with(|draft| (text.read)(draft).clone())
                on:input=move |event| form.draft.update(|draft| (text.write)(draft, event_target_value(&event)))/>
        },
    )
}

fn lines(form: Form, text: Text) -> AnyView {
    let invalid = move || form.error(text.field).map(|_| "true");
    around(
        form,
        &text,
        view! {
            <textarea id=text.id class="input" rows="2" dir="auto"
                aria-describedby=described_by(&text) aria-invalid=invalid
                prop:value=move || form.draft.with(|draft| (text.read)(draft).clone())
                on:input=move |event| form.draft.update(|draft| (text.write)(draft, event_target_value(&event)))></textarea>
        },
    )
}

fn described_by(text: &Text) -> String {
    format!("{0}-help {0}-wrong", text.id)
}

fn around(form: Form, text: &Text, input: AnyView) -> AnyView {
    let field = text.field;
    let help =
        (!text.help.is_empty()).then(|| view! { <small id=format!("{}-help", text.id)>{text.help}</small> });
    view! {
        <div class="field">
            <label for=text.id>{text.label}</label>
            {input}
            {help}
            <span id=format!("{}-wrong", text.id) class="wrong">
                {move || form.error(field).map(|sentence| view! { <Icon name="warn"/>{sentence} })}
            </span>
        </div>
    }
}

fn active(form: Form) -> AnyView {
    let on = Memo::new(move |_| form.draft.with(|draft| draft.enabled));
    let was_on = form.before.with_value(|before| before.as_ref().is_some_and(|before| before.enabled));
    let consequence = move || {
        if was_on && !on.get() {
            "When you save, its keys stop working at once. You can activate it again."
        } else {
            "Its keys work only while it is active."
        }
    };
    view! {
        <div class="field">
            <label class="tick">
                <input type="checkbox" aria-describedby="holder-active-help" prop:checked=move || on.get()
                    on:change=move |event| form.draft.update(|draft| draft.enabled = event_target_checked(&event))/>
                "Active"
            </label>
            <small id="holder-active-help" role="status">{consequence}</small>
        </div>
    }
}
