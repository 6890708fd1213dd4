//! Says that the keys of a holder don't work because it is switched off.

use crate::components::icon::Icon;
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::State;
use leptos::prelude::*;

/// The note, while that is so as far as is known.
pub fn note(state: State, place: &Place) -> AnyView {
    let place = place.clone();
    let shelf = RwSignal::from(state.inventory.shelf(&place));
    let told = place.clone();
    let off = Memo::new(move |_| {
        let known = state.sessions.get(&told.connection).and_then(|session| session.holders);
        let known = known.and_then(|all| all.iter().find(|one| one.id == told.holder).map(|one| one.enabled));
        shelf
            .with(|shelf| shelf.live().next().map(|key| key.holder_off))
            .or(known.map(|enabled| !enabled))
            .unwrap_or_default()
    });
    view! { {move || off.get().then(|| shown(state, &place))} }
}

/// Its name may become known only later.
fn shown(state: State, place: &Place) -> AnyView {
    let place = place.clone();
    let connection = place.connection.clone();
    let name = Memo::new(move |_| state.sessions.holder_name(&place));
    let way = move || {
        let all = Route::Holders { connection: connection.clone() };
        let mut params = form_urlencoded::Serializer::new(String::new());
        all.path_with(&params.append_pair("search", &name.get()).finish())
    };
    view! {
        <div class="note">
            <Icon name="off"/>
            <div><p>
                <b dir="auto">{move || name.get()}</b><b>" is deactivated: none of its keys works. "</b>
                <a href=way>"Show it to activate it"</a>
            </p></div>
        </div>
    }
}
