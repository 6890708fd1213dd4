//! Makes a token that works for a while, for scripts: asks how long, with what it opens.

use crate::api::curl;
use crate::api::error::Error;
use crate::api::tokens::Tokens;
use crate::browser::{clock, page};
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::config::Connection;
use crate::domain::rotation;
use crate::domain::time::MINUTE;
use crate::domain::token::Token;
use crate::domain::words;
use crate::erase::view;
use crate::state::State;
use crate::state::reveal::{Occasion, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the dialog is given: the connection, and whether it is open.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub state: State,
    pub connection: StoredValue<Connection>,
    pub asking: RwSignal<bool>,
}

pub(super) fn dialog(given: Given) -> AnyView {
    let Given { state, connection, asking } = given;
    let connection = connection.get_value();
    let Some(desk) = connection.kind.tokens() else { return ().into_any() };
    let who = state.sessions.identity(&connection.id).unwrap_or_default();
    let opens = format!(
        "A script that has it can do everything that {} may do on {}. It can't be revoked: it works until it ends.",
        words::isolated(&who),
        connection.name
    );
    let minutes = RwSignal::new(desk.minutes().first().copied().unwrap_or(60));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let cancel = Callback::new(move |()| {
        if !busy.get_untracked() {
            asking.set(false);
        }
    });
    let connection = StoredValue::new(connection);
    let create = Callback::new(move |()| {
        busy.set(true);
        failed.set(None);
        let (connection, who) = (connection.get_value(), who.clone());
        spawn_local(async move {
            let outcome = make(state, &connection, desk, &who, minutes.get_untracked()).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    asking.try_set(false);
                }
                Err(error) => {
                    if let Some(Some(error)) = failed.try_set(Some(error)) {
                        state.notices.failed(format!("{} {}", what(&error), error.whole()));
                    }
                }
            }
        });
    });
    page::focus("token-minutes");
    view! {
        <Modal id="token-title" title="Create a temporary token" cancel=cancel>
            <div class="body">
                <p>{opens}</p>
                {length(desk, minutes)}
                {move || failed.get().map(|error| view! { <Failure what=what(&error) error=error/> })}
            </div>
            <div class="foot">
                <button type="button" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                <BusyButton class="button primary" busy=busy press=create><Icon name="key"/>"Create token"</BusyButton>
            </div>
        </Modal>
    }
}

/// What came of it where no token did.
fn what(error: &Error) -> &'static str {
    if error.leaves_outcome_unknown() {
        "It isn't known whether a token was created. If one was, nobody got it, and it ends by itself."
    } else {
        "No token was created."
    }
}

/// How long it works.
fn length(desk: &'static dyn Tokens, minutes: RwSignal<u32>) -> AnyView {
    let choose = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            minutes.set(chosen);
        }
    };
    let option = move |one: u32| {
        view! { <option value=one.to_string() selected=one == minutes.get_untracked()>{rotation::words(one)}</option> }
    };
    let mut offered = desk.minutes().to_vec();
    offered.sort_unstable();
    let end = move || {
        let end = clock::now().plus(i64::from(minutes.get()) * MINUTE);
        format!("Until {}.", clock::local_and_utc(end))
    };
    view! {
        <div class="field">
            <label for="token-minutes">"It works for"</label>
            <select id="token-minutes" class="input auto" aria-describedby="token-end" on:change=choose>
                {offered.into_iter().map(option).collect_view()}
            </select>
            <small id="token-end">{end}</small>
        </div>
    }
}

/// Makes one and holds it before anything else is done that could fail.
async fn make(
    state: State,
    connection: &Connection,
    desk: &'static dyn Tokens,
    who: &str,
    minutes: u32,
) -> Result<(), Error> {
    state.reveal.ready().await?;
    let _awaited = state.reveal.awaits();
    let sent = clock::now();
    let made = state.sessions.run(&connection.id, |session| desk.make(session, minutes)).await?;
    let ends = made.ends.unwrap_or(sent.plus(i64::from(minutes) * MINUTE));
    let name = format!("Temporary token of {who} on {}", connection.name);
    state.reveal.hold(Told {
        occasion: Occasion::Token(Token { name, ends }),
        curl: curl::command(&desk.proof(connection, &made.secret)),
        secret: made.secret,
        connection: connection.clone(),
        holder: String::new(),
        differences: Vec::new(),
    });
    Ok(())
}
