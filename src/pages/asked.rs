//! What a list is asked for: it stands in the URL, and what stands there is shown.

use crate::browser::timer;
use crate::domain::filter::Field;
use crate::domain::query::{Column, Query, Sort};
use crate::domain::secret::Secret;
use crate::domain::status::Status;
use crate::routes::Route;
use crate::state::State;
use leptos::prelude::*;

/// Typing pauses when no key was pressed for so many milliseconds.
const TYPING_PAUSE: u64 = 200;

/// The states of what a backend filters.
const STATES: [Status; 2] = [Status::Active, Status::Disabled];

/// What a list is asked for, and by what it can be filtered.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub state: State,
    /// Where the list is: the connection, and the holder if it is of one.
    pub connection: StoredValue<String>,
    pub holder: StoredValue<Option<String>>,
    /// What its things are called, in the plural.
    pub things: &'static str,
    /// What it can be filtered by.
    pub fields: &'static [Field],
    /// What it can be ordered by; anything where that is told nowhere.
    pub sorts: &'static [Column],
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
        fields: &'static [Field],
        sorts: &'static [Column],
    ) -> Self {
        let search = state.address.search().get_untracked();
        Self {
            state,
            connection: StoredValue::new(connection.to_owned()),
            holder: StoredValue::new(holder.map(str::to_owned)),
            things,
            fields,
            sorts,
            query: RwSignal::new(read(fields, sorts, &search)),
            unread: RwSignal::new(unread(fields, sorts, &search)),
            typing: StoredValue::new(false),
        }
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

    /// The query as it is whenever typing pauses; any other change of it counts at once. A change of
    /// the URL costs a browser more than the search itself, and it refuses too many of them.
    pub fn settled(self) -> RwSignal<Query> {
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
    pub fn keep_in_url(self, route: Route, settled: RwSignal<Query>) {
        let address = self.state.address;
        let (search, pathname) = (address.search(), address.path());
        let path = route.path();
        // A secret in the address is not searched for, and stands there no longer.
        if self.is_secret(self.query.with_untracked(|query| query.text.clone())) {
            self.query.update(|query| query.text.clear());
            address.show(&route.path_with(&self.query.with_untracked(Query::to_params)), true);
        }
        Effect::new(move |_| {
            let search = search.get();
            let read = read(self.fields, self.sorts, &search);
            if pathname.get_untracked() == path && read != self.query.get_untracked() {
                self.query.set(read);
                self.unread.set(unread(self.fields, self.sorts, &search));
            }
        });
        let follow = move |query: &Query, _: Option<&Query>, _: Option<()>| {
            let before = read(self.fields, self.sorts, &search.get_untracked());
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

/// The query that the query part of a URL means where a list can be filtered by `fields`.
fn read(fields: &[Field], sorts: &[Column], search: &str) -> Query {
    let pairs = pairs(search);
    let mut query = Query::from_params(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    query.filters.retain(|one| fields.contains(&one.field()));
    if !is_order(sorts, query.sort.column) {
        query.sort = Query::default().sort;
    }
    if !fields.is_empty() {
        query.mark = None;
        query.status = query.status.filter(|status| STATES.contains(status));
    }
    query
}

/// The names of what means nothing in it, if there is any.
fn unread(fields: &[Field], sorts: &[Column], search: &str) -> Option<String> {
    let pairs = pairs(search);
    let mut names = Query::unread(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), fields);
    let order = pairs.iter().find(|(name, _)| name == "sort").and_then(|(_, value)| Sort::from_slug(value));
    if order.is_some_and(|sort| !is_order(sorts, sort.column)) {
        names.push("sort");
    }
    let status = |(name, value): &&(String, String)| {
        name == "status" && Status::from_slug(value).is_some_and(|status| !STATES.contains(&status))
    };
    if !fields.is_empty() {
        names.extend(pairs.iter().filter(|(name, _)| name == "mark").map(|_| "mark"));
        names.extend(pairs.iter().find(status).map(|_| "status"));
    }
    (!names.is_empty()).then(|| names.join(", "))
}

fn is_order(sorts: &[Column], column: Column) -> bool {
    sorts.is_empty() || sorts.contains(&column)
}

fn pairs(search: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).into_owned().collect()
}
