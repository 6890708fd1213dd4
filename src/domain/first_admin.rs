//! From what the form that sets up a service holds to the first administrator that may be asked for. A server
//! may count as set up although it refused its first administrator, and nobody can sign in to it then: nothing
//! is sent that it could refuse.

use super::secret::Secret;

/// The longest name, in characters.
const MAX_NAME: usize = 255;
/// The fewest characters of a password.
const MIN_PASSWORD: usize = 8;
/// The most bytes of a password: what comes after them some servers refuse, and others don't look at.
const MAX_PASSWORD: usize = 72;

/// What the form holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstAdminDraft {
    /// What the service is to be called; empty for what it calls itself.
    pub server_name: String,
    /// The administrator's name.
    pub username: String,
    /// Their password.
    pub password: Secret,
    /// The same again.
    pub again: Secret,
    /// Whether it may send statistics of its use to its makers.
    pub statistics: bool,
    /// Whether its own pages show announcements of its makers.
    pub announcements: bool,
    /// Whether its own pages tell of new versions.
    pub updates: bool,
}

/// The first administrator of a service, and what it may do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstAdmin {
    /// What the service is to be called; empty for what it calls itself.
    pub server_name: String,
    /// The administrator's name.
    pub username: String,
    /// Their password.
    pub password: Secret,
    /// Whether it may send statistics of its use to its makers.
    pub statistics: bool,
    /// Whether its own pages show announcements of its makers.
    pub announcements: bool,
    /// Whether its own pages tell of new versions.
    pub updates: bool,
}

/// A field of the form that may be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AdminField {
    /// What the service is to be called.
    ServerName,
    /// The administrator's name.
    Username,
    /// Their password.
    Password,
    /// The same again.
    Again,
}

impl FirstAdminDraft {
    /// What may be sent. Names are taken without the spaces around them, passwords as they are.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form, with what would be right.
    pub fn check(&self) -> Result<FirstAdmin, Vec<(AdminField, &'static str)>> {
        let (server_name, username) = (self.server_name.trim(), self.username.trim());
        let wrong = [
            (AdminField::ServerName, name_error(server_name)),
            (AdminField::Username, username_error(username)),
            (AdminField::Password, password_error(self.password.expose())),
            (AdminField::Again, (self.again != self.password).then_some("Enter the same password again.")),
        ];
        let errors: Vec<_> =
            wrong.into_iter().filter_map(|(field, sentence)| Some((field, sentence?))).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(FirstAdmin {
            server_name: server_name.to_owned(),
            username: username.to_owned(),
            password: self.password.clone(),
            statistics: self.statistics,
            announcements: self.announcements,
            updates: self.updates,
        })
    }
}

fn username_error(name: &str) -> Option<&'static str> {
    if name.is_empty() { Some("Enter the name you will sign in with.") } else { name_error(name) }
}

fn name_error(name: &str) -> Option<&'static str> {
    if name.chars().count() > MAX_NAME {
        return Some("Use at most 255 characters.");
    }
    name.chars().any(char::is_control).then_some("Leave out characters that can't be seen.")
}

fn password_error(password: &str) -> Option<&'static str> {
    if password.chars().count() < MIN_PASSWORD {
        return Some("Use at least 8 characters.");
    }
    if password.len() > MAX_PASSWORD {
        return Some("Use at most 72 characters, or fewer where they are not of the English alphabet.");
    }
    password.chars().any(char::is_control).then_some("Leave out characters that can't be seen.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(username: &str, password: &str, again: &str) -> FirstAdminDraft {
        FirstAdminDraft {
            server_name: " team ".to_owned(),
            username: username.to_owned(),
            password: Secret::new(password),
            again: Secret::new(again),
            statistics: false,
            announcements: true,
            updates: false,
        }
    }

    #[test]
    fn names_are_trimmed_and_passwords_are_not() {
        let admin = draft(" admin ", " pass word ", " pass word ").check().unwrap();
        assert_eq!((admin.server_name.as_str(), admin.username.as_str()), ("team", "admin"));
        assert_eq!(admin.password.expose(), " pass word ");
        assert_eq!((admin.statistics, admin.announcements, admin.updates), (false, true, false));
    }

    #[test]
    fn what_would_leave_a_server_without_anybody_is_not_sent() {
        let wrong = |name: &str, password: &str| {
            let errors = draft(name, password, password).check().unwrap_err();
            errors.into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(wrong("  ", "long enough"), [AdminField::Username]);
        assert_eq!(wrong(&"a".repeat(256), "long enough"), [AdminField::Username]);
        assert_eq!(wrong("a\u{0}b", "long\u{0} enough"), [AdminField::Username, AdminField::Password]);
        assert_eq!(wrong("admin", "short"), [AdminField::Password]);
        assert_eq!(wrong("admin", &"ö".repeat(37)), [AdminField::Password]);
        assert!(draft("admin", &"ö".repeat(36), &"ö".repeat(36)).check().is_ok());
        let errors = draft("admin", "long enough", "long enougH").check().unwrap_err();
        assert_eq!(errors, [(AdminField::Again, "Enter the same password again.")]);
    }

    #[test]
    fn debug_tells_no_password() {
        let draft = draft("admin", "very secret", "very secret");
        assert!(!format!("{draft:?} {:?}", draft.check()).contains("very secret"));
    }
}
