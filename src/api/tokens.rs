//! What a backend offers that gives out tokens: each opens for a while what its maker's sign-in opens.

use super::call::Call;
use super::key_desk::accepted;
use super::request::Request;
use super::session::Session;
use crate::config::Connection;
use crate::domain::key::Proven;
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;

/// A token that was just made. It is told only now.
#[derive(Clone, PartialEq, Debug)]
pub struct Made {
    /// The token.
    pub secret: Secret,
    /// When it stops working, if it tells.
    pub ends: Option<Timestamp>,
}

/// Tokens made and proven. Methods only build requests and read answers.
pub trait Tokens: Sync {
    /// For how many minutes one may be asked to work, the usual first.
    fn minutes(&self) -> &'static [u32];

    /// Makes one that works for so many minutes. Each time makes another, and none ends by that.
    fn make(&self, session: &Session, minutes: u32) -> Call<Made>;

    /// A read that succeeds with a token, for a command that proves it.
    fn proof(&self, connection: &Connection, token: &Secret) -> Request;

    /// Sends a token to a read that succeeds with it.
    fn prove(&self, connection: &Connection, token: &Secret) -> Call<Proven> {
        Call::new(self.proof(connection, token), accepted)
    }

    /// The lines of an environment file before a token: what programs of this backend read.
    fn environment(&self, connection: &Connection) -> String;
}
