//! What access can be limited to, and the roles inside it: listed once a connection, then known.

use super::sessions::Sessions;
use crate::api::error::Error;
use crate::domain::access::Place;
use crate::domain::holder::Resource;
use crate::domain::stack::StackRoles;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How listing something stands; nothing while it is under way.
pub type Listed<T> = Option<Result<T, Error>>;

/// A list that is kept, by what it lists.
type Kept<K, T> = StoredValue<Vec<(K, ArcRwSignal<Listed<T>>)>>;

/// The lists of all connections.
#[derive(Clone, Copy)]
pub struct Resources {
    sessions: Sessions,
    listed: Kept<(String, Place), Vec<Resource>>,
    stack_roles: Kept<(String, Place, String), StackRoles>,
}

impl Resources {
    pub(super) fn new(sessions: Sessions) -> Self {
        Self { sessions, listed: StoredValue::new(Vec::new()), stack_roles: StoredValue::new(Vec::new()) }
    }

    /// What there is at a place; an empty list where that can't be asked for.
    pub fn at(self, connection: &str, place: &Place) -> ArcRwSignal<Listed<Vec<Resource>>> {
        let (found, new) = kept(self.listed, (connection.to_owned(), place.clone()));
        if new {
            self.read(connection, place);
        }
        found
    }

    /// Lists anew what there is at a place.
    pub fn read(self, connection: &str, place: &Place) {
        let (found, _) = kept(self.listed, (connection.to_owned(), place.clone()));
        found.set(None);
        let (connection, place) = (connection.to_owned(), place.clone());
        spawn_local(async move {
            let Some(session) = self.sessions.current(&connection) else { return };
            let desk = session.connection.kind.key_desk();
            let listed = self.sessions.run_if(&connection, |session| desk.resources(session, &place)).await;
            found.set(Some(listed.map(Option::unwrap_or_default)));
        });
    }

    /// The roles inside a project; nothing while they are not read. What could not be read is asked for again
    /// the next time.
    pub fn stack_roles(
        self,
        connection: &str,
        place: &Place,
        project: &str,
    ) -> ArcRwSignal<Listed<StackRoles>> {
        let key = (connection.to_owned(), place.clone(), project.to_owned());
        let (found, new) = kept(self.stack_roles, key.clone());
        if new {
            let (found, connection, place) = (found.clone(), connection.to_owned(), place.clone());
            let project = project.to_owned();
            spawn_local(async move {
                let Some(session) = self.sessions.current(&connection) else { return };
                let desk = session.connection.kind.key_desk();
                let make = |session: &_| desk.stack_roles(session, &place, &project);
                let listed = self.sessions.run_if(&connection, make).await;
                let none = || StackRoles { project: project.clone(), roles: Vec::new() };
                match listed {
                    Ok(roles) => found.set(Some(Ok(roles.unwrap_or_else(none)))),
                    Err(_) => self.stack_roles.update_value(|all| all.retain(|(it, _)| *it != key)),
                }
            });
        }
        found
    }

    /// Forgets the lists that could not be read: who needs one asks for it again.
    pub fn forget_failed(self) {
        let is_failed = |list: &ArcRwSignal<_>| list.with_untracked(|list| matches!(list, Some(Err(_))));
        self.listed.update_value(|all| all.retain(|(_, list)| !is_failed(list)));
    }

    /// Forgets everything.
    pub(super) fn forget_all(self) {
        self.listed.set_value(Vec::new());
        self.stack_roles.set_value(Vec::new());
    }
}

/// The list of that key, and whether it is new.
fn kept<K: PartialEq + Send + Sync + 'static, T: Send + Sync + 'static>(
    all: Kept<K, T>,
    key: K,
) -> (ArcRwSignal<Listed<T>>, bool) {
    let found = all.with_value(|all| all.iter().find(|(it, _)| *it == key).map(|(_, list)| list.clone()));
    if let Some(found) = found {
        return (found, false);
    }
    let list = ArcRwSignal::new(None);
    all.update_value(|all| all.push((key, list.clone())));
    (list, true)
}
