//! A rotation whose answer was lost: what was found, and the way on.

use super::{Dialog, old_alive, until};
use crate::api::error::Error;
use crate::browser::{clock, page};
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::domain::key::Key;
use crate::domain::rotation::{Retention, USUAL};
use crate::erase::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What was found when the key was read again.
#[derive(Clone, PartialEq)]
pub(super) enum Lost {
    /// It was rotated.
    Rotated(Key),
    /// It was not rotated.
    Same(Key),
    /// It could not be read.
    Unread(Error),
}

impl Lost {
    /// What it means.
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::Rotated(key) => {
                let old = match old_alive(key, clock::now()) {
                    Some(end) => format!("The old secret works {}.", until(end)),
                    None => "The old secret doesn't work any more, so nothing can use the key now.".to_owned(),
                };
                format!("The key was rotated, and its new secret went with the lost answer: nobody saw it. {old}")
            }
            Self::Same(_) => {
                "The answer was lost, and the key was not rotated when it was read again, so the secret in use now works. If the service is still at it, it ends as you chose. Rotate again if you still need a new secret.".to_owned()
            }
            Self::Unread(_) => {
                "It is not known whether the key was rotated: the answer was lost, and the key could not be read. The secret in use now may be dead.".to_owned()
            }
        }
    }
}

pub(super) fn panel(dialog: Dialog) -> AnyView {
    page::focus("rotate-title");
    view! {
        <div class="body">{move || dialog.lost.get().map(found)}</div>
        <div class="foot">
            <button type="button" class="button" on:click=move |_| dialog.close()>"Close"</button>
            {move || dialog.lost.get().map(|lost| way_on(dialog, lost))}
        </div>
    }
}

fn found(lost: Lost) -> AnyView {
    let text = lost.sentence();
    match lost {
        Lost::Unread(error) => view! { <Failure what=text error=error/> },
        Lost::Same(_) => {
            view! { <div class="note" role="alert"><Icon name="warn"/><div><p>{text}</p></div></div> }
        }
        Lost::Rotated(key) => {
            let next = if old_alive(&key, clock::now()).is_some() {
                "Rotate again for a secret that you can save. That ends the old one at once, so do it when what uses the key can be given the new one."
            } else {
                "Rotate again for a secret that you can save."
            };
            view! {
                <div class="note bad" role="alert">
                    <Icon name="warn"/>
                    <div><p><b>{text}</b></p><p>{next}</p></div>
                </div>
            }
        }
    }
}

fn way_on(dialog: Dialog, lost: Lost) -> AnyView {
    match lost {
        Lost::Rotated(key) => again(dialog, key, true),
        Lost::Same(key) => again(dialog, key, false),
        Lost::Unread(_) => {
            let look = Callback::new(move |()| look(dialog));
            view! { <BusyButton class="button primary" busy=dialog.busy press=look>"Look again"</BusyButton> }
        }
    }
}

/// Back to the question. A secret that nobody saw needs no time to be swapped.
fn again(dialog: Dialog, key: Key, unseen: bool) -> AnyView {
    let press = Callback::new(move |()| {
        dialog.know(key.clone());
        dialog.unseen.set(unseen);
        dialog.retention.set(Retention::Offered(if unseen { 0 } else { USUAL }));
        dialog.lost.set(None);
        page::focus("rotate-cancel");
    });
    view! { <BusyButton class="button primary" busy=dialog.busy press=press>"Rotate again"</BusyButton> }
}

fn look(dialog: Dialog) {
    let Some(target) = dialog.target(0) else { return };
    dialog.busy.set(true);
    spawn_local(async move {
        let lost = target.look().await;
        dialog.busy.try_set(false);
        dialog.lost.try_set(Some(lost));
    });
}
