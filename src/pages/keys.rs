//! The keys of a holder: found, sorted, counted, revoked.

mod bar;
mod bulk;
mod empty;
mod export;
mod found;
mod gather;
mod names;
mod reading;
mod replacements;
mod rights;
mod row;
mod select;
mod shape;
mod table;
mod tiles;
mod tools;

use super::asked::Asked;
use super::filters;
use super::holder_off;
use super::peek::Peek;
use super::revoke::Revoking;
use super::rotate::Rotating;
use crate::browser::page as document;
use crate::components::icon::Icon;
use crate::domain::capability::{AccessForm, Capabilities, Paging};
use crate::domain::query::{Offer, Query};
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::shelf::{Reading, Shelf};
use crate::state::{State, state};
use gather::Gathering;
use leptos::prelude::*;
use select::Selection;
use std::sync::Arc;

/// Places of entries on the shelf.
type Places = Memo<Arc<Vec<usize>>>;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct View {
    state: State,
    place: StoredValue<Place>,
    can: &'static Capabilities,
    shelf: RwSignal<Shelf>,
    query: RwSignal<Query>,
    /// The same with what belongs to asking.
    asked: Asked,
    /// The places of the shown entries on the shelf, in order.
    shown: Places,
    /// The key that is about to be revoked.
    revoking: Revoking,
    /// The key that is about to get a new secret.
    rotating: Rotating,
    /// The secret that is looked at.
    peek: Peek,
    /// The keys that are selected.
    selection: Selection,
    /// The reading of all that match.
    gathering: Gathering,
}

/// What stands below the search.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    Table,
    Waiting,
    NoMatch,
    NoKeys,
    Nothing,
}

/// The page.
pub fn page(place: Place) -> AnyView {
    let Some(session) = state().sessions.current(&place.connection) else { return ().into_any() };
    let can = session.connection.kind.backend().capabilities();
    let view = View::new(place, can);
    let settled = view.asked.settled();
    let route = Route::Keys(view.place.get_value());
    view.keep_address(&route, settled);
    view.asked.keep_in_url(route, settled);
    view.read_when_due(settled);
    let title = Memo::new(move |_| view.title());
    Effect::new(move |_| document::set_title(&title.get()));
    // Known by value, so that a key press or a page of keys leaves search and table standing.
    let bare = Memo::new(move |_| view.is_bare());
    let content = Memo::new(move |_| view.content());
    view! {
        <header class="head">
            <div>
                {view.can.choose_holder.then(|| all_holders(view))}
                <h1>{move || title.get()}</h1>
                <p>{move || view.counted()}</p>
            </div>
            <div class="acts">
                {move || (!bare.get()).then(|| export::menu(view))}
                {(can.tells_secrets).then(|| names::menu(view))}
                <button type="button" class="button" on:click=move |_| view.refresh()>
                    <span class="spinner" class:spin=move || view.reading() == Reading::Waiting><Icon name="turn"/></span>
                    "Refresh"
                </button>
                {move || (can.create && view.may_write() && !view.is_nowhere()).then(|| view! {
                    <a href=Route::NewKey(view.place.get_value()).path() class="button primary">
                        <Icon name="plus"/>"Create key"
                    </a>
                })}
            </div>
        </header>
        {move || view.read_only()}
        {view.can.choose_holder.then(|| view.place.with_value(|place| holder_off::note(view.state, place)))}
        {move || view.failure()}
        {replacements::list(view)}
        {move || (!bare.get()).then(|| tiles::tiles(view))}
        {move || (!bare.get()).then(|| tools::tools(view))}
        {filters::chips(view.asked)}
        {bar::bar(view)}
        {view.can.tells_secrets.then(|| view.peek.panel(move |id| view.shelf.with(|shelf| shelf.key(id).map(|key| key.name.clone()))))}
        {move || view.show(content.get())}
        {view.revoking.dialog()}
        {view.rotating.dialog()}
        {super::leaked::dialog(view.state)}
        {bulk::dialog(view)}
        {view.gathering.dialog()}
    }
}

