//! Tries the new key by a call from this page: what is pasted is what was saved.

use crate::api::transport;
use crate::browser::clock;
use crate::components::busy::BusyButton;
use crate::components::icon::Icon;
use crate::components::when::When;
use crate::domain::expiry::Expiry;
use crate::domain::key::{Key, Proven};
use crate::domain::replacement::Replacement;
use crate::domain::secret::Secret;
use crate::erase::view;
use crate::routes::Place;
use crate::state::State;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) fn card(state: State, place: Place, one: &Replacement) -> AnyView {
    let new = one.new.clone();
    let title = format!("Try {}", new.name);
    let Some(at) = one.proven else {
        return view! {
            <section class="card narrow" aria-labelledby="try-title">
                <h2 id="try-title" tabindex="-1">{title}</h2>
                <p>"Paste the secret from where you saved it. Latchkey makes one call with it and forgets it again."</p>
                {form(state, place, one)}
            </section>
        };
    };
    view! {
        <section class="card narrow" aria-labelledby="try-title">
            <h2 id="try-title" tabindex="-1">{title}</h2>
            <p class="acts"><span class="badge good"><Icon name="ok"/>"It works"</span><span>"Proven "<When time=at past=true short=true/>"."</span></p>
        </section>
    }
}

/// Whether a secret that works belongs to another key, as far as its end tells.
fn is_another(key: &Key, proven: Proven) -> bool {
    match (proven.ends, key.expiry) {
        (Some(end), Expiry::At(own)) => end.since(own).abs() >= 1_000,
        (Some(_), Expiry::Never) => true,
        _ => false,
    }
}

fn form(state: State, place: Place, one: &Replacement) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let new = one.new.id.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let secret = Secret::new(input.value().trim());
        let Some(connection) = state.connections.current(&place.connection) else { return };
        if busy.get_untracked() || secret.expose().is_empty() {
            let _ = input.focus();
            return;
        }
        busy.set(true);
        failed.set(None);
        let (new, place) = (new.clone(), place.clone());
        spawn_local(async move {
            let outcome = transport::send(connection.kind.key_desk().prove(&connection, &secret)).await;
            busy.try_set(false);
            let shelf = state.inventory.shelf(&place);
            let of_another = |proven| {
                shelf.with_untracked(|shelf| shelf.key(&new).is_some_and(|key| is_another(key, proven)))
            };
            match outcome {
                Ok(proven) if of_another(proven) => {
                    failed.try_set(Some(
                        "This is the secret of another key: it ends at another time.".to_owned(),
                    ));
                }
                Ok(_) => {
                    input.set_value("");
                    state.replacements.proven(&new, clock::now());
                }
                Err(error) => {
                    failed.try_set(Some(error.of_a_try("key")));
                }
            }
        });
    };
    view! {
        <form class="form tight" aria-label="Try the new key" on:submit=submit novalidate>
            <div class="field">
                <label for="try-secret">"New key"</label>
                <input id="try-secret" class="input" type="password" autocomplete="off" node_ref=input/>
            </div>
            {move || failed.get().map(|text| view! {
                <div class="note bad" role="alert">
                    <Icon name="warn"/>
                    <div><p><b>{text}</b></p></div>
                </div>
            })}
            <div><BusyButton class="button" busy=busy>"Try it"</BusyButton></div>
        </form>
    }
}
