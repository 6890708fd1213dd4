//! What the list shows stands in the URL, and what stands there is shown.

use super::View;
use crate::browser::timer;
use crate::domain::capability::Capabilities;
use crate::domain::query::Query;
use crate::routes::Route;
use leptos::prelude::*;

/// Typing pauses when no key was pressed for so many milliseconds.
const TYPING_PAUSE: u64 = 200;

impl View {
    /// The query as it is whenever typing pauses; any other change of it counts at once. A change of
    /// the URL costs a browser more than the search itself, and it refuses too many of them.
    pub(super) fn settled(self) -> RwSignal<Query> {
        let settled = RwSignal::new(self.query.get_untracked());
        let turn = StoredValue::new(0_u32);
        let settle = move |query: &Query, before: Option<&Query>, _: Option<()>| {
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
    pub(super) fn keep_query_in_url(self, settled: RwSignal<Query>) {
        let address = self.state.address;
        let (search, pathname) = (address.search(), address.path());
        let keys = Route::Keys(self.place.get_value());
        let path = keys.path();
        let keys_there = keys.clone();
        Effect::new(move |_| {
            let search = search.get();
            let read = read(self.can, &search);
            if pathname.get_untracked() == path && read != self.query.get_untracked() {
                self.query.set(read);
                self.unread.set(unread(self.can, &search));
            }
        });
        let follow = move |query: &Query, _: Option<&Query>, _: Option<()>| {
            let before = read(self.can, &search.get_untracked());
            if before == *query {
                return;
            }
            let types = before.text != query.text;
            let replace = types && self.typing.get_value();
            self.typing.set_value(types);
            address.show(&keys.path_with(&query.to_params()), replace);
        };
        let looks = self.state.looks;
        Effect::new(move |_| {
            let address = settled.with(|query| keys_there.path_with(&query.to_params()));
            self.place.with_value(|place| looks.seen_at(place, address));
        });
        Effect::watch(move || settled.get(), follow, false);
    }
}

/// The query that the query part of a URL means for a backend.
pub(super) fn read(can: &Capabilities, search: &str) -> Query {
    let pairs = pairs(search);
    let mut query = Query::from_params(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    query.filters.retain(|one| can.filters.contains(&one.field()));
    query
}

/// The names of what means nothing in it, if there is any.
pub(super) fn unread(can: &Capabilities, search: &str) -> Option<String> {
    let pairs = pairs(search);
    let names = Query::unread(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), can.filters);
    (!names.is_empty()).then(|| names.join(", "))
}

fn pairs(search: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).into_owned().collect()
}
