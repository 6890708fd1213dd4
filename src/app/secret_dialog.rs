//! Shows a new secret once and does not let go of it until it is saved.

mod try_it;

use crate::browser::{clipboard, download, page};
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::modal::Modal;
use crate::domain::export::{self, Format};
use crate::erase::view;
use crate::pages::revoke::shown_name;
use crate::pages::rotate::until;
use crate::state::State;
use crate::state::reveal::{Issued, Occasion, Reveal, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;

// Before a secret is asked for, this is waited for.
lazy_page!(secret in new_key(of: (super::State, super::StoredValue<super::Told>)) => super::dialog(of.0, of.1));

/// The dialog, while there is a secret to save.
pub fn secret_dialog(state: State) -> AnyView {
    state.reveal.shown_by(secret::ready);
    view! { {move || state.reveal.told().get().map(|told| secret::page((state, StoredValue::new(told))))} }
}

fn dialog(state: State, told: StoredValue<Told>) -> AnyView {
    let reveal = state.reveal;
    let format = RwSignal::new(Format::Plain);
    let message = RwSignal::new(String::new());
    let (title, rotated, provable) = told.with_value(|told| {
        let name = shown_name(&told.created.key);
        match &told.occasion {
            Occasion::Created => (format!("{name} is created. Save its key now."), false, true),
            Occasion::Rotated { .. } => (format!("{name} has a new secret. Save it now."), true, true),
            Occasion::Issued(issued) => (issued.title.clone(), true, issued.provable),
        }
    });
    page::focus("secret-title");
    told.with_value(|told| follow_saved(state, told));
    let close = Callback::new(move |()| {
        if reveal.saved().get_untracked() {
            told.with_value(|told| note_saved(state, told));
            reveal.let_go();
            if rotated {
                // The button that began it may be gone with its row.
                page::focus_first("#keys", "main");
            }
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
                {told.with_value(about)}
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
                    {provable.then(|| try_it::button(state, told, message))}
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

/// Notes for what is under way that the secret is saved.
fn note_saved(state: State, told: &Told) {
    match &told.occasion {
        Occasion::Created | Occasion::Rotated { .. } => state.replacements.saved(&told.created.key.id),
        Occasion::Issued(_) => {}
    }
}

/// Notes at once whether the new key of a rotation is saved: once it is, nothing holds the tab open.
fn follow_saved(state: State, told: &Told) {
    let Occasion::Issued(Issued { rotation: Some(at), .. }) = told.occasion else { return };
    let (saved, first) = (state.reveal.saved(), state.reveal.told());
    let is_told = move || match first.get_untracked().map(|told| told.occasion) {
        Some(Occasion::Issued(issued)) => issued.rotation == Some(at),
        _ => false,
    };
    Effect::new(move |before: Option<bool>| {
        let is = saved.get();
        // Letting go of it is no word on whether it is saved.
        if before.is_some_and(|before| before != is) && is_told() {
            state.rotations.saved(at, is);
        }
        is
    });
}

/// That it is shown once, and what that means for a secret before it.
fn about(told: &Told) -> AnyView {
    let service = &told.connection.name;
    match &told.occasion {
        Occasion::Created => {
            let text = format!(
                "{service} shows it only this once. If you lose it, revoke this key and create another."
            );
            view! { <p>{text}</p> }
        }
        Occasion::Rotated { old_until } => {
            let once = format!("{service} shows it only this once. If you lose it, rotate the key again.");
            let old = match old_until {
                Some(end) => format!("The old secret works {}.", until(*end)),
                None => "The old secret doesn't work any more.".to_owned(),
            };
            view! { <p>{once}</p><p><b>{old}</b></p> }
        }
        Occasion::Issued(issued) => {
            let about = issued.about.iter().map(|text| view! { <p>{text.clone()}</p> });
            about.collect_view().into_any()
        }
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
            format.get().text(&told.created, &told.curl, &environment(told), &value)
        })
    };
    let copy = move |_| {
        let text = told.with_value(|told| {
            format.get_untracked().text(
                &told.created,
                &told.curl,
                &environment(told),
                told.created.secret.expose(),
            )
        });
        spawn_local(async move {
            if clipboard::copy(&text).await {
                if let Some(told) = told.try_get_value() {
                    reveal.note_saved(&told);
                }
                message.try_set("Copied.".to_owned());
            } else if told.try_get_value().is_some() {
                shown.set(true);
                page::select_text("secret-value");
                message.try_set(
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

fn environment(told: &Told) -> String {
    told.connection.kind.key_desk().environment(&told.connection)
}
