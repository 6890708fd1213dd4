//! Manages what keys belong to: lists, creates, changes and deletes it, keeps what is known of it
//! elsewhere right, and where an answer was lost looks what became of it.

use super::State;
use super::parts::Parts;
use crate::api::call::Call;
use crate::api::desk::{HolderDesk, HolderPage};
use crate::api::error::Error;
use crate::api::session::Session;
use crate::browser::{clock, random, timer};
use crate::domain::filter::Field;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::{HolderChange, HolderDraft};
use crate::domain::key::{LATELY, Revoked};
use crate::domain::query::Query;
use crate::domain::time::DAY;
use crate::routes::Place;

/// How often a create that can be repeated safely is sent at most.
const TRIES: usize = 3;
/// How long to wait before it is sent again, in milliseconds.
const TRY_AFTER: u64 = 400;
/// Holders a call when all that match are read, to search them here.
const WHOLE_SIZE: u32 = 1_000;

/// Manages the holders of one connection.
#[derive(Clone)]
pub struct Desk {
    state: State,
    connection: String,
    at: &'static dyn HolderDesk,
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done<T> {
    /// What came of it.
    pub value: T,
    /// Whether the answer was lost, and reading again found it done.
    pub found: bool,
}

/// Something that was not done, as far as is known.
#[derive(Clone, PartialEq, Debug)]
pub struct Trouble {
    /// Why.
    pub error: Error,
    /// How sure that is.
    pub after: After,
}

/// How sure it is that something was not done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// The backend said so.
    Refusal,
    /// The answer was lost, and it was not done when read again.
    Look,
    /// The answer was lost, and reading again failed, too.
    Nothing,
}

/// How many keys a holder has.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Keys {
    /// All of them.
    pub all: usize,
    /// Those that something used lately.
    pub used_lately: usize,
}

type Outcome<T> = Result<Done<T>, Trouble>;

impl Desk {
    /// The desk of a connection, where it has one.
    pub fn at(state: State, connection: &str) -> Option<Self> {
        let at = state.connections.current(connection)?.kind.holder_desk()?;
        Some(Self { state, connection: connection.to_owned(), at })
    }

