//! How a key is used, ready to paste, with a variable in place of its secret.

use super::Page;
use crate::api::key_desk::Snippet;
use crate::components::copy::CopyButton;
use crate::domain::export::VARIABLE;
use crate::erase::view;
use leptos::prelude::*;

pub(super) fn card(page: Page) -> Option<AnyView> {
    let id = page.place.with_value(|place| place.connection.clone());
    let connection = page.state.connections.current(&id)?;
    let snippets = connection.kind.key_desk().snippets(&connection);
    Some(view! {
        <section class="card" aria-labelledby="snippets-title">
            <h2 id="snippets-title">"Use it"</h2>
            <p class="soft">{format!("Set ${VARIABLE} to the secret first. It is not part of these texts.")}</p>
            {snippets.into_iter().enumerate().map(|(at, one)| snippet(at == 0, one)).collect_view()}
        </section>
    })
}

fn snippet(open: bool, snippet: Snippet) -> AnyView {
    let copied = snippet.text.clone();
    view! {
        <details name="snippets" open=open>
            <summary>{snippet.label}</summary>
            <div class="stack tight">
                <pre class="code" tabindex="0" aria-label=snippet.label>{snippet.text}</pre>
                <div><CopyButton label=format!("Copy {}", snippet.label) text=Signal::derive(move || copied.clone())/></div>
            </div>
        </details>
    }
}
