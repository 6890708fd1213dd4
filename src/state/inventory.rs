//! The keys that were read, by place.

use super::names::LocalNames;
use super::one_key::News;
use super::parts::Parts;
use super::replacements::Replacements;
use super::sessions::Sessions;
use super::shelf::{Reading, Shelf};
use super::task;
use crate::api::backend::{KeyPage, ListAsk};
use crate::api::error::Error;
use crate::api::session::Session;
use crate::browser::clock;
use crate::config::Kind;
use crate::domain::capability::Paging;
use crate::domain::key::Key;
use crate::domain::query::Query;
use crate::routes::Place;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// While many pages are read, the list is shown anew after so many milliseconds at the earliest.
const SHOW_EVERY: i64 = 200;

/// The keys of every place.
#[derive(Clone, Copy)]
pub struct Inventory {
    pub(super) sessions: Sessions,
    replacements: Replacements,
    pub(super) news: RwSignal<Option<News>>,
    pub(super) names: LocalNames,
    shelves: StoredValue<Vec<(Place, ArcRwSignal<Shelf>)>>,
}

impl Inventory {
    pub(super) fn new(sessions: Sessions, replacements: Replacements, names: LocalNames) -> Self {
        let (news, shelves) = (RwSignal::new(None), StoredValue::new(Vec::new()));
        Self { sessions, replacements, news, names, shelves }
    }

    /// The keys of a place.
    pub fn shelf(&self, place: &Place) -> ArcRwSignal<Shelf> {
        let found = self
            .shelves
            .with_value(|shelves| shelves.iter().find(|(at, _)| at == place).map(|(_, shelf)| shelf.clone()));
        found.unwrap_or_else(|| {
            let shelf = ArcRwSignal::new(Shelf::default());
            self.shelves.update_value(|shelves| shelves.push((place.clone(), shelf.clone())));
            shelf
        })
    }

    /// Forgets what was read on a connection.
    pub fn forget(&self, connection: &str) {
        self.forget_where(|place| place.connection == connection);
    }

    /// Forgets what was read at a place.
    pub fn forget_place(&self, place: &Place) {
        self.forget_where(|at| at == place);
    }

    /// Forgets everything.
    pub fn forget_all(&self) {
        self.forget_where(|_| true);
    }

    fn forget_where(&self, goes: impl Fn(&Place) -> bool) {
        self.shelves.update_value(|shelves| {
            for (_, shelf) in shelves.iter().filter(|(place, _)| goes(place)) {
                shelf.update(Shelf::forget);
            }
        });
    }

    /// Reads the keys of a place, and who its members are, side by side.
    pub fn refresh(&self, place: &Place, query: &Query) {
        let (inventory, place, query) = (*self, place.clone(), query.clone());
        let reading = async move {
            let _ = inventory.read(&place, &query).await;
        };
        untrack(|| task::start(reading));
    }

    /// Reads the keys of a place and waits for them.
    ///
    /// # Errors
    /// Those of the calls; the shelf tells them too.
    pub async fn read(&self, place: &Place, query: &Query) -> Result<(), Error> {
        let Some(session) = self.sessions.current(&place.connection) else { return Err(Error::Stopped) };
        let kind = session.connection.kind;
        let shelf = self.shelf(place);
        let mut turn = 0;
        shelf.update(|shelf| {
            shelf.turn += 1;
            shelf.reading = Reading::Waiting;
            shelf.progress = None;
            turn = shelf.turn;
        });
        self.know_members(place);
        let outcome = self.read_keys(place, query, kind, &shelf, turn).await;
        if let Err(error) = &outcome {
            update_if(&shelf, turn, |shelf| shelf.reading = Reading::Failed(error.clone()));
        }
        outcome
    }

    async fn read_keys(
        &self,
        place: &Place,
        query: &Query,
        kind: Kind,
        shelf: &ArcRwSignal<Shelf>,
        turn: u32,
    ) -> Result<(), Error> {
        if kind.backend().capabilities().paging == Paging::Whole {
            return self.read_whole(place, query, shelf, turn).await;
        }
        let page = if kind.key_list().finds_exactly(query) {
            self.page(place, &ListAsk { query: query.clone(), all: false, cursor: None }).await?
        } else {
            self.sift(place, query, shelf, turn).await?
        };
        update_if(shelf, turn, |shelf| {
            shelf.replace(page.keys);
            (shelf.total, shelf.pages, shelf.narrowed) = (page.total, page.pages, query.narrows());
            shelf.done(clock::now());
        })
        .ok_or(Error::Stopped)
    }

