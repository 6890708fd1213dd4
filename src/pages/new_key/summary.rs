//! What the key will be, in plain words and as the exact request, before it is sent.

use super::Form;
use crate::api::curl;
use crate::browser::clock;
use crate::components::copy::CopyButton;
use crate::domain::access::Access;
use crate::domain::draft::NewKey;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn summary(form: Form) -> impl IntoView {
    let wanted = Memo::new(move |_| form.check().ok());
    move || match wanted.get() {
        None => {
            let text = if form.sent.with(|sent| sent.errors.is_empty()) {
                "Fill in the form to see what will be created."
            } else {
                "Correct what is marked to see what will be created."
            };
            view! { <p class="soft">{text}</p> }.into_any()
        }
        Some(key) => ready(form, &key).into_any(),
    }
}

fn ready(form: Form, key: &NewKey) -> impl IntoView + use<> {
    let lines = lines(form, key);
    let command = command(form, key);
    let copied = command.clone();
    view! {
        <section class="summary" aria-label="Summary">
            <p>{if key.name.is_empty() { view! { <b>"The new key"</b> } } else { view! { <b dir="auto">{key.name.clone()}</b> } }}" will"</p>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <details>
                <summary>"Show the request"</summary>
                <div class="stack tight">
                    <pre class="code" tabindex="0" aria-label="Request">{command}</pre>
                    <div><CopyButton label="Copy request" text=Signal::derive(move || copied.clone())/></div>
                </div>
            </details>
        </section>
    }
}

fn lines(form: Form, key: &NewKey) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(life) = key.lifetime {
        lines.push(match life.millis() {
            Some(millis) => format!("end on {}", clock::local_and_utc(clock::now().plus(millis))),
            None => "work until someone revokes it".to_owned(),
        });
    }
    if !form.can.expiry {
        lines.push("work until someone revokes it: keys don't expire here".to_owned());
    }
    if let Some(settings) = &key.settings {
        let config = Access::Config(settings.clone()).phrases().join("; ");
        lines.push(format!("have this config: {config}"));
    } else if key.roles.is_empty() {
        lines.push(format!(
            "be able to do everything {} may do",
            form.state.sessions.holder_name(&form.place.get_value())
        ));
    }
    for role in &key.roles {
        let caution = role.caution().map(|text| format!(" ({text})")).unwrap_or_default();
        lines.push(format!("be {}{caution}", role.phrase()));
    }
    lines
}

fn command(form: Form, key: &NewKey) -> String {
    let place = form.place.get_value();
    let Some(session) = form.state.sessions.current(&place.connection) else { return String::new() };
    let call = session.connection.kind.key_desk().create(&session, &place.holder, key, "");
    curl::command(&call.request)
}
