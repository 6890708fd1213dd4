//! One connection.

use super::token::Given;
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::components::sign_in::SignInForm;
use crate::components::when::When;
use crate::config::Connection;
use crate::erase::view;
use crate::routes::Route;
use crate::state::State;
use leptos::prelude::*;

lazy_page!(token_in in more(given: super::Given) => crate::pages::connections::token::dialog(given));

pub(super) fn card(state: State, id: &str) -> AnyView {
    let Some(connection) = state.connections.current(id) else { return ().into_any() };
    let id = StoredValue::new(connection.id.clone());
    let signed_in = Memo::new(move |_| id.with_value(|id| state.sessions.is_open(id)));
    let added = move || id.with_value(|id| state.connections.is_added(id));
    let title = format!("connection-{}", connection.id);
    let heading = title.clone();
    let held = StoredValue::new(connection.clone());
    let asking = RwSignal::new(false);
    Effect::new(move |_| {
        if !signed_in.get() {
            asking.set(false);
        }
    });
    let remove = move |_| {
        state.forget(&id.get_value());
        state.connections.remove(&id.get_value());
        state
            .notices
            .done(format!("{} is removed from this browser.", held.with_value(|held| held.name.clone())));
    };
    view! {
        <section class="card" aria-labelledby=title>
            <div class="card-head">
                <i class=move || if signed_in.get() { "dot" } else { "dot off" }></i>
                <h2 id=heading>{connection.name.clone()}</h2>
                <div class="acts">
                    {move || added().then(|| view! {
                        <button type="button" class="button quiet" aria-label=format!("Remove {}", held.with_value(|held| held.name.clone())) on:click=remove>
                            <Icon name="bin"/>
                        </button>
                    })}
                </div>
            </div>
            <dl class="facts">
                <dt>"Service"</dt>
                <dd>{connection.kind.label()}</dd>
                <dt>"Credential goes to"</dt>
                <dd class="mono">{connection.origin()}</dd>
            </dl>
            {move || if signed_in.get() {
                open(state, held, asking).into_any()
            } else {
                view! { <SignInForm connection=held.get_value()/> }.into_any()
            }}
            // What is told of the session changes meanwhile; what one is asked must not begin anew by that.
            {move || asking.get().then(|| token_in::page(Given { state, connection: held, asking }))}
        </section>
    }
}

fn open(state: State, connection: StoredValue<Connection>, asking: RwSignal<bool>) -> impl IntoView {
    let (id, name) = connection.with_value(|connection| (connection.id.clone(), connection.name.clone()));
    let session = state.sessions.get(&id);
    let key_end = session.as_ref().and_then(|session| session.own_key.expires);
    let end = session.as_ref().and_then(|session| session.ends);
    let may = session.as_ref().and_then(|session| session.may_write);
    let identity = session.map(|session| session.identity).unwrap_or_default();
    let keys = Route::Holders { connection: id.clone() }.path();
    let out = move |_| {
        state.forget(&id);
        state.notices.done(format!("You are signed out of {name}."));
    };
    let has_tokens = connection.with_value(|connection| connection.kind.backend().capabilities().tokens);
    view! {
        <p>"Signed in as "<b dir="auto">{identity}</b></p>
        {may.map(|may| view! { <p class="soft">{if may { "You can create and revoke keys." } else { "You can look, and not change anything." }}</p> })}
        {key_end.map(|end| view! { <p class="soft">"Its key expires "<When time=end short=true/>"."</p> })}
        {end.map(|end| view! { <p class="soft">"The sign-in ends "<When time=end short=true/>"."</p> })}
        <div class="acts">
            <a href=keys class="button primary">"Go to keys"</a>
            {has_tokens.then(|| view! {
                <button type="button" class="button" on:click=move |_| asking.set(true)>"Create a temporary token"</button>
            })}
            <button type="button" class="button" on:click=out>"Sign out"</button>
        </div>
    }
}
