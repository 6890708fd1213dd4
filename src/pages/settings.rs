//! The configuration of a key, as a choice of permissions and as JSON: two views of one text.

use crate::api::error::Error;
use crate::browser::page;
use crate::components::icon::Icon;
use crate::domain::draft::{Field, FieldError};
use crate::domain::settings::{self, PERMISSIONS, Permissions, Settings, Wrong};
use crate::erase::view;
use leptos::prelude::*;

/// The text, and what was wrong with it when it was to be sent.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub text: RwSignal<String>,
    pub refused: Signal<Vec<FieldError>>,
}

type Read = Memo<Result<Settings, Wrong>>;

impl Editor {
    /// What a service refused of a field.
    fn refused(self, field: Field) -> Option<String> {
        self.refused.with(|refused| {
            let here: Vec<_> =
                refused.iter().filter(|one| one.field == field).map(|one| one.sentence.as_str()).collect();
            (!here.is_empty()).then(|| here.join(" "))
        })
    }
}

pub(super) fn fields(editor: Editor) -> AnyView {
    let read: Read = Memo::new(move |_| editor.text.with(|text| settings::read(text)));
    view! {
        {choices(editor, read)}
        {json(editor, read)}
    }
}

fn choices(editor: Editor, read: Read) -> AnyView {
    let told = Memo::new(move |_| read.with(|read| read.as_ref().ok().and_then(Permissions::of)));
    let broken = Memo::new(move |_| read.with(Result::is_err));
    let choose = move |permissions: Permissions| {
        if let Ok(settings) = read.get_untracked() {
            editor.text.set(settings::write(&permissions.set_in(&settings)));
        }
    };
    let option = move |permissions: Permissions, id: &'static str| {
        view! {
            <label>
                <input type="radio" name="settings-permissions" id=id disabled=move || broken.get()
                    aria-describedby="settings-permissions-help settings-permissions-wrong"
                    aria-invalid=move || editor.refused(Field::Permissions).map(|_| "true")
                    prop:checked=move || told.get() == Some(permissions)
                    on:change=move |_| choose(permissions)/>
                {permissions.slug()}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>"Permissions"</legend>
            <div class="choices">
                {option(Permissions::Read, "settings-read")}
                {option(Permissions::Write, "settings-write")}
            </div>
            <small id="settings-permissions-help">{move || read.with(other)}</small>
            <span id="settings-permissions-wrong" class="wrong">
                {move || editor.refused(Field::Permissions).map(|text| view! { <Icon name="warn"/>{text} })}
            </span>
        </fieldset>
    }
}

/// Why neither is chosen.
fn other(read: &Result<Settings, Wrong>) -> Option<String> {
    match read {
        Err(_) => Some("The JSON below can't be read, so nothing can be chosen.".to_owned()),
        Ok(settings) if Permissions::of(settings).is_some() => None,
        Ok(settings) => Some(match settings.get(PERMISSIONS) {
            Some(value) => format!("The JSON below says {value}."),
            None => "The JSON below names none.".to_owned(),
        }),
    }
}

fn json(editor: Editor, read: Read) -> AnyView {
    let broken = Memo::new(move |_| read.with(|read| read.as_ref().err().map(Wrong::told)));
    let wrong = move || broken.get().or_else(|| editor.refused(Field::Settings));
    view! {
        <div class="field">
            <label for="settings-json">"Config as JSON"</label>
            <textarea id="settings-json" class="input mono" rows="7" spellcheck="false" autocomplete="off" autocapitalize="none"
                aria-describedby="settings-json-help settings-json-wrong" aria-invalid=move || wrong().map(|_| "true")
                prop:value=move || editor.text.get() on:input=move |event| editor.text.set(event_target_value(&event))></textarea>
            <small id="settings-json-help">"Any JSON object. What you don't change is kept."</small>
            <span id="settings-json-wrong" class="wrong" role="status">
                {move || wrong().map(|text| view! { <Icon name="warn"/>{text} })}
            </span>
        </div>
    }
}

/// The way from a summary of what a service refuses to the field that it is about.
pub(super) fn way(error: &Error, to: &'static str) -> Option<AnyView> {
    matches!(error, Error::Refused { .. }).then(|| view! {
        <div><button type="button" class="button" on:click=move |_| page::focus_first(to, "main")>"Go to what it names"</button></div>
    })
}
