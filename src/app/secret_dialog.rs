//! Shows a new secret once and does not let go of it until it is saved.

mod try_it;

use crate::browser::{clipboard, clock, download, page};
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
    let (title, what) = told.with_value(|told| (title(told), told.kept().what));
    let (again, provable) = told.with_value(|told| match &told.occasion {
        Occasion::Created(_) => (false, told.connection.kind.backend().capabilities().provable),
        Occasion::Token(_) => (false, true),
        Occasion::Rotated { .. } => (true, true),
        Occasion::Issued(issued) => (true, issued.provable),
    });
    page::focus("secret-title");
    told.with_value(|told| follow_saved(state, told));
    let close = Callback::new(move |()| {
        if reveal.saved().get_untracked() {
            state.put_away();
            if again {
                // The button that began it may be gone with its row.
                page::focus_first("#keys", "main");
            }
        } else {
            message.set(format!(
                "Save the {what} first: copy it, download it, or tick that you saved it elsewhere."
            ));
        }
    });
    let saved = reveal.saved();
    view! {
        <Modal id="secret-title" title=title cancel=close>
            <div class="body">
                {told.with_value(about)}
                {differences(told)}
                {tabs(format, what)}
                {secret_box(state, told, format, message)}
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

fn title(told: &Told) -> String {
    match &told.occasion {
        Occasion::Created(key) => format!("{} is created. Save its key now.", shown_name(key)),
        Occasion::Rotated { key, .. } => format!("{} has a new secret. Save it now.", shown_name(key)),
        Occasion::Issued(issued) => issued.title.clone(),
        Occasion::Token(_) => "The temporary token is created. Save it now.".to_owned(),
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
        Occasion::Created(_) if told.connection.kind.backend().capabilities().tells_secrets => {
            let text = format!(
                "Save it now. {service} lists its keys, so you can read it again as long as the key exists."
            );
            view! { <p>{text}</p> }
        }
        Occasion::Created(_) => {
            let text = format!(
                "{service} shows it only this once. If you lose it, revoke this key and create another."
            );
            view! { <p>{text}</p> }
        }
        Occasion::Rotated { old_until, .. } => {
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
        Occasion::Token(token) => {
            let once = format!("{service} shows it only this once. If you lose it, create another.");
            let end = clock::local_and_utc(token.ends);
            view! { <p>{once}</p><p><b>{format!("It works until {end}, and can't be revoked.")}</b></p> }
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

fn tabs(chosen: RwSignal<Format>, what: &'static str) -> impl IntoView {
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
    let tab = move |format: Format| {
        let on = move || chosen.get() == format;
        view! {
            <button type="button" role="tab" id=tab_id(format) aria-controls="secret-panel"
                aria-selected=move || on().to_string() tabindex=move || if on() { "0" } else { "-1" }
                on:click=move |_| chosen.set(format)>
                {format.label(what)}
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
    state: State,
    told: StoredValue<Told>,
    format: RwSignal<Format>,
    message: RwSignal<String>,
) -> impl IntoView {
    let reveal = state.reveal;
    let shown = reveal.shown();
    let what = told.with_value(|told| told.kept().what);
    let written = move |told: &Told, format: Format, value: &str| {
        format.text(&told.kept(), &told.curl, &environment(told), value)
    };
    let text = move || {
        told.with_value(|told| {
            let value = if shown.get() { told.secret.expose().to_owned() } else { told.secret.masked() };
            written(told, format.get(), &value)
        })
    };
    let copy = move |_| {
        let text = told.with_value(|told| written(told, format.get_untracked(), told.secret.expose()));
        spawn_local(async move {
            if clipboard::copy(&text).await {
                state.copied.note();
                if let Some(told) = told.try_get_value() {
                    reveal.note_saved(&told);
                }
                message.try_set("Copied.".to_owned());
            } else if told.try_get_value().is_some() {
                shown.set(true);
                page::select_text("secret-value");
                message.try_set(format!(
                    "The browser didn't allow the copy. The {what} is selected: press Ctrl+C, or ⌘C on a Mac, then tick that you saved it."
                ));
            }
        });
    };
    view! {
        <div class="secret" id="secret-panel" role="tabpanel" aria-labelledby=move || tab_id(format.get())>
            <pre id="secret-value" tabindex="0" aria-label=format!("New {what}")>{move || text()}</pre>
            <button type="button" class="button" aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)>
                {move || if shown.get() { "Hide" } else { "Show" }}
            </button>
            <button type="button" class="button primary" on:click=copy><Icon name="copy"/>"Copy"</button>
        </div>
    }
}

fn save_file(reveal: Reveal, told: StoredValue<Told>, message: RwSignal<String>) {
    let (started, what) = told.with_value(|told| {
        let kept = told.kept();
        (download::text(&export::file_name(&kept), "text/csv", &export::csv(&kept)), kept.what)
    });
    if started {
        reveal.saved().set(true);
        message.set("The download has started. Check that the file arrived.".to_owned());
    } else {
        message.set(format!("The browser didn't start the download. Copy the {what} instead."));
    }
}

/// What stands before the secret in a file of such.
fn environment(told: &Told) -> String {
    let Told { occasion, connection, .. } = told;
    match (occasion, connection.kind.tokens()) {
        (Occasion::Token(_), Some(desk)) => desk.environment(connection),
        _ => connection.kind.key_desk().environment(connection),
    }
}
