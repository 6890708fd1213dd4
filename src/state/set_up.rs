//! A service set up by its first administrator, who is signed in then.

use super::sessions::Sessions;
use crate::api::call::Call;
use crate::api::error::Error;
use crate::api::session::Credential;
use crate::api::set_up::SetUp;
use crate::config::Connection;
use crate::domain::first_admin::FirstAdmin;

/// Why one is not signed in after all.
#[derive(Clone, PartialEq, Debug)]
pub enum NotIn {
    /// Nothing is set up.
    Nothing(Error),
    /// Somebody else has set it up before.
    Taken(Error),
    /// It is set up by this, and signing in failed.
    SetUp(Error),
    /// It is set up, perhaps by this, perhaps by somebody else: signing in failed.
    Perhaps(Error),
    /// No answer came, and none to the question what is there.
    Unknown(Error),
}

impl Sessions {
    /// Sets a service up and signs in. It is sent once only; where that is not answered well, what is there is
    /// looked at: a service may count as set up although it refused its first administrator.
    ///
    /// # Errors
    /// Why one is not signed in, and what is known of the service.
    pub async fn set_up(
        &self,
        connection: &Connection,
        desk: &dyn SetUp,
        admin: &FirstAdmin,
    ) -> Result<(), NotIn> {
        let sent = self.send_once(connection, desk.begin(connection, admin)).await;
        let is_sure = sent.is_ok();
        if let Err(error) = sent {
            match self.send_once(connection, desk.is_new(connection)).await {
                Ok(true) => return Err(NotIn::Nothing(error)),
                Ok(false) if matches!(error, Error::Known { .. }) => return Err(NotIn::Taken(error)),
                Ok(false) => {}
                Err(_) => return Err(NotIn::Unknown(error)),
            }
        }
        let credential =
            Credential::Password { username: admin.username.clone(), password: admin.password.clone() };
        let failed = |error| if is_sure { NotIn::SetUp(error) } else { NotIn::Perhaps(error) };
        self.sign_in(connection, &credential).await.map_err(failed)
    }

    async fn send_once<T: 'static>(&self, connection: &Connection, call: Call<T>) -> Result<T, Error> {
        let (request, decode) = call.into_parts();
        decode(&self.paced(&connection.id, &request).await?)
    }
}