    /// What its list can be filtered by.
    pub fn filters(&self) -> &'static [Field] {
        self.at.filters()
    }

    /// Reads the page that a query asks for. Where the backend can't find exactly that, all that it finds
    /// is read and looked at here.
    ///
    /// # Errors
    /// Those of the calls.
    pub async fn list(&self, query: &Query) -> Result<HolderPage, Error> {
        if self.at.finds_exactly(query) {
            return self.page(query).await;
        }
        let (mut all, mut parts) = (Vec::new(), Parts::default());
        let mut ask = Query { size: WHOLE_SIZE, page: 1, ..query.clone() };
        loop {
            let page = self.page(&ask).await?;
            all.extend(page.items);
            if ask.page >= page.pages {
                return Ok(HolderPage::part(all, query));
            }
            parts.go_on(all.len())?;
            ask.page += 1;
        }
    }

    /// Counts the keys of a holder; none when it is gone.
    ///
    /// # Errors
    /// Those of the calls.
    pub async fn key_count(&self, id: &str) -> Result<Option<Keys>, Error> {
        let count = async |since| self.run(|desk, session| desk.key_count(session, id, since)).await;
        let Some(all) = count(None).await? else { return Ok(None) };
        if all == 0 {
            return Ok(Some(Keys::default()));
        }
        let used_lately = count(Some(clock::now().plus(-LATELY * DAY))).await?;
        Ok(used_lately.map(|used_lately| Keys { all, used_lately }))
    }

    /// Makes a holder; sends it again where the answer was lost, which makes no second one.
    ///
    /// # Errors
    /// That there is no new holder, as far as is known.
    pub async fn create(&self, draft: &HolderDraft) -> Outcome<Holder> {
        let attempt = random::uuid();
        let mut tries = 0;
        let error = loop {
            tries += 1;
            match self.run(|desk, session| desk.create(session, draft, &attempt)).await {
                Ok(holder) => return Ok(self.learned(holder, false)),
                Err(error) if tries == 1 && !error.leaves_outcome_unknown() => return Err(refused(error)),
                Err(error) if error.leaves_outcome_unknown() && tries < TRIES && !attempt.is_empty() => {
                    timer::sleep(TRY_AFTER).await;
                }
                // A refusal after a lost answer says nothing of the first try.
                Err(error) => break error,
            }
        };
        match self.run(|desk, session| desk.named(session, &draft.name)).await {
            Ok(Some(holder)) if draft.change(&holder).is_empty() => Ok(self.learned(holder, true)),
            Ok(_) => Err(Trouble { error, after: After::Look }),
            Err(_) => Err(Trouble { error, after: After::Nothing }),
        }
    }

    /// Changes a holder.
    ///
    /// # Errors
    /// That it is not changed, as far as is known.
    pub async fn change(&self, id: &str, change: &HolderChange) -> Outcome<Holder> {
        let error = match self.run(|desk, session| desk.change(session, id, change)).await {
            Ok(holder) => {
                self.forget_keys(id);
                return Ok(self.learned(holder, false));
            }
            Err(error) if !error.leaves_outcome_unknown() => {
                if matches!(error, Error::NotFound { .. }) {
                    self.forget(id);
                }
                return Err(refused(error));
            }
            Err(error) => error,
        };
        self.forget_keys(id);
        match self.run(|desk, session| desk.one(session, id)).await {
            Ok(Some(holder)) if change.fits(&holder) => Ok(self.learned(holder, true)),
            Ok(Some(_)) => Err(Trouble { error, after: After::Look }),
            Ok(None) => {
                self.forget(id);
                Err(Trouble { error, after: After::Look })
            }
            Err(_) => Err(Trouble { error, after: After::Nothing }),
        }
    }

    /// Deletes a holder with its keys.
    ///
    /// # Errors
    /// That it is still there, as far as is known.
    pub async fn delete(&self, id: &str) -> Outcome<Revoked> {
        let error = match self.run(|desk, session| desk.delete(session, id)).await {
            Ok(revoked) => {
                self.forget(id);
                return Ok(Done { value: revoked, found: false });
            }
            Err(error) if !error.leaves_outcome_unknown() => return Err(refused(error)),
            Err(error) => error,
        };
        match self.run(|desk, session| desk.one(session, id)).await {
            Ok(None) => {
                self.forget(id);
                Ok(Done { value: Revoked::Now, found: true })
            }
            Ok(Some(_)) => Err(Trouble { error, after: After::Look }),
            Err(_) => Err(Trouble { error, after: After::Nothing }),
        }
    }

    async fn page(&self, query: &Query) -> Result<HolderPage, Error> {
        let page = self.run(|desk, session| desk.page(session, query)).await?;
        self.state.sessions.learn_some(&self.connection, &page.items);
        Ok(page)
    }

    async fn run<T: 'static>(
        &self,
        make: impl Fn(&'static dyn HolderDesk, &Session) -> Call<T>,
    ) -> Result<T, Error> {
        self.state.sessions.run(&self.connection, |session| make(self.at, session)).await
    }

    fn learned(&self, holder: Holder, found: bool) -> Done<Holder> {
        self.state.sessions.learn_some(&self.connection, std::slice::from_ref(&holder));
        Done { value: holder, found }
    }

    fn forget(&self, id: &str) {
        self.forget_keys(id);
        self.state.sessions.forget_holder(&self.connection, id);
    }

    /// The keys name their holder and work only with it, so they are read anew.
    fn forget_keys(&self, id: &str) {
        self.state
            .inventory
            .forget_place(&Place { connection: self.connection.clone(), holder: id.to_owned() });
    }
}

fn refused(error: Error) -> Trouble {
    Trouble { error, after: After::Refusal }
}
