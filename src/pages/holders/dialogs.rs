//! What is asked above the list of holders, and how its end is told.

use super::managed::View;
use super::{delete, edit, switch};
use crate::browser::page;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::holder::Holder;
use crate::domain::key::LATELY;
use crate::domain::words;
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::desk::{After, Keys, Trouble};
use leptos::prelude::*;

/// What is asked.
#[derive(Clone)]
pub(super) enum Ask {
    /// What a new holder is to be.
    Create,
    /// What to do with one that was made; whether that was found out by reading again.
    Created(Holder, bool),
    /// What is to become of one.
    Edit(Holder),
    /// Whether to switch one off.
    Deactivate(Holder),
    /// Whether to delete one.
    Delete(Holder),
}

/// The dialog, while there is something to ask.
pub(super) fn dialog(view: View) -> AnyView {
    view! {
        {move || view.ask.get().map(|ask| match ask {
            Ask::Create => edit::dialog(view, None),
            Ask::Created(holder, found) => created(view, &holder, found),
            Ask::Edit(holder) => edit::dialog(view, Some(holder)),
            Ask::Deactivate(holder) => switch::dialog(view, holder),
            Ask::Delete(holder) => delete::dialog(view, holder),
        })}
    }
}

fn created(view: View, holder: &Holder, found: bool) -> AnyView {
    let id = StoredValue::new(holder.id.clone());
    let close = Callback::new(move |()| {
        view.ask.set(None);
        view.focus_row(id.get_value());
    });
    let place = Place { connection: view.connection.get_value(), holder: holder.id.clone() };
    let (title, off) = (format!("{} is created", words::isolated(&holder.name)), !holder.enabled);
    page::focus("created-title");
    view! {
        <Modal id="created-title" title=title cancel=close>
            <div class="body">
                {found.then(|| view! {
                    <div class="note plain"><Icon name="turn"/><div><p>"The answer was lost, but it was there when the list was read again."</p></div></div>
                })}
                <p>"It has no keys yet. Create one for whatever is to sign in as it."</p>
                {off.then(|| view! {
                    <p>"It is deactivated, so keys that you create won't work until you activate it."</p>
                })}
            </div>
            <div class="foot">
                <button type="button" class="button" on:click=move |_| close.run(())>"Close"</button>
                <a class="button" href=Route::Keys(place.clone()).path()>"Go to its keys"</a>
                <a class="button primary" href=Route::NewKey(place).path()><Icon name="plus"/>"Create key"</a>
            </div>
        </Modal>
    }
}

/// Why something was not done, above the buttons of its dialog.
pub(super) fn failure(view: View, trouble: &Trouble, done: &str) -> AnyView {
    view! { <Failure what=what(view, trouble.after, done) error=trouble.error.clone()/> }
}

/// Tells the same where the dialog is gone.
pub(super) fn tell(view: &View, name: &str, trouble: &Trouble, done: &str) -> String {
    format!("{}: {} {}", words::isolated(name), what(*view, trouble.after, done), trouble.error.whole())
}

fn what(view: View, after: After, done: &str) -> String {
    let one = view.can.holder.0;
    match after {
        After::Refusal => format!("The {one} was not {done}."),
        After::Look => format!("The answer was lost. When read again, the {one} was not {done}."),
        After::Nothing => {
            format!("The answer was lost, and it isn't known whether the {one} was {done}.")
        }
    }
}

/// Keys in words: `its only key`, `its 12 keys`.
pub(super) fn its_keys(count: usize) -> String {
    if count == 1 { "its only key".to_owned() } else { format!("its {} keys", words::grouped(count)) }
}

/// A warning of those that are likely to be needed.
pub(super) fn used_lately(keys: Keys) -> Option<AnyView> {
    let text = match (keys.used_lately, keys.all) {
        (0, _) => return None,
        (_, 1) => "It was used".to_owned(),
        (used, _) => words::count(used, "of them was used", "of them were used"),
    };
    let text = format!("{text} in the last {LATELY} days.");
    Some(view! { <div class="note"><Icon name="warn"/><div><p><b>{text}</b></p></div></div> })
}
