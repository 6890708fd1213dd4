//! Who is signed in where. Credentials live here and nowhere else, and only in memory.

use crate::api::call::Call;
use crate::api::error::Error;
use crate::api::request::{Request, Response};
use crate::api::session::{Credential, Session};
use crate::api::transport;
use crate::config::Connection;
use crate::domain::holder::Holder;
use futures_channel::oneshot;
use leptos::prelude::*;
use std::pin::Pin;

const UNAUTHORIZED: u16 = 401;

type Attempt = Pin<Box<dyn Future<Output = Result<Option<Response>, Error>>>>;

/// The sessions, one a connection at most.
#[derive(Clone, Copy)]
pub struct Sessions {
    open: RwSignal<Vec<Session>>,
    asking: RwSignal<Option<String>>,
    waiting: StoredValue<Vec<Waiting>>,
}

/// A call that was refused and goes on when its connection is signed in again.
struct Waiting {
    connection: String,
    go_on: oneshot::Sender<bool>,
}

impl Sessions {
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(Vec::new()),
            asking: RwSignal::new(None),
            waiting: StoredValue::new(Vec::new()),
        }
    }

    /// The session of a connection.
    pub fn get(&self, connection: &str) -> Option<Session> {
        self.open.with(|open| find(open, connection).cloned())
    }

    /// The session of a connection as it is now, without following it.
    pub fn current(&self, connection: &str) -> Option<Session> {
        self.open.with_untracked(|open| find(open, connection).cloned())
    }

    /// Whether a connection is signed in.
    pub fn is_open(&self, connection: &str) -> bool {
        self.open.with(|open| find(open, connection).is_some())
    }

    /// Whether any connection is signed in.
    pub fn any(&self) -> bool {
        self.open.with(|open| !open.is_empty())
    }

    /// The connection that asks to sign in again in the middle of work.
    pub fn asking(&self) -> Signal<Option<String>> {
        self.asking.into()
    }

    /// Signs in, and lets go on what waited for it.
    ///
    /// # Errors
    /// Those of the calls that check the credential.
    pub async fn sign_in(&self, connection: &Connection, credential: &Credential) -> Result<(), Error> {
        let step = connection.kind.backend().sign_in(connection, credential);
        let session = transport::send_all(step).await?;
        self.open.update(|open| {
            open.retain(|other| other.connection.id != connection.id);
            open.push(session);
        });
        self.answer(&connection.id, true);
        Ok(())
    }

    /// Learns what keys belong to on a connection.
    pub fn learn_holders(&self, connection: &str, holders: &[Holder]) {
        self.open.update(|open| {
            if let Some(session) = open.iter_mut().find(|session| session.connection.id == connection) {
                session.holders = Some(holders.to_vec());
            }
        });
    }

    /// Forgets the credential of a connection.
    pub fn sign_out(&self, connection: &str) {
        self.open.update(|open| open.retain(|session| session.connection.id != connection));
        self.answer(connection, false);
    }

    /// Forgets them all.
    pub fn sign_out_all(&self) {
        let open = self.open.with_untracked(|open| {
            open.iter().map(|session| session.connection.id.clone()).collect::<Vec<_>>()
        });
        for connection in open {
            self.sign_out(&connection);
        }
    }

    /// Gives up signing in again; what waited for it ends as refused.
    pub fn decline(&self, connection: &str) {
        self.answer(connection, false);
    }

    /// Sends a call on a connection. When the credential turns out to be no good any more, it asks
    /// to sign in again on the spot and then sends it anew: a refused call did nothing.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn run<T: 'static>(
        &self,
        connection: &str,
        make: impl Fn(&Session) -> Call<T>,
    ) -> Result<T, Error> {
        self.run_if(connection, |session| Some(make(session))).await?.ok_or(Error::Stopped)
    }

    /// The same for a call that not every backend has; nothing where it has none.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn run_if<T: 'static>(
        &self,
        connection: &str,
        make: impl Fn(&Session) -> Option<Call<T>>,
    ) -> Result<Option<T>, Error> {
        loop {
            let Some(session) = self.current(connection) else { return Err(Error::Stopped) };
            let Some(call) = make(&session) else { return Ok(None) };
            let (request, decode) = call.into_parts();
            if let Some(response) = self.attempt(session, request).await? {
                return decode(&response).map(Some);
            }
        }
    }

    /// Sends a request; no answer means that it is to be made and sent anew, because one is signed
    /// in again. Boxed, so that the many kinds of calls share it.
    fn attempt(self, session: Session, request: Request) -> Attempt {
        Box::pin(async move {
            let response = transport::exchange(&request).await?;
            if response.status != UNAUTHORIZED {
                return Ok(Some(response));
            }
            let id = &session.connection.id;
            let again = match self.current(id) {
                None => false,
                Some(current) => current.headers != session.headers || self.ask_again(id).await,
            };
            Ok((!again).then_some(response))
        })
    }

    async fn ask_again(&self, connection: &str) -> bool {
        let (go_on, told) = oneshot::channel();
        self.waiting
            .update_value(|waiting| waiting.push(Waiting { connection: connection.to_owned(), go_on }));
        if self.asking.get_untracked().is_none() {
            self.asking.set(Some(connection.to_owned()));
        }
        told.await.unwrap_or(false)
    }

    /// Lets go on what waits for this connection, then asks for the next that something waits for.
    fn answer(&self, connection: &str, signed_in: bool) {
        let mut answered = Vec::new();
        let next = self.waiting.try_update_value(|waiting| {
            let (ours, others): (Vec<_>, Vec<_>) =
                std::mem::take(waiting).into_iter().partition(|one| one.connection == connection);
            answered = ours;
            *waiting = others;
            waiting.first().map(|one| one.connection.clone())
        });
        self.asking.set(next.flatten());
        for one in answered {
            let _ = one.go_on.send(signed_in);
        }
    }
}

fn find<'a>(open: &'a [Session], connection: &str) -> Option<&'a Session> {
    open.iter().find(|session| session.connection.id == connection)
}
