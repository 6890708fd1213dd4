//! What a backend offers whose service begins with nobody in it: its first administrator is made from outside.

use super::call::Call;
use crate::config::Connection;
use crate::domain::first_admin::FirstAdmin;

/// A service set up once. Methods only build requests and read answers.
pub trait SetUp: Sync {
    /// Asks whether nobody has set it up yet.
    fn is_new(&self, connection: &Connection) -> Call<bool>;

    /// Sets it up. It can be done once only: it must not be sent again before one looked whether it is done.
    fn begin(&self, connection: &Connection, admin: &FirstAdmin) -> Call<()>;
}
