//! The form that signs in on one connection, made for the browser's password manager.

use super::busy::BusyButton;
use super::failure::Failure;
use super::icon::Icon;
use super::lazy::lazy_page;
use super::set_up::{Back, Given};
use crate::api::error::Error;
use crate::api::session::Credential;
use crate::config::Connection;
use crate::domain::capability::SignIn;
use crate::domain::secret::Secret;
use crate::erase::view;
use crate::state::state;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_page!(set_up_in in more(given: super::Given) => crate::components::set_up::form(given));

/// Signs in on a connection.
#[component]
pub fn SignInForm(
    /// The connection.
    connection: Connection,
    /// Runs when it succeeded.
    #[prop(into, optional)]
    done: Option<Callback<()>>,
) -> impl IntoView {
    let methods = connection.kind.backend().capabilities().sign_in;
    let method = RwSignal::new(methods.first().copied().unwrap_or(SignIn::ApiKey));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let missing = RwSignal::new(false);
    let note = RwSignal::new(None::<String>);
    let (name, secret) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let sessions = state().sessions;
    let target = connection.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(secret)) = (name.get_untracked(), secret.get_untracked()) else { return };
        note.set(None);
        missing.set(secret.value().trim().is_empty());
        failed.set(None);
        if busy.get_untracked() || missing.get_untracked() {
            let _ = secret.focus();
            return;
        }
        let credential = credential(method.get_untracked(), &name.value(), &secret.value());
        let target = target.clone();
        busy.set(true);
        spawn_local(async move {
            let outcome = sessions.sign_in(&target, &credential).await;
            busy.set(false);
            match outcome {
                Ok(()) => {
                    secret.set_value("");
                    if let Some(done) = done {
                        done.run(());
                    }
                }
                Err(error) => failed.set(Some(error.at_sign_in())),
            }
        });
    };
    // While a service that nobody has set up yet is set up: the name that was typed.
    let setting_up = RwSignal::new(None::<String>);
    let back = Callback::new(move |back: Back| {
        setting_up.set(None);
        failed.set(None);
        note.set(back.note);
        method.set(SignIn::Password);
        if let Some(name) = name.get_untracked() {
            name.set_value(&back.name);
        }
        if let Some(secret) = secret.get_untracked() {
            secret.set_value("");
            let _ = secret.focus();
        }
    });
    let begin =
        move |_| setting_up.set(Some(name.get_untracked().map(|name| name.value()).unwrap_or_default()));
    let held = StoredValue::new(connection.clone());
    let set_up = move |name| set_up_in::page(Given { connection: held.get_value(), name, back, done });
    let ids = (format!("{}-name", connection.id), format!("{}-secret", connection.id));
    let error_id = format!("{}-missing", connection.id);
    let labels = move || labels(method.get());
    view! {
        <form class="form tight" aria-label=format!("Sign in to {}", connection.name) on:submit=submit novalidate
            hidden=move || setting_up.with(Option::is_some)>
            {move || note.get().map(|text| view! {
                <div class="note" role="status"><Icon name="warn"/><div><p>{text}</p></div></div>
            })}
            {(methods.len() > 1).then(|| method_choice(&connection.id, methods, method))}
            <div class="field">
                <label for=ids.0.clone()>{move || labels().0}</label>
                <input id=ids.0.clone() class="input" node_ref=name name="username" autocomplete="username"
                    autocapitalize="none" spellcheck="false"/>
                {move || (method.get() == SignIn::ApiKey).then(|| view! {
                    <small>"For your password manager, and to spot this key in the list."</small>
                })}
            </div>
            <div class="field">
                <label for=ids.1.clone()>{move || labels().1}</label>
                <input id=ids.1.clone() class="input" node_ref=secret name="password" type="password"
                    autocomplete="current-password"
                    aria-invalid=move || missing.get().then_some("true") aria-describedby=error_id.clone()/>
                <span id=error_id.clone() class="wrong">
                    {move || missing.get().then(|| format!("Enter the {}.", labels().2))}
                </span>
                <small>{format!("Sent to {} only. Kept in memory until you sign out or reload.", connection.origin())}</small>
            </div>
            {move || failed.get().map(|error| {
                let is_new = error == Error::NotSetUp;
                view! {
                    <Failure what="You aren't signed in." error=error/>
                    {is_new.then(|| view! {
                        <div><button type="button" class="button" on:click=begin>"Set it up"</button></div>
                    })}
                }
            })}
            <div><BusyButton class="button primary" busy=busy>"Sign in"</BusyButton></div>
        </form>
        {move || setting_up.get().map(set_up)}
    }
}

fn credential(method: SignIn, name: &str, secret: &str) -> Credential {
    match method {
        SignIn::ApiKey => {
            Credential::ApiKey { name: name.trim().to_owned(), secret: Secret::new(secret.trim()) }
        }
        SignIn::Password => Credential::Password { username: name.to_owned(), password: Secret::new(secret) },
    }
}

/// What the inputs are called, and what the second one is within a sentence.
fn labels(method: SignIn) -> (&'static str, &'static str, &'static str) {
    match method {
        SignIn::ApiKey => ("Key name (optional)", "API key", "API key"),
        SignIn::Password => ("Username", "Password", "password"),
    }
}

fn method_choice(id: &str, methods: &'static [SignIn], chosen: RwSignal<SignIn>) -> impl IntoView + use<> {
    let group = format!("{id}-method");
    let option = |method: SignIn| {
        let text = match method {
            SignIn::ApiKey => "API key",
            SignIn::Password => "Username and password",
        };
        view! {
            <label>
                <input type="radio" name=group.clone() prop:checked=move || chosen.get() == method
                    on:change=move |_| chosen.set(method)/>
                {text}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="out-of-sight">"Sign in with"</legend>
            <div class="choices">{methods.iter().map(|method| option(*method)).collect_view()}</div>
        </fieldset>
    }
}
