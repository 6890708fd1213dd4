//! Switches a holder off, after asking, and on again.

use super::dialogs::{self, its_keys};
use super::managed::View;
use crate::browser::page;
use crate::components::busy::BusyButton;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::HolderChange;
use crate::domain::words;
use crate::erase::view;
use crate::state::desk::{Keys, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks before a holder is switched off.
pub(super) fn dialog(view: View, holder: Holder) -> AnyView {
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let keys = RwSignal::new(None::<Keys>);
    let title = format!("Deactivate {}", words::isolated(holder.shown_name()));
    let (holder, desk) = (StoredValue::new(holder), view.desk.get_value());
    spawn_local(async move {
        // Without the number the question is the same.
        let Some(id) = holder.try_with_value(|holder| holder.id.clone()) else { return };
        keys.try_set(desk.key_count(&id).await.unwrap_or_default());
    });
    let cancel = Callback::new(move |()| {
        if !busy.get_untracked() {
            view.ask.set(None);
        }
    });
    let deactivate = Callback::new(move |()| {
        busy.set(true);
        failed.set(None);
        let holder = holder.get_value();
        spawn_local(async move {
            let outcome = switch(view, &holder, false).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    if view.ask.try_set(None).is_none() {
                        view.refresh_around(holder.id);
                    }
                }
                Err(trouble) => {
                    let text = dialogs::tell(&view, holder.shown_name(), &trouble, "deactivated");
                    if failed.try_set(Some(trouble)).is_some() {
                        view.state.notices.failed(text);
                    }
                }
            }
        });
    });
    page::focus("deactivate-cancel");
    view! {
        <Modal id="deactivate-title" title=title cancel=cancel alert=true>
            <div class="body">
                <p role="status">{move || consequence(keys.get().map(|keys| keys.all))}</p>
                {move || keys.get().and_then(dialogs::used_lately)}
                {move || failed.get().map(|trouble| dialogs::failure(view, &trouble, "deactivated"))}
            </div>
            <div class="foot">
                <button type="button" id="deactivate-cancel" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                <BusyButton class="button danger" busy=busy press=deactivate><Icon name="off"/>"Deactivate"</BusyButton>
            </div>
        </Modal>
    }
}

fn consequence(keys: Option<usize>) -> String {
    let (stop, them) = match keys {
        Some(0) => {
            return "It has no keys now. Keys that you create won't work until you activate it again."
                .to_owned();
        }
        Some(1) => ("Its only key stops working".to_owned(), "it"),
        Some(count) => (capitalized_keys(count), "them"),
        None => ("Its keys stop working".to_owned(), "them"),
    };
    format!(
        "{stop} at once, and whatever is signed in with {them} is signed out. You can activate it again at any time."
    )
}

fn capitalized_keys(count: usize) -> String {
    format!("{} stop working", super::capitalized(&its_keys(count)))
}

/// The button that switches a holder on: that ends nothing, so it asks nothing.
pub(super) fn activate_button(view: View, holder: Holder) -> AnyView {
    let busy = RwSignal::new(false);
    let label = format!("Activate {}", holder.shown_name());
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let holder = holder.clone();
        spawn_local(async move {
            let outcome = switch(view, &holder, true).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => view.refresh_around(holder.id),
                Err(trouble) => {
                    view.state.notices.failed(dialogs::tell(
                        &view,
                        holder.shown_name(),
                        &trouble,
                        "activated",
                    ));
                }
            }
        });
    };
    view! {
        <button type="button" class="button quiet" aria-label=label.clone() title=label
            aria-disabled=move || busy.get().then_some("true") on:click=press>
            <span class="spinner" class:spin=move || busy.get()>
                {move || view! { <Icon name=if busy.get() { "turn" } else { "ok" }/> }}
            </span>
        </button>
    }
}

async fn switch(view: View, holder: &Holder, on: bool) -> Result<(), Trouble> {
    let (desk, notices) = (view.desk.get_value(), view.state.notices);
    let done = desk.change(&holder.id, &HolderChange::enabled(on)).await?;
    let name = words::isolated(done.value.shown_name());
    let told = if on { "is active. Its keys work again." } else { "is deactivated. Its keys don't work." };
    let lost = if done.found { " The answer was lost, but reading it again shows this." } else { "" };
    notices.done(format!("{name} {told}{lost}"));
    Ok(())
}
