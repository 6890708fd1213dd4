//! What a list is asked for: it stands in the URL, and what stands there is shown.

use crate::browser::timer;
use crate::domain::query::{Offer, Query};
use crate::domain::secret::Secret;
use crate::routes::Route;
use crate::state::State;
use leptos::prelude::*;

/// Typing pauses when no key was pressed for so many milliseconds.
const TYPING_PAUSE: u64 = 200;

/// What a list is asked for, and by what it can be filtered.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub state: State,
    /// Where the list is: the connection, and the holder if it is of one.
    pub connection: StoredValue<String>,
    pub holder: StoredValue<Option<String>>,
    /// What its things are called, in the plural.
    pub things: &'static str,
    /// What it can be asked for.
    pub offer: Offer,
    pub query: RwSignal<Query>,
    /// What means nothing in the address that one came by.
    pub unread: RwSignal<Option<String>>,
    /// Whether the search is being typed, so that the URL has a step for it already.
    pub typing: StoredValue<bool>,
}

impl Asked {
    /// What the address asks for.
    pub fn here(
        state: State,
        connection: &str,
        holder: Option<&str>,
        things: &'static str,
        offer: Offer,
    ) -> Self {
        let search = state.address.search().get_untracked();
        let asked = Self {
            state,
            connection: StoredValue::new(connection.to_owned()),
            holder: StoredValue::new(holder.map(str::to_owned)),
            things,
            offer,
            query: RwSignal::new(read(offer, &search)),
            unread: RwSignal::new(unread(offer, &search)),
            typing: StoredValue::new(false),
        };
        asked.drop_secrets();
        asked
    }

    /// A secret in the address is not searched for.
    fn drop_secrets(self) {
        if self.is_secret(self.query.with_untracked(|query| query.text.clone())) {
            self.query.update(|query| query.text.clear());
        }
        let connection = self.connection.get_value();
        let is_secret = |text: &String| self.state.leaked.is_secret(&connection, text);
        self.query.update(|query| {
            query.filters.retain(|condition| !condition.value().texts().iter().any(is_secret));
        });
    }

    /// Asks for something else, from its first page.
    pub fn change(self, change: impl FnOnce(&mut Query)) {
        self.query.update(|query| {
            change(query);
            query.page = 1;
        });
    }

    /// Whether a text is a secret: then its key is looked for, and the text is to stand nowhere.
    pub fn is_secret(self, text: String) -> bool {
        let connection = self.connection.get_value();
        let secret = Secret::new(text);
        self.holder.with_value(|holder| self.state.leaked.take(&connection, holder.as_deref(), &secret))
    }

    /// The query without a search that gives away a part of a secret: that one is looked for and stands
    /// nowhere else.
    fn telling(self) -> Query {
        let query = self.query.get_untracked();
        let session = self.connection.with_value(|connection| self.state.sessions.current(connection));
        let secret = session.is_some_and(|one| one.connection.kind.key_desk().gives_away(&one, &query.text));
        if secret { Query { text: String::new(), ..query } } else { query }
    }

    /// The query as it is whenever typing pauses; any other change of it counts at once. A change of
    /// the URL costs a browser more than the search itself, and it refuses too many of them.
    pub fn settled(self) -> RwSignal<Query> {
        let settled = RwSignal::new(self.telling());
        let turn = StoredValue::new(0_u32);
        let settle = move |query: &Query, before: Option<&Query>, _: Option<()>| {
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            if before.is_none_or(|before| before.text == query.text) {
                return settled.set(self.telling());
            }
            let mine = turn.get_value();
            timer::after(TYPING_PAUSE, move || {
                if turn.try_get_value() == Some(mine) {
                    settled.set(self.telling());
                }
            });
        };
        Effect::watch(move || self.query.get(), settle, false);
        settled
    }

    /// The query follows the URL when one goes back, and the URL follows the query: a search is
    /// one step back however many keys were pressed, anything else is one each.
    pub fn keep_in_url(self, route: Route, settled: RwSignal<Query>) {
        let address = self.state.address;
        let (search, pathname) = (address.search(), address.path());
        let path = route.path();
        // A secret in the address stands there no longer.
        let telling = self.telling();
        if read(self.offer, &search.get_untracked()) != telling {
            address.show(&route.path_with(&telling.to_params()), true);
        }
        Effect::new(move |_| {
            let search = search.get();
            let read = read(self.offer, &search);
            if pathname.get_untracked() == path
                && read != self.query.get_untracked()
                && read != self.telling()
            {
                self.query.set(read);
                self.unread.set(unread(self.offer, &search));
            }
        });
        let follow = move |query: &Query, _: Option<&Query>, _: Option<()>| {
            let before = read(self.offer, &search.get_untracked());
            if before == *query {
                return;
            }
            let types = before.text != query.text;
            let replace = types && self.typing.get_value();
            self.typing.set_value(types);
            address.show(&route.path_with(&query.to_params()), replace);
        };
        Effect::watch(move || settled.get(), follow, false);
    }
}

/// The query that the query part of a URL means where a list offers that.
fn read(offer: Offer, search: &str) -> Query {
    let pairs = pairs(search);
    Query::from_params(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))).fitted(offer)
}

/// The names of what means nothing in it, if there is any.
fn unread(offer: Offer, search: &str) -> Option<String> {
    let pairs = pairs(search);
    let names = Query::unread(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), offer);
    (!names.is_empty()).then(|| names.join(", "))
}

fn pairs(search: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).into_owned().collect()
}
