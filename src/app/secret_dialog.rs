//! Shows a new secret once and does not let go of it until it is saved.

use crate::api::transport;
use crate::browser::{clipboard, clock, download, page};
use crate::components::busy::BusyButton;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::export::{self, Format};
use crate::erase::view;
use crate::state::State;
use crate::state::reveal::{Reveal, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;

// With the form that creates the key: when there is a secret to show, its code is there.
lazy_page!(secret in new_key(of: (super::State, super::StoredValue<super::Told>)) => super::dialog(of.0, of.1));

/// The dialog, while there is a secret to save.
pub fn secret_dialog(state: State) -> AnyView {
    view! { {move || state.reveal.told().get().map(|told| secret::page((state, StoredValue::new(told))))} }
}

fn dialog(state: State, told: StoredValue<Told>) -> AnyView {
    let reveal = state.reveal;
    let format = RwSignal::new(Format::Plain);
    let message = RwSignal::new(String::new());
    let (name, service) =
        told.with_value(|told| (told.created.key.name.clone(), told.connection.name.clone()));
    let title = format!("{name} is created. Save its key now.");
    page::focus("secret-title");
    let close = Callback::new(move |()| {
        if reveal.saved().get_untracked() {
            told.with_value(|told| state.replacements.saved(&told.created.key.id));
            reveal.let_go();
        } else {
            message.set(
                "Save the key first: copy it, download it, or tick that you saved it elsewhere.".to_owned(),
            );
        }
    });
    let saved = reveal.saved();
    view! {
        <Modal id="secret-title" title=title cancel=close>
            <div class="body">
                <p>{format!("{service} shows it only this once. If you lose it, revoke this key and create another.")}</p>
                {differences(told)}
                {tabs(format)}
                {secret_box(reveal, told, format, message)}
                <div class="acts">
                    <button type="button" class="button" on:click=move |_| save_file(reveal, told, message)>
                        <Icon name="down"/>"Download CSV"
                    </button>
                    <label class="tick">
                        <input type="checkbox" prop:checked=move || saved.get()
                            on:change=move |event| saved.set(event_target_checked(&event))/>
                        "I saved it elsewhere"
                    </label>
                    {prove(state, told, message)}
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

fn differences(told: StoredValue<Told>) -> Option<impl IntoView> {
    let differences = told.with_value(|told| told.differences.clone());
    (!differences.is_empty()).then(|| {
        view! {
            <div class="note" role="alert">
                <Icon name="warn"/>
                <div>
                    <p><b>"The service made something else of it than you asked for."</b></p>
                    <ul>{differences.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                </div>
            </div>
        }
    })
}

fn tabs(chosen: RwSignal<Format>) -> impl IntoView {
    let step = move |event: leptos::ev::KeyboardEvent| {
        let count = Format::ALL.len();
        let at = Format::ALL.iter().position(|format| *format == chosen.get_untracked()).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            _ => return,
        };
        chosen.set(Format::ALL[to]);
        page::focus(tab_id(Format::ALL[to]));
    };
    let tab = |format: Format| {
        let on = move || chosen.get() == format;
        view! {
            <button type="button" role="tab" id=tab_id(format) aria-controls="secret-panel"
                aria-selected=move || on().to_string() tabindex=move || if on() { "0" } else { "-1" }
                on:click=move |_| chosen.set(format)>
                {format.label()}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label="Format" on:keydown=step>
            {Format::ALL.map(tab).collect_view()}
        </div>
    }
}

fn tab_id(format: Format) -> &'static str {
    match format {
        Format::Plain => "secret-tab-plain",
        Format::Env => "secret-tab-env",
        Format::Curl => "secret-tab-curl",
        Format::Json => "secret-tab-json",
    }
}

fn secret_box(
    reveal: Reveal,
    told: StoredValue<Told>,
    format: RwSignal<Format>,
    message: RwSignal<String>,
) -> impl IntoView {
    let shown = reveal.shown();
    let text = move || {
        told.with_value(|told| {
            let secret = &told.created.secret;
            let value = if shown.get() { secret.expose().to_owned() } else { secret.masked() };
            format.get().text(&told.created, &told.curl, &value)
        })
    };
    let copy = move |_| {
        let text = told.with_value(|told| {
            format.get_untracked().text(&told.created, &told.curl, told.created.secret.expose())
        });
        spawn_local(async move {
            if clipboard::copy(&text).await {
                reveal.saved().set(true);
                message.set("Copied.".to_owned());
            } else {
                shown.set(true);
                page::select_text("secret-value");
                message.set(
                    "The browser didn't allow the copy. The key is selected: press Ctrl+C, or ⌘C on a Mac, then tick that you saved it."
                        .to_owned(),
                );
            }
        });
    };
    view! {
        <div class="secret" id="secret-panel" role="tabpanel" aria-labelledby=move || tab_id(format.get())>
            <pre id="secret-value" tabindex="0" aria-label="New key">{move || text()}</pre>
            <button type="button" class="button" aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)>
                {move || if shown.get() { "Hide" } else { "Show" }}
            </button>
            <button type="button" class="button primary" on:click=copy><Icon name="copy"/>"Copy"</button>
        </div>
    }
}

/// Makes a call with the new key, so that it is known to work before anything depends on it.
fn prove(state: State, told: StoredValue<Told>, message: RwSignal<String>) -> AnyView {
    let busy = RwSignal::new(false);
    let press = Callback::new(move |()| {
        busy.set(true);
        let (connection, created) = told.with_value(|told| (told.connection.clone(), told.created.clone()));
        spawn_local(async move {
            let call = connection.kind.backend().prove(&connection, &created.secret);
            let text = match transport::send(call).await {
                Ok(proven) => {
                    state.replacements.proven(&created.key.id, clock::now());
                    let end = proven.ends.map(|end| format!(" It ends on {}.", clock::local_and_utc(end)));
                    format!("{} accepts the key.{}", connection.name, end.unwrap_or_default())
                }
                Err(error) => error.of_a_try(),
            };
            busy.try_set(false);
            message.try_set(text);
        });
    });
    view! { <BusyButton busy=busy press=press>"Try the key"</BusyButton> }
}

fn save_file(reveal: Reveal, told: StoredValue<Told>, message: RwSignal<String>) {
    let started = told.with_value(|told| {
        download::text(&export::file_name(&told.created), "text/csv", &export::csv(&told.created))
    });
    if started {
        reveal.saved().set(true);
        message.set("The download has started. Check that the file arrived.".to_owned());
    } else {
        message.set("The browser didn't start the download. Copy the key instead.".to_owned());
    }
}
