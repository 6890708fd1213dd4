//! Every path of the app. No literal path stands elsewhere but in the router's patterns.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A place in the app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// Where the app begins: it leads to keys, or to signing in.
    Home,
    /// The connections: sign in, sign out, add.
    Connections,
    /// What keys belong to on a connection.
    Holders {
        /// The connection's id.
        connection: String,
    },
    /// The keys of a holder.
    Keys(Place),
    /// The form for a new key.
    NewKey(Place),
    /// The terms of a holder and its subscription.
    Terms(Place),
}

/// A holder on a connection, by their ids.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// The connection's id.
    pub connection: String,
    /// The holder's id at its backend.
    pub holder: String,
}

impl Route {
    /// The path of this place.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Connections => "/connections".to_owned(),
            Self::Holders { connection } => format!("/connections/{}", segment(connection)),
            Self::Keys(place) => format!("{}/keys", place.path()),
            Self::NewKey(place) => format!("{}/keys/new", place.path()),
            Self::Terms(place) => format!("{}/terms", place.path()),
        }
    }

    /// Whether a path of the app leads to the terms of some holder.
    #[must_use]
    pub fn is_terms(path: &str) -> bool {
        path.ends_with("/terms")
    }

    /// The path with a query part, if it is not empty.
    #[must_use]
    pub fn path_with(&self, params: &str) -> String {
        if params.is_empty() { self.path() } else { format!("{}?{params}", self.path()) }
    }
}

impl Place {
    fn path(&self) -> String {
        format!("/connections/{}/{}", segment(&self.connection), segment(&self.holder))
    }
}

fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_one_segment() {
        let place = Place { connection: "elastic".to_owned(), holder: "a/b ?ж".to_owned() };
        assert_eq!(Route::NewKey(place).path(), "/connections/elastic/a%2Fb%20%3F%D0%B6/keys/new");
    }

    #[test]
    fn an_empty_query_leaves_no_mark() {
        assert_eq!(Route::Connections.path_with(""), "/connections");
        assert_eq!(Route::Connections.path_with("status=active"), "/connections?status=active");
    }
}
