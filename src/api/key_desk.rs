//! What a backend offers that lets one do something with keys. Apart from the backend itself, so that its
//! code is loaded with the pages that need it.

use super::backend::Pasted;
use super::call::Call;
use super::error::Error;
use super::request::{Request, Response};
use super::session::Session;
use super::wire::carried_out;
use crate::config::Connection;
use crate::domain::access::Place;
use crate::domain::change::KeyChange;
use crate::domain::draft::NewKey;
use crate::domain::export::VARIABLE;
use crate::domain::holder::Resource;
use crate::domain::key::{Created, Detail, Key, KeyId, Proven, Revoked};
use crate::domain::secret::Secret;
use crate::domain::stack::StackRoles;

/// A text to paste elsewhere, in which a variable stands for the secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snippet {
    /// What it is for.
    pub label: &'static str,
    /// The text.
    pub text: String,
}

/// Keys made, proven, changed and ended. Methods only build requests and read answers.
pub trait KeyDesk: Sync {
    /// Makes a key. `attempt` is a UUID that stays the same when the same create is sent again.
    fn create(&self, session: &Session, holder: &str, key: &NewKey, attempt: &str) -> Call<Created>;

    /// Ends a key for good. That it is gone already counts as done.
    fn revoke(&self, session: &Session, holder: &str, key: &KeyId) -> Call<Revoked>;

    /// The key that a pasted secret belongs to, told by the secret itself or by what was listed; none for a text that is no
    /// secret of this backend, or where secrets don't tell.
    fn key_in(&self, _session: &Session, _pasted: &Secret) -> Option<Pasted> {
        None
    }

    /// Whether a text gives away a large part of a secret that was listed.
    fn gives_away(&self, _session: &Session, _text: &str) -> bool {
        false
    }

    /// A read that succeeds with a key's secret, for a command that proves it.
    fn proof(&self, connection: &Connection, secret: &Secret) -> Request;

    /// Sends a key's secret to a read that succeeds with it.
    fn prove(&self, connection: &Connection, secret: &Secret) -> Call<Proven> {
        Call::new(self.proof(connection, secret), accepted)
    }

    /// How a key is used, with a variable in place of the secret.
    fn snippets(&self, connection: &Connection) -> Vec<Snippet> {
        let request = self.proof(connection, &Secret::new(""));
        vec![Snippet { label: "curl", text: super::curl::command(&request) }]
    }

    /// The lines of an environment file before the value of a secret: what programs of this backend read.
    fn environment(&self, _connection: &Connection) -> String {
        format!("{VARIABLE}=")
    }

    /// Reads one key and its access as it stands there; none where that can't be asked for.
    fn key(&self, _session: &Session, _holder: &str, _key: &KeyId) -> Option<Call<Detail>> {
        None
    }

    /// Changes a key; none where keys can't be changed.
    fn change(
        &self,
        _session: &Session,
        _holder: &str,
        _key: &KeyId,
        _change: &KeyChange,
    ) -> Option<Call<Key>> {
        None
    }

    /// Gives a key a new secret, which is told only now, while the old one works for so many minutes;
    /// none where that can't be done. It must never be sent again by itself: each time makes another.
    fn rotate(
        &self,
        _session: &Session,
        _holder: &str,
        _key: &KeyId,
        _retain_minutes: u32,
    ) -> Option<Call<Secret>> {
        None
    }

    /// Lists the roles inside a project; none when there are no such roles.
    fn stack_roles(&self, _session: &Session, _place: &Place, _project: &str) -> Option<Call<StackRoles>> {
        None
    }

    /// Lists what a role can be limited to at a place; none when that can't be listed.
    fn resources(&self, _session: &Session, _place: &Place) -> Option<Call<Vec<Resource>>> {
        None
    }
}

/// That a read with a secret succeeded.
pub(super) fn accepted(response: &Response) -> Result<Proven, Error> {
    let refusal = |response: &Response| Error::from_status(response.status, String::new(), Vec::new(), None);
    carried_out(response, refusal).map(|()| Proven { ends: None })
}
