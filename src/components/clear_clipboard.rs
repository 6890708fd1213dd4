//! The offer to clear the clipboard, a minute after a secret was copied.

use super::icon::Icon;
use crate::browser::{clipboard, page};
use crate::erase::view;
use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The offer, among the messages.
pub fn offer(state: State) -> AnyView {
    let notices = state.notices;
    let clear = move |_| {
        spawn_local(async move {
            let cleared = clipboard::copy("").await;
            state.copied.close();
            // The button is gone.
            page::focus("main");
            if cleared {
                notices.done("The clipboard is empty. If your system keeps a clipboard history, delete the secret there, too.");
            } else {
                notices.failed(
                    "The clipboard isn't cleared: the browser didn't allow it. Copy something else instead.",
                );
            }
        });
    };
    view! {
        <div class="toast">
            <Icon name="copy"/>
            <div>
                <p>"The secret you copied may still be in the clipboard. Clearing empties it, whatever is in it now."</p>
                <button type="button" class="button" on:click=clear>"Clear clipboard"</button>
            </div>
            <button type="button" class="button quiet" aria-label="Keep the clipboard" on:click=move |_| state.copied.close()>
                <Icon name="close"/>
            </button>
        </div>
    }
}
