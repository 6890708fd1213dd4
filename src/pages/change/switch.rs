//! Switches a key off, or on again.

use super::Dialog;
use crate::browser::{clock, page};
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::change::KeyChange;
use crate::domain::key::Key;
use crate::domain::words;
use crate::erase::view;
use crate::pages::revoke::{shown_name, used};
use crate::pages::rotate::{old_alive, until};
use leptos::prelude::*;

pub(super) fn dialog(dialog: Dialog) -> AnyView {
    let key = dialog.key.get_value();
    let name = words::isolated(shown_name(&key));
    let title = if key.enabled { format!("Disable {name}") } else { format!("Enable {name}") };
    let (change, done) =
        (KeyChange::switched(!key.enabled), if key.enabled { "is disabled" } else { "is enabled" });
    let press = Callback::new(move |()| dialog.send(change.clone(), done));
    let grave = key.enabled;
    page::focus("switch-cancel");
    view! {
        <Modal id="switch-title" title=title cancel=Callback::new(move |()| dialog.close()) alert=grave>
            <div class="body">
                <p>{if grave { off(&key) } else { on(&key) }}</p>
                {move || dialog.failed.get().map(|failed| view! { <Failure what=failed.what error=failed.error/> })}
            </div>
            <div class="foot">
                <button type="button" id="switch-cancel" class="button" on:click=move |_| dialog.close()>"Cancel"</button>
                {if grave {
                    view! { <BusyButton class="button danger" busy=dialog.busy press=press><Icon name="off"/>"Disable key"</BusyButton> }
                } else {
                    view! { <BusyButton class="button primary" busy=dialog.busy press=press><Icon name="ok"/>"Enable key"</BusyButton> }
                }}
            </div>
        </Modal>
    }
}

fn off(key: &Key) -> String {
    format!(
        "{}Everything that uses it stops working at once, and so does what it is signed in with already. You can enable it again.",
        used(key.last_used)
    )
}

fn on(key: &Key) -> String {
    let old = old_alive(key, clock::now());
    let old = old.map(|end| format!(" So does the old secret, {}.", until(end))).unwrap_or_default();
    format!("{}Its secret works again at once.{old}", used(key.last_used))
}
