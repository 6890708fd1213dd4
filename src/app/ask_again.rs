//! Asks to sign in again in the middle of work, above whatever is being done.

use crate::components::modal::Modal;
use crate::components::sign_in::SignInForm;
use crate::config::Connection;
use crate::erase::view;
use crate::state::State;
use leptos::prelude::*;

/// The dialog, while some connection asks for it.
pub fn ask_again(state: State) -> AnyView {
    let asking = state.sessions.asking();
    let connection = move || asking.get().and_then(|id| state.connections.get(&id));
    view! { {move || connection().map(|connection| dialog(state, connection))} }
}

fn dialog(state: State, connection: Connection) -> AnyView {
    let sessions = state.sessions;
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
