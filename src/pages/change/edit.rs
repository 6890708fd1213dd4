//! Another name and description for a key.

use super::{Dialog, Refusal};
use crate::api::error::Error;
use crate::browser::page;
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::change::KeyChange;
use crate::domain::draft::{Field, FieldError};
use crate::domain::words;
use crate::erase::view;
use crate::pages::revoke::shown_name;
use leptos::prelude::*;

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    dialog: Dialog,
    name: RwSignal<String>,
    description: RwSignal<String>,
    wrong: RwSignal<Vec<FieldError>>,
}

pub(super) fn dialog(dialog: Dialog) -> AnyView {
    let key = dialog.key.get_value();
    let title = format!("Edit {}", words::isolated(shown_name(&key)));
    let form = Form {
        dialog,
        name: RwSignal::new(key.name),
        description: RwSignal::new(key.description),
        wrong: RwSignal::new(Vec::new()),
    };
    page::focus("edit-name");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    Effect::new(move |_| {
        if dialog.failed.with(|failed| failed.as_ref().is_some_and(is_about_name)) {
            page::focus("edit-name");
        }
    });
    view! {
        <Modal id="edit-title" title=title cancel=Callback::new(move |()| dialog.close())>
            <form on:submit=submit novalidate>
                <div class="body">
                    {name(form)}
                    {description(form)}
                    {move || dialog.failed.get().filter(|failed| !is_about_name(failed)).map(|failed| view! {
                        <Failure what=failed.what error=failed.error/>
                    })}
                </div>
                <div class="foot">
                    <button type="button" class="button" on:click=move |_| dialog.close()>"Cancel"</button>
                    <BusyButton class="button primary" busy=dialog.busy>"Save changes"</BusyButton>
                </div>
            </form>
        </Modal>
    }
}

fn name(form: Form) -> AnyView {
    view! {
        <div class="field">
            <label for="edit-name">"Name"</label>
            <input id="edit-name" class="input" autocomplete="off" spellcheck="false" dir="auto" aria-required="true"
                aria-describedby="edit-name-wrong" aria-invalid=move || form.sentence(Field::Name).map(|_| "true")
                prop:value=move || form.name.get() on:input=move |event| form.typed(form.name, &event)/>
            {wrong(form, Field::Name, "edit-name-wrong")}
        </div>
    }
}

fn description(form: Form) -> AnyView {
    view! {
        <div class="field">
            <label for="edit-description">"Description (optional)"</label>
            <textarea id="edit-description" class="input" rows="3" dir="auto"
                aria-describedby="edit-description-wrong" aria-invalid=move || form.sentence(Field::Description).map(|_| "true")
                prop:value=move || form.description.get() on:input=move |event| form.typed(form.description, &event)></textarea>
            {wrong(form, Field::Description, "edit-description-wrong")}
        </div>
    }
}

fn wrong(form: Form, field: Field, id: &'static str) -> AnyView {
    view! {
        <span id=id class="wrong" role="status">
            {move || form.sentence(field).map(|sentence| view! { <Icon name="warn"/>{sentence} })}
        </span>
    }
}

/// A name that another key has stands beside the name.
fn is_about_name(refusal: &Refusal) -> bool {
    matches!(refusal.error, Error::Conflict { .. })
}

impl Form {
    fn typed(self, what: RwSignal<String>, event: &leptos::ev::Event) {
        what.set(event_target_value(event));
        if self.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            self.wrong.set(self.check().err().unwrap_or_default());
        }
        if self.dialog.failed.with_untracked(Option::is_some) {
            self.dialog.failed.set(None);
        }
    }

    fn check(self) -> Result<KeyChange, Vec<FieldError>> {
        let (name, description) = (self.name.get_untracked(), self.description.get_untracked());
        self.dialog.key.with_value(|key| KeyChange::edited(key, &name, &description))
    }

    fn submit(self) {
        match self.check() {
            Ok(change) if change.is_empty() => self.dialog.close(),
            Ok(change) => self.dialog.send(change, "is changed"),
            Err(errors) => {
                let name = errors.iter().any(|error| error.field == Field::Name);
                self.wrong.set(errors);
                page::focus(if name { "edit-name" } else { "edit-description" });
            }
        }
    }

    /// What is wrong with a field: found here, else said by the service.
    fn sentence(self, field: Field) -> Option<String> {
        let here = self.wrong.with(|wrong| {
            wrong.iter().find(|error| error.field == field).map(|error| error.sentence.clone())
        });
        let taken = || {
            let taken = self.dialog.failed.with(|failed| failed.as_ref().is_some_and(is_about_name));
            taken.then(|| "Another key has this name already. Choose another one.".to_owned())
        };
        here.or_else(|| if field == Field::Name { taken() } else { None })
    }
}
