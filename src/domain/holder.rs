//! What keys belong to at a backend.

/// What keys belong to: an organization, or a service account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// Its id at the backend, which stands in the app's paths too.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A free text about it; empty where there is none.
    pub description: String,
    /// Whether its keys work.
    pub enabled: bool,
}

/// A member of an organization, to show a name in place of a user id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The user id that keys name as their creator.
    pub user_id: String,
    /// The name to show.
    pub name: String,
    /// Whether they may do everything here.
    pub owner: bool,
}

/// Something that access can be limited to: a hosted deployment or a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resource {
    /// Its id, which requests name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it runs, if told.
    pub region: String,
}
