//! Finds the key that a pasted secret belongs to. Of the secret only the id of its key is kept.

use super::address::Address;
use super::inventory::Inventory;
use crate::api::backend::Pasted;
use crate::api::error::Error;
use crate::api::session::Session;
use crate::domain::bulk::AT_ONCE;
use crate::domain::key::KeyId;
use crate::domain::secret::Secret;
use crate::routes::{Place, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is said to a secret where a name or a note belongs.
pub const NO_NAME: &str =
    "This is a key or what you sign in with. Names and notes can be read by others: enter something else.";

/// How far the search is.
#[derive(Clone, PartialEq, Debug)]
pub enum Stage {
    /// The secret is still to be pasted.
    Asking,
    /// What was pasted is not whole enough to tell its key.
    Broken,
    /// What was pasted is a key, and keys of this service don't tell which one they are.
    Mute,
    /// What was pasted is what one signs in with.
    Credential,
    /// It is looked for.
    Looking,
    /// No holder has the key.
    Nowhere,
    /// Some holders could not be looked at, and no other has it.
    Failed(Error),
}

/// The search for a key.
#[derive(Clone, PartialEq, Debug)]
pub struct Search {
    /// The connection that it is looked for on.
    pub connection: String,
    /// How far it is.
    pub stage: Stage,
    /// How many holders were looked at.
    pub looked: usize,
    /// How many there are; none until that is known.
    pub all: Option<usize>,
    /// How many could not be looked at.
    pub unread: usize,
    /// Why the last of them could not.
    failed: Option<Error>,
    /// The holders that are still to be looked at.
    waiting: Vec<String>,
    hands: usize,
}

/// The search for the key of a pasted secret.
#[derive(Clone, Copy)]
pub struct Leaked {
    search: RwSignal<Option<Search>>,
    found: RwSignal<Option<(Place, KeyId)>>,
    /// Counts the searches, so that a late answer of an earlier one is told apart.
    turn: StoredValue<u32>,
    inventory: Inventory,
    address: Address,
}

impl Leaked {
    pub(super) fn new(inventory: Inventory, address: Address) -> Self {
        let (search, found) = (RwSignal::new(None), RwSignal::new(None));
        Self { search, found, turn: StoredValue::new(0), inventory, address }
    }

    /// The search, while there is one.
    pub fn search(self) -> Signal<Option<Search>> {
        self.search.into()
    }

    /// Whether this is the key that was found last.
    pub fn is_found(self, place: &Place, id: &KeyId) -> bool {
        self.found.with(|found| found.as_ref().is_some_and(|(at, key)| at == place && key == id))
    }

    /// Forgets which key was found.
    pub fn leave(self) {
        self.found.set(None);
    }

    /// Asks for the secret.
    pub fn ask(self, connection: &str) {
        self.begin(connection, Stage::Asking);
    }

    /// Ends the search.
    pub fn stop(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.search.set(None);
    }

    /// Whether a text is a secret: one of the service's keys, or what one signs in with anywhere.
    pub fn is_secret(self, connection: &str, text: &str) -> bool {
        let text = Secret::new(text);
        self.key_in(connection, &text).is_some() || self.inventory.sessions.is_credential(&text)
    }

    fn key_in(self, connection: &str, text: &Secret) -> Option<Pasted> {
        let session = self.inventory.sessions.current(connection)?;
        session.connection.kind.key_desk().key_in(&session, text)
    }

    /// Looks for the key of a pasted secret, first at that holder; false where it is no secret.
    pub fn take(self, connection: &str, first: Option<&str>, pasted: &Secret) -> bool {
        let stage = match self.key_in(connection, pasted) {
            Some(Pasted::Key(id)) => {
                self.look_for(connection, first, id);
                return true;
            }
            _ if self.inventory.sessions.is_credential(pasted) => Stage::Credential,
            Some(Pasted::Broken) => Stage::Broken,
            Some(Pasted::Mute) => Stage::Mute,
            None => return false,
        };
        self.begin(connection, stage);
        true
    }

    fn look_for(self, connection: &str, first: Option<&str>, id: KeyId) {
        let turn = self.begin(connection, Stage::Looking);
        let (connection, first) = (connection.to_owned(), first.map(str::to_owned));
        spawn_local(async move { self.look(turn, connection, first, id).await });
    }

    fn begin(self, connection: &str, stage: Stage) -> u32 {
        self.stop();
        self.search.set(Some(Search {
            connection: connection.to_owned(),
            stage,
            looked: 0,
            all: None,
            unread: 0,
            failed: None,
            waiting: Vec::new(),
            hands: AT_ONCE,
        }));
        self.turn.get_value()
    }

    async fn look(self, turn: u32, connection: String, first: Option<String>, id: KeyId) {
        if let Some(first) = &first
            && self.is_at(turn, &connection, first, &id).await
        {
            return;
        }
        match self.inventory.sessions.read_holders(&connection).await {
            Err(error) => self.change(turn, |search| {
                search.all = None;
                search.stage = Stage::Failed(error);
            }),
            Ok(holders) => {
                let others = holders.into_iter().map(|holder| holder.id);
                let waiting: Vec<String> = others.filter(|holder| Some(holder) != first.as_ref()).collect();
                self.change(turn, |search| {
                    search.all = Some(waiting.len() + usize::from(first.is_some()));
                    search.waiting = waiting;
                });
                for _ in 0..AT_ONCE {
                    let (connection, id) = (connection.clone(), id.clone());
                    spawn_local(async move { self.one_after_the_other(turn, &connection, &id).await });
                }
            }
        }
    }

    async fn one_after_the_other(self, turn: u32, connection: &str, id: &KeyId) {
        while let Some(holder) = self.next(turn) {
            if self.is_at(turn, connection, &holder, id).await {
                return;
            }
        }
        self.change(turn, |search| {
            search.hands = search.hands.saturating_sub(1);
            if search.hands == 0 {
                search.stage = search.failed.take().map_or(Stage::Nowhere, Stage::Failed);
            }
        });
    }

    fn next(self, turn: u32) -> Option<String> {
        let mut next = None;
        self.change(turn, |search| next = search.waiting.pop());
        next
    }

    /// Looks at one holder; when the key is there, it is shown.
    async fn is_at(self, turn: u32, connection: &str, holder: &str, id: &KeyId) -> bool {
        let place = Place { connection: connection.to_owned(), holder: holder.to_owned() };
        let sessions = self.inventory.sessions;
        let make = |session: &Session| session.connection.kind.key_desk().key(session, holder, id);
        let told = sessions.run_if(connection, make).await;
        if self.turn.get_value() != turn {
            return true;
        }
        match told {
            Ok(Some(detail)) => {
                self.inventory.learn(&place, detail.key);
                self.show(place, id.clone());
                return true;
            }
            Ok(None) => {}
            Err(error) if error.says_gone() => {}
            Err(error) => self.change(turn, |search| {
                search.unread += 1;
                // Who declined to sign in again is not asked once more for each holder.
                if matches!(error, Error::Unauthorized { .. } | Error::Stopped) {
                    search.unread += search.waiting.len();
                    search.waiting.clear();
                }
                search.failed = Some(error);
            }),
        }
        self.change(turn, |search| search.looked += 1);
        false
    }

    fn show(self, place: Place, id: KeyId) {
        self.stop();
        self.found.set(Some((place.clone(), id.clone())));
        self.address.go(&Route::Key(place, id.0).path(), false);
    }

    fn change(self, turn: u32, change: impl FnOnce(&mut Search)) {
        if self.turn.get_value() == turn {
            self.search.update(|search| {
                if let Some(search) = search {
                    change(search);
                }
            });
        }
    }
}
