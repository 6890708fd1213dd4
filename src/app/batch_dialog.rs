//! Shows the new secrets of many keys once and does not let go of them until they are saved.

use crate::browser::{clipboard, clock, download, page};
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::batch::{Batch, Form};
use crate::domain::words::{count, grouped};
use crate::erase::view;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// So many names stand there at most; the files hold all.
const NAMES: usize = 200;

// With the work on many keys that they come of: when there are secrets to show, its code is there.
lazy_page!(secrets in manage(of: (super::State, std::sync::Arc<super::Batch>)) => super::dialog(of.0, of.1));

/// The dialog, while there are secrets to save.
pub fn batch_dialog(state: State) -> AnyView {
    view! { {move || state.batches.first().map(|batch| secrets::page((state, batch)))} }
}

fn dialog(state: State, batch: Arc<Batch>) -> AnyView {
    let saved = state.batches.saved();
    let message = RwSignal::new(String::new());
    let number = batch.secrets.len();
    let title = format!("{} a new secret. Save {} now.", count(number, "key has", "keys have"), them(number));
    page::focus("batch-title");
    let close = Callback::new(move |()| {
        if saved.get_untracked() {
            state.batches.let_go();
        } else {
            message.set(
                "Save the secrets first: copy them, download them, or tick that you saved them elsewhere."
                    .to_owned(),
            );
        }
    });
    let service = state.connections.current(&batch.connection).map_or_else(String::new, |one| one.name);
    view! {
        <Modal id="batch-title" title=title cancel=close>
            <div class="body">
                <p>{format!("{service} shows each only this once. {}", old(&batch))}</p>
                {names(&batch)}
                <div class="acts">
                    {Form::ALL.map(|form| file_button(&batch, form, saved, message)).into_iter().collect_view()}
                    {copy_button(state, &batch, message)}
                    <label class="tick">
                        <input type="checkbox" prop:checked=move || saved.get() on:change=move |event| saved.set(event_target_checked(&event))/>
                        "I saved them elsewhere"
                    </label>
                </div>
                <p role="status" class="soft">{move || message.get()}</p>
            </div>
            <div class="foot">
                <button type="button" class="button primary" aria-disabled=move || (!saved.get()).then_some("true")
                    on:click=move |_| close.run(())>
                    "Close"
                </button>
            </div>
        </Modal>
    }
}

fn them(number: usize) -> &'static str {
    if number == 1 { "it" } else { "them" }
}

fn old(batch: &Batch) -> String {
    match batch.old_until {
        None => "The old ones work no longer.".to_owned(),
        Some(end) => {
            format!("The old ones work until {}, a little longer for the last.", clock::local_and_utc(end))
        }
    }
}

fn names(batch: &Batch) -> AnyView {
    let item = |one: &crate::domain::batch::NewSecret| {
        let (name, masked) = (one.name.clone(), one.secret.masked());
        view! { <li><b dir="auto">{name}</b><small class="mono">{masked}</small></li> }
    };
    let more = batch.secrets.len().saturating_sub(NAMES);
    view! {
        <ul class="list" tabindex="0" aria-label="Keys with a new secret">
            {batch.secrets.iter().take(NAMES).map(item).collect_view()}
            {(more > 0).then(|| view! { <li><small>{format!("and {} more in the file", grouped(more))}</small></li> })}
        </ul>
    }
}

fn file_button(batch: &Arc<Batch>, form: Form, saved: RwSignal<bool>, message: RwSignal<String>) -> AnyView {
    let batch = batch.clone();
    let save = move |_| {
        let (name, media_type) = form.file();
        if download::text(name, media_type, &form.write(&batch.secrets)) {
            saved.set(true);
            message.set("The download has started. Check that the file arrived.".to_owned());
        } else {
            message.set("The browser didn't start the download. Copy the secrets instead.".to_owned());
        }
    };
    view! {
        <button type="button" class="button" on:click=save><Icon name="down"/>{format!("Download {}", form.label())}</button>
    }
}

fn copy_button(state: State, batch: &Arc<Batch>, message: RwSignal<String>) -> AnyView {
    let batch = batch.clone();
    let copy = move |_| {
        let batch = batch.clone();
        let text = Form::Json.write(&batch.secrets);
        spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            if copied {
                state.copied.note();
                state.batches.note_saved(&batch);
            }
            message.try_set(
                if copied {
                    "Copied."
                } else {
                    "The browser didn't allow the copy. Download the secrets instead."
                }
                .to_owned(),
            );
        });
    };
    view! { <button type="button" class="button" on:click=copy><Icon name="copy"/>"Copy JSON"</button> }
}
