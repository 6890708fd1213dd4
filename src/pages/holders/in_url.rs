//! What the list shows stands in the URL, and what stands there is shown.

use super::managed::View;
use crate::browser::timer;
use crate::domain::holder_query::HolderQuery;
use crate::routes::Route;
use leptos::prelude::*;

/// Typing pauses when no key was pressed for so many milliseconds.
const TYPING_PAUSE: u64 = 200;

impl View {
    /// The query as it is whenever typing pauses; any other change of it counts at once.
    pub(super) fn settled(self) -> RwSignal<HolderQuery> {
        let settled = RwSignal::new(self.query.get_untracked());
        let turn = StoredValue::new(0_u32);
        let settle = move |query: &HolderQuery, before: Option<&HolderQuery>, _: Option<()>| {
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            if before.is_none_or(|before| before.text == query.text) {
                return settled.set(query.clone());
            }
            let mine = turn.get_value();
            timer::after(TYPING_PAUSE, move || {
                if turn.try_get_value() == Some(mine) {
                    settled.set(self.query.get_untracked());
                }
            });
        };
        Effect::watch(move || self.query.get(), settle, false);
        settled
    }

    /// The query follows the URL when one goes back, and the URL follows the query: a search is
    /// one step back however many keys were pressed, anything else is one each.
    pub(super) fn keep_query_in_url(self, settled: RwSignal<HolderQuery>) {
        let address = self.state.address;
        let (search, pathname) = (address.search(), address.path());
        let here = Route::Holders { connection: self.connection.get_value() };
        let path = here.path();
        Effect::new(move |_| {
            let read = HolderQuery::from_url(&search.get());
            if pathname.get_untracked() == path && read != self.query.get_untracked() {
                self.query.set(read);
            }
        });
        let follow = move |query: &HolderQuery, _: Option<&HolderQuery>, _: Option<()>| {
            let before = HolderQuery::from_url(&search.get_untracked());
            if before == *query {
                return;
            }
            let types = before.text != query.text;
            let replace = types && self.typing.get_value();
            self.typing.set_value(types);
            address.show(&here.path_with(&query.to_params()), replace);
        };
        Effect::watch(move || settled.get(), follow, false);
    }
}
