//! Asks before a holder is deleted, with what goes with it, and tells how that ended.

use super::dialogs::{self, its_keys};
use super::managed::View;
use crate::api::error::Error;
use crate::browser::page;
use crate::components::busy::BusyButton;
use crate::components::confirm::Confirm;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::holder::Holder;
use crate::domain::key::Revoked;
use crate::domain::words;
use crate::erase::view;
use crate::state::desk::{Done, Keys, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The question.
#[derive(Clone, Copy)]
struct Question {
    view: View,
    holder: StoredValue<Holder>,
    /// How many keys go with it, as a fresh read tells.
    keys: RwSignal<Option<Result<Keys, Error>>>,
    confirm: Confirm,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<Trouble>>,
}

pub(super) fn dialog(view: View, holder: Holder) -> AnyView {
    let title = format!("Delete {}", words::isolated(holder.shown_name()));
    let question = Question {
        view,
        keys: RwSignal::new(None),
        confirm: Confirm::new(Some(if holder.name.is_empty() { &holder.id } else { &holder.name }.clone())),
        holder: StoredValue::new(holder),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    question.count();
    let cancel = Callback::new(move |()| {
        if !question.busy.get_untracked() {
            view.ask.set(None);
        }
    });
    let delete = Callback::new(move |()| question.delete());
    let off = Signal::derive(move || question.is_open());
    page::focus("delete-cancel");
    view! {
        <Modal id="delete-title" title=title cancel=cancel alert=true>
            <div class="body">
                {move || question.body()}
                {move || question.failed.get().map(|trouble| dialogs::failure(view, &trouble, "deleted"))}
            </div>
            <div class="foot">
                <button type="button" id="delete-cancel" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                <BusyButton class="button danger" busy=question.busy off=off press=delete>
                    <Icon name="bin"/>{format!("Delete {}", view.can.holder.0)}
                </BusyButton>
            </div>
        </Modal>
    }
}

impl Question {
    fn count(self) {
        self.keys.set(None);
        let (desk, holder) = (self.view.desk.get_value(), self.holder.get_value());
        spawn_local(async move {
            match desk.key_count(&holder.id).await {
                Ok(Some(count)) => {
                    self.keys.try_set(Some(Ok(count)));
                }
                Ok(None) if self.keys.is_disposed() => {}
                Ok(None) => self.ended(&holder, &Done { value: Revoked::Already, found: false }),
                Err(error) => {
                    self.keys.try_set(Some(Err(error)));
                }
            }
        });
    }

    /// Whether something is still missing before it may be deleted.
    fn is_open(self) -> bool {
        match self.keys.get() {
            Some(Ok(Keys { all: 0, .. })) => false,
            Some(Ok(_)) => self.confirm.is_open().get(),
            Some(Err(_)) | None => true,
        }
    }

    fn body(self) -> AnyView {
        match self.keys.get() {
            None => view! { <p role="status">"Counting its keys…"</p> },
            Some(Err(error)) => {
                let again = Callback::new(move |()| self.count());
                view! { <Failure what="Its keys could not be counted." error=error retry=again/> }.into_any()
            }
            Some(Ok(keys)) => {
                let works = self.holder.with_value(|holder| holder.enabled);
                view! {
                    <p role="status">{consequence(keys.all, works)}" This can't be undone."</p>
                    {dialogs::used_lately(keys)}
                    {(keys.all > 0).then(|| self.confirm.field())}
                }
            }
        }
    }

    fn delete(self) {
        self.busy.set(true);
        self.failed.set(None);
        let (desk, holder) = (self.view.desk.get_value(), self.holder.get_value());
        spawn_local(async move {
            let outcome = desk.delete(&holder.id).await;
            self.busy.try_set(false);
            match outcome {
                Ok(done) => self.ended(&holder, &done),
                Err(trouble) => {
                    let text = dialogs::tell(&self.view, holder.shown_name(), &trouble, "deleted");
                    if self.failed.try_set(Some(trouble)).is_some() {
                        self.view.state.notices.failed(text);
                    }
                }
            }
        });
    }

    fn ended(self, holder: &Holder, done: &Done<Revoked>) {
        let name = words::isolated(holder.shown_name());
        let keys = match self.keys.try_get_untracked() {
            Some(Some(Ok(Keys { all, .. }))) if all > 0 => {
                format!("{name} and {} are deleted.", its_keys(all))
            }
            _ => format!("{name} is deleted."),
        };
        self.view.state.notices.done(match done {
            Done { value: Revoked::Already, .. } => format!("{name} was gone already."),
            Done { found: true, .. } => {
                format!("{keys} The answer was lost, but it was gone when read again.")
            }
            Done { .. } => keys,
        });
        if self.view.ask.try_set(None).is_none() {
            self.view.refresh_around(holder.id.clone());
        }
    }
}

fn consequence(count: usize, works: bool) -> String {
    match (count, works) {
        (0, _) => "It has no keys.".to_owned(),
        (1, true) => "Its only key stops working at once.".to_owned(),
        (_, true) => format!("{} stop working at once.", super::capitalized(&its_keys(count))),
        (1, false) => "Its only key, which doesn't work now, goes with it.".to_owned(),
        (_, false) => format!("{}, which don't work now, go with it.", super::capitalized(&its_keys(count))),
    }
}
