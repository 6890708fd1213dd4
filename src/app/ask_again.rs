//! Asks to sign in again in the middle of work, above whatever is being done.

use crate::components::modal::Modal;
use crate::components::sign_in::SignInForm;
use crate::config::Connection;
use crate::erase::view;
use crate::state::state;
use leptos::prelude::*;

/// The dialog, while some connection asks for it.
#[component]
pub fn AskAgain() -> impl IntoView {
    let state = state();
    let asking = state.sessions.asking();
    let connection = move || asking.get().and_then(|id| state.connections.get(&id));
    move || connection().map(dialog)
}

fn dialog(connection: Connection) -> impl IntoView {
    let sessions = state().sessions;
    let id = StoredValue::new(connection.id.clone());
    let decline = Callback::new(move |()| id.with_value(|id| sessions.decline(id)));
    view! {
        <Modal id="ask-again" title=format!("Sign in to {} again", connection.name) cancel=decline>
            <div class="body">
                <p>"The service doesn't accept your sign-in any more. Sign in to go on with what you were doing; nothing you typed is lost."</p>
                <SignInForm connection=connection/>
            </div>
            <div class="foot">
                <button type="button" class="button" on:click=move |_| decline.run(())>"Not now"</button>
            </div>
        </Modal>
    }
}
