//! The form for a new holder, and for one that is to change.

use super::dialogs::{self, Ask};
use super::fields::{fields, id_of};
use super::managed::View;
use crate::api::error::Error;
use crate::browser::page;
use crate::components::busy::BusyButton;
use crate::components::modal::Modal;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::{HolderDraft, HolderError, HolderField};
use crate::domain::words;
use crate::erase::view;
use crate::state::desk::{Done, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The form.
#[derive(Clone, Copy)]
pub(super) struct Form {
    view: View,
    /// The holder that is to change; none for a new one.
    pub before: StoredValue<Option<Holder>>,
    pub draft: RwSignal<HolderDraft>,
    errors: RwSignal<Vec<HolderError>>,
    failed: RwSignal<Option<Trouble>>,
    busy: RwSignal<bool>,
}

pub(super) fn dialog(view: View, before: Option<Holder>) -> AnyView {
    let one = view.can.holder.0;
    let (title, press, done) = match &before {
        None => (format!("Create {one}"), format!("Create {one}"), "created"),
        Some(before) => {
            (format!("Edit {}", words::isolated(before.shown_name())), "Save changes".to_owned(), "changed")
        }
    };
    let form = Form {
        view,
        draft: RwSignal::new(before.as_ref().map_or_else(|| view.draft.get_value(), HolderDraft::of)),
        before: StoredValue::new(before),
        errors: RwSignal::new(Vec::new()),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let cancel = Callback::new(move |()| {
        if !form.busy.get_untracked() {
            form.keep();
            view.ask.set(None);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    page::focus("holder-name");
    view! {
        <Modal id="holder-title" title=title cancel=cancel>
            <form aria-labelledby="holder-title" on:submit=submit novalidate>
                <div class="body">
                    {fields(form)}
                    {move || form.failed.get().map(|trouble| dialogs::failure(view, &trouble, done))}
                </div>
                <div class="foot">
                    <button type="button" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                    <BusyButton class="button primary" busy=form.busy>{press}</BusyButton>
                </div>
            </form>
        </Modal>
    }
}

impl Form {
    /// What is wrong with a field.
    pub fn error(self, field: HolderField) -> Option<String> {
        self.errors.with(|errors| {
            errors.iter().find(|error| error.field == field).map(|error| error.sentence.clone())
        })
    }

    /// Keeps what was typed for a new one, so that closing the form loses nothing.
    fn keep(self) {
        if self.before.with_value(Option::is_none) {
            self.view.draft.set_value(self.draft.get_untracked());
        }
    }

    fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        let before = self.before.get_value();
        match self.draft.with_untracked(|draft| draft.check(before.as_ref())) {
            Err(errors) => self.refuse(errors),
            Ok(draft) => {
                self.errors.set(Vec::new());
                self.failed.set(None);
                self.send(before, draft);
            }
        }
    }

    fn refuse(self, errors: Vec<HolderError>) {
        if let Some(first) = errors.first() {
            page::focus(id_of(first.field));
        }
        self.errors.set(errors);
    }

    fn send(self, before: Option<Holder>, draft: HolderDraft) {
        let (view, desk) = (self.view, self.view.desk.get_value());
        if before.as_ref().is_some_and(|before| draft.change(before).is_empty()) {
            view.ask.set(None);
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let outcome = match &before {
                None => desk.create(&draft).await,
                Some(before) => desk.change(&before.id, &draft.change(before)).await,
            };
            self.busy.try_set(false);
            match outcome {
                Ok(done) if before.is_none() => self.created(done),
                Ok(done) => self.changed(done),
                Err(trouble) => self.fail(&draft.name, trouble, before.is_none()),
            }
        });
    }

    fn created(self, done: Done<Holder>) {
        let name = words::isolated(&done.value.name);
        self.view.draft.try_set_value(HolderDraft::new());
        if self.view.ask.try_set(Some(Ask::Created(done.value, done.found))).is_some() {
            self.view.state.notices.done(format!("{name} is created."));
        } else {
            self.view.refresh();
        }
    }

    fn changed(self, done: Done<Holder>) {
        let name = words::isolated(&done.value.name);
        self.view.state.notices.done(if done.found {
            format!("{name} is changed. The answer was lost, but reading it again shows the change.")
        } else {
            format!("{name} is changed.")
        });
        if self.view.ask.try_set(None).is_none() {
            self.view.refresh_around(done.value.id);
        }
    }

    /// What a field is to blame for stands below it, anything else above the buttons.
    fn fail(self, name: &str, trouble: Trouble, is_new: bool) {
        let text = dialogs::tell(&self.view, name, &trouble, if is_new { "created" } else { "changed" });
        let blamed = blamed(&trouble.error, self.view.can.holder.0);
        let gone = matches!(trouble.error, Error::NotFound { .. });
        let blames = !blamed.is_empty();
        if self.failed.try_set((!blames).then_some(trouble)).is_some() {
            self.view.state.notices.failed(text);
            return;
        }
        if blames {
            self.refuse(blamed);
        }
        if gone {
            self.view.refresh();
        }
    }
}

/// The fields that a refusal is about.
fn blamed(error: &Error, one: &str) -> Vec<HolderError> {
    match error {
        Error::Conflict { .. } => vec![HolderError {
            field: HolderField::Name,
            sentence: format!("Another {one} has this name. Choose a different one."),
        }],
        Error::Invalid { message, fields } => {
            let known = |name: &String| match name.as_str() {
                "name" => Some(HolderField::Name),
                "full_name" => Some(HolderField::FullName),
                "description" => Some(HolderField::Description),
                "avatar_url" => Some(HolderField::Avatar),
                _ => None,
            };
            let sentence = format!("The service refuses this: {message}.");
            fields
                .iter()
                .filter_map(known)
                .map(|field| HolderError { field, sentence: sentence.clone() })
                .collect()
        }
        _ => Vec::new(),
    }
}