/// The way back to what one chose among.
fn all_holders(view: View) -> AnyView {
    let all = Route::Holders { connection: view.place.with_value(|place| place.connection.clone()) };
    view! { <p><a href=all.path()>{format!("All {}", view.can.holder.1)}</a></p> }.into_any()
}

impl View {
    fn new(place: Place, can: &'static Capabilities) -> Self {
        let state = state();
        let shelf = RwSignal::from(state.inventory.shelf(&place));
        let asked = Asked::here(
            state,
            &place.connection,
            Some(&place.holder),
            "keys",
            Offer { fields: can.filters, sorts: can.sorts, permissions: can.access == AccessForm::Config },
        );
        let query = asked.query;
        let shown = match can.paging {
            Paging::Whole => found::here(shelf, query, untrack(|| state.connections.policy())),
            Paging::Server => {
                Memo::new(move |_| Arc::new((0..shelf.with(|shelf| shelf.entries.len())).collect()))
            }
        };
        // Where the backend pages, keys move up from the next page, or this page is no more. The
        // button that had the focus is gone with its row.
        let revoked = {
            let place = place.clone();
            Callback::new(move |()| {
                document::focus_first("#keys", "main");
                if can.paging == Paging::Server {
                    query.with_untracked(|query| state.inventory.refresh(&place, query));
                }
            })
        };
        Self {
            state,
            revoking: Revoking::new(state, place.clone(), query.into(), revoked),
            rotating: Rotating::new(state, place.clone()),
            peek: Peek::new(state, &place),
            selection: Selection::new(state.looks.selected(&place)),
            gathering: Gathering::new(),
            place: StoredValue::new(place),
            can,
            shelf,
            query,
            asked,
            shown,
        }
    }

    fn title(self) -> String {
        if self.can.choose_holder {
            format!("Keys of {}", self.place.with_value(|place| self.state.sessions.holder_name(place)))
        } else {
            format!("{} keys", self.connection_name())
        }
    }

    fn connection_name(self) -> String {
        let id = self.place.with_value(|place| place.connection.clone());
        self.state.connections.current(&id).map(|connection| connection.name).unwrap_or_default()
    }

    /// Whoever comes back from a key finds the list as it was.
    fn keep_address(self, route: &Route, settled: RwSignal<Query>) {
        let (looks, route) = (self.state.looks, route.clone());
        Effect::new(move |_| {
            let address = settled.with(|query| route.path_with(&query.to_params()));
            self.place.with_value(|place| looks.seen_at(place, address));
        });
    }

    /// Whether there is nothing to search in: no keys at all, for whatever reason.
    fn is_bare(self) -> bool {
        self.shelf.with(|shelf| shelf.entries.is_empty()) && !self.is_narrowed()
    }

    /// Whether what is asked for or what was read hides keys: what was read stands there until the
    /// answer to something else comes.
    fn is_narrowed(self) -> bool {
        self.query.with(Query::narrows) || self.shelf.with(|shelf| shelf.narrowed)
    }

    fn content(self) -> Content {
        let any = self.shown.with(|shown| !shown.is_empty());
        match (any, self.reading()) {
            (true, _) => Content::Table,
            (false, Reading::Idle | Reading::Waiting) => Content::Waiting,
            (false, Reading::Failed(_)) => Content::Nothing,
            (false, Reading::Done(_)) if self.is_narrowed() => Content::NoMatch,
            (false, Reading::Done(_)) => Content::NoKeys,
        }
    }

    fn show(self, content: Content) -> AnyView {
        match content {
            Content::Table => table::table(self),
            Content::Waiting => view! { <p class="soft" role="status">"Reading the keys…"</p> },
            Content::NoMatch => empty::no_match(self).into_any(),
            Content::NoKeys => empty::no_keys(self).into_any(),
            Content::Nothing => ().into_any(),
        }
    }
}