    async fn read_whole(
        &self,
        place: &Place,
        query: &Query,
        shelf: &ArcRwSignal<Shelf>,
        turn: u32,
    ) -> Result<(), Error> {
        let grows = shelf.with_untracked(|shelf| shelf.entries.is_empty());
        let mut ask = ListAsk { query: query.clone(), all: false, cursor: None };
        let (mut unseen, mut seen_at): (Vec<Key>, _) = (Vec::new(), None);
        let (mut parts, mut count) = (Parts::default(), 0);
        loop {
            let page = self.page(place, &ask).await?;
            let last = page.next.is_none();
            count += page.keys.len();
            if let Some(next) = &page.next {
                parts.go_on_at(next, count)?;
            }
            ask.cursor = page.next;
            unseen.extend(page.keys);
            let due = seen_at.is_none_or(|at| clock::now().since(at) >= SHOW_EVERY);
            let shown = update_if(shelf, turn, |shelf| {
                if !(last || (grows && due)) {
                    return;
                }
                seen_at = Some(clock::now());
                let keys = std::mem::take(&mut unseen);
                if grows {
                    shelf.append(keys);
                } else {
                    shelf.replace_all(keys, clock::now());
                }
                if last {
                    shelf.done(clock::now());
                }
            });
            shown.ok_or(Error::Stopped)?;
            if last {
                shelf.with_untracked(|shelf| self.settle(place, shelf, true));
                return Ok(());
            }
        }
    }

    /// How the keys of a place are read.
    pub(super) fn paging(&self, place: &Place) -> Option<Paging> {
        let session = self.sessions.current(&place.connection)?;
        Some(session.connection.kind.backend().capabilities().paging)
    }

    /// Gives up reading; what was read before stays.
    pub fn stop_reading(&self, place: &Place) {
        self.shelf(place).update(|shelf| {
            shelf.turn = shelf.turn.wrapping_add(1);
            shelf.reading = Reading::Failed(Error::Stopped);
            shelf.progress = None;
        });
    }

    pub(super) async fn page(&self, place: &Place, ask: &ListAsk) -> Result<KeyPage, Error> {
        let list = |session: &Session| session.connection.kind.key_list().list(session, &place.holder, ask);
        self.call_keys(&place.connection);
        let page = self.sessions.run(&place.connection, list).await?;
        let ring = self.sessions.current(&place.connection).ok_or(Error::Stopped)?.ring;
        let mut page = page.keyed(&ring);
        page.keys.iter_mut().for_each(|key| self.names.name(key));
        Ok(page)
    }

    /// Sees to it that keys which are their own secret are called by the ids of this browser.
    pub fn call_keys(&self, connection: &str) {
        let Some(session) = self.sessions.current(connection) else { return };
        if session.connection.kind.backend().capabilities().tells_secrets {
            self.sessions.call_keys_by(connection, self.names.salt());
        }
    }

    /// Reads who the members of a place are, unless that is known.
    pub fn know_members(&self, place: &Place) {
        if self.shelf(place).with_untracked(|shelf| shelf.members.is_some()) {
            return;
        }
        let (inventory, place) = (*self, place.clone());
        spawn_local(async move {
            let Some(session) = inventory.sessions.current(&place.connection) else { return };
            let kind = session.connection.kind;
            let Some(call) = kind.key_list().members(&session, &place.holder) else { return };
            // Without the names the list shows ids: worth no message of its own.
            let Some(members) = inventory.sessions.quietly(&session, call).await else { return };
            inventory.shelf(&place).update(|shelf| shelf.learn_members(members));
        });
    }

    /// What replacements there are is looked at whenever all keys are known anew.
    pub(super) fn settle(&self, place: &Place, shelf: &Shelf, anew: bool) {
        let live: Vec<&Key> = shelf.live().collect();
        self.replacements.settle(place, live.iter().copied(), anew);
    }
}

/// Changes a shelf unless it is being read anew; nothing when it is.
pub(super) fn update_if(
    shelf: &ArcRwSignal<Shelf>,
    turn: u32,
    change: impl FnOnce(&mut Shelf),
) -> Option<()> {
    let ours = shelf.with_untracked(|shelf| shelf.turn == turn);
    ours.then(|| shelf.update(change))
}
