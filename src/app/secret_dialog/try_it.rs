//! Tries the new secret while it is shown.

use crate::api::transport;
use crate::browser::clock;
use crate::components::busy::BusyButton;
use crate::domain::key::LastUsed;
use crate::domain::words;
use crate::erase::view;
use crate::routes::Place;
use crate::state::State;
use crate::state::reveal::{Occasion, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Makes a call with the new key, so that it is known to work before anything depends on it.
pub(super) fn button(state: State, told: StoredValue<Told>, message: RwSignal<String>) -> AnyView {
    let busy = RwSignal::new(false);
    let used = StoredValue::new(told.with_value(|told| told.created.key.last_used));
    let press = Callback::new(move |()| {
        busy.set(true);
        let told = told.get_value();
        spawn_local(async move {
            let call = told.connection.kind.key_desk().prove(&told.connection, &told.created.secret);
            let text = match transport::send(call).await {
                Ok(proven) => {
                    state.replacements.proven(&told.created.key.id, clock::now());
                    let end = proven.ends.map(|end| format!(" It ends on {}.", clock::local_and_utc(end)));
                    let moved = last_use(state, &told, used).await.or(end).unwrap_or_default();
                    format!("{} accepts the key.{moved}", told.connection.name)
                }
                Err(error) => error.of_a_try(),
            };
            busy.try_set(false);
            message.try_set(text);
        });
    });
    view! { <BusyButton busy=busy press=press>"Try the key"</BusyButton> }
}

/// That the service noticed the use, where it reports that.
async fn last_use(state: State, told: &Told, used: StoredValue<LastUsed>) -> Option<String> {
    // The key of a cluster is none of the keys that are listed.
    if matches!(told.occasion, Occasion::Issued(_)) {
        return None;
    }
    let place = Place { connection: told.connection.id.clone(), holder: told.holder.clone() };
    let now = state.inventory.look_at(&place, &told.created.key.id).await?.last_used;
    let before = used.try_get_value()?;
    let LastUsed::At(_) = now else { return None };
    used.try_set_value(now);
    Some(match before {
        _ if now == before => " Last used did not move, though.".to_owned(),
        LastUsed::NotReported => format!(" It was last used {}.", when(now)),
        before => format!(" Last used moved from {} to {}.", when(before), when(now)),
    })
}

fn when(used: LastUsed) -> String {
    match used {
        // The service's clock may be a little ahead.
        LastUsed::At(time) => words::relative(time.min(clock::now()), clock::now()),
        LastUsed::Never | LastUsed::NotReported => "never".to_owned(),
    }
}
