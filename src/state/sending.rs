//! Sends the calls of a session: at the pace its service asks for, and anew after signing in again.

use super::sessions::Sessions;
use crate::api::call::{Call, Step};
use crate::api::error::Error;
use crate::api::request::{Request, Response};
use crate::api::session::Session;
use crate::api::{pace, transport};
use std::pin::Pin;

const UNAUTHORIZED: u16 = 401;

type Attempt = Pin<Box<dyn Future<Output = Result<Option<Response>, Error>>>>;

impl Sessions {
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
            let response = self.paced(&session.connection.id, &request).await?;
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

    /// Sends a call whose failure is nobody's business, and asks for no sign-in; nothing when one has
    /// signed out meanwhile.
    pub(super) async fn quietly<T: 'static>(self, session: &Session, call: Call<T>) -> Option<T> {
        let id = &session.connection.id;
        let (request, decode) = call.into_parts();
        let response = self.paced(id, &request).await.ok()?;
        self.current(id)?;
        decode(&response).ok()
    }

    /// Goes all the steps of signing in.
    pub(super) async fn go_through<T: 'static>(
        self,
        connection: &str,
        mut step: Step<T>,
    ) -> Result<T, Error> {
        loop {
            match step {
                Step::Done(value) => return Ok(value),
                Step::Next(call) => {
                    let (request, decode) = call.into_parts();
                    step = decode(&self.paced(connection, &request).await?)?;
                }
            }
        }
    }

    /// Sends a request when its service may be called. One that reads is sent again, a few times and
    /// ever later, when there were too many calls; one that writes is not.
    pub(super) async fn paced(self, connection: &str, request: &Request) -> Result<Response, Error> {
        let mut tries = 0;
        let headers = || self.current(connection).map(|session| session.headers);
        let before = headers();
        loop {
            self.pace.turn(connection).await;
            // What waited while one signed out, or signed in as somebody else, is nobody's any more.
            if before.is_some() && headers() != before {
                return Err(Error::Stopped);
            }
            tries += 1;
            let response = transport::exchange(request).await?;
            let refused = pace::is_too_many(&response);
            let in_a_row = self.pace.note(connection, refused);
            match pace::before_retry(tries, &response) {
                Some(wait) if refused && request.is_read() => {
                    self.pace.slow_down(connection, wait, Some((tries + 1, pace::MOST_TRIES)));
                }
                _ if refused => {
                    // This one is not sent again, but those after it wait, ever longer.
                    let wait = pace::before_retry(in_a_row.clamp(1, pace::MOST_TRIES - 1), &response);
                    self.pace.slow_down(connection, wait.unwrap_or(pace::LONGEST), None);
                    return Ok(response);
                }
                _ => {
                    self.pace.slow_down(connection, pace::after(&response), None);
                    return Ok(response);
                }
            }
        }
    }
}
