//! Every path of the app, to write and to read. No literal path stands elsewhere.

mod base;

pub use base::{is_within, set as set_base};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

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
    /// All that is known of a key.
    Key(Place, String),
    /// The way from a key to the one that replaces it.
    Replace(Place, String),
    /// The terms of a holder and its subscription.
    Terms(Place),
    /// The clusters that a holder connected.
    Clusters(Place),
    /// The form to connect another one.
    ConnectCluster(Place),
    /// One cluster with its services and keys.
    Cluster(Place, String),
    /// Rotations of keys of clusters that are under way, on all connections.
    Rotations,
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
        base::under(match self {
            Self::Home => "/".to_owned(),
            Self::Connections => "/connections".to_owned(),
            Self::Holders { connection } => format!("/connections/{}", segment(connection)),
            Self::Keys(place) => format!("{}/keys", place.path()),
            Self::NewKey(place) => format!("{}/keys/new", place.path()),
            Self::Key(place, key) => format!("{}/key/{}", place.path(), segment(key)),
            Self::Replace(place, key) => format!("{}/key/{}/replace", place.path(), segment(key)),
            Self::Terms(place) => format!("{}/terms", place.path()),
            Self::Clusters(place) => format!("{}/clusters", place.path()),
            Self::ConnectCluster(place) => format!("{}/clusters/new", place.path()),
            Self::Cluster(place, cluster) => format!("{}/cluster/{}", place.path(), segment(cluster)),
            Self::Rotations => "/rotations".to_owned(),
        })
    }

    /// The place that a path leads to, if it is one of the app's.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let segments: Vec<&str> =
            base::within(path)?.split('/').filter(|segment| !segment.is_empty()).collect();
        let (connection, holder, rest) = match segments.as_slice() {
            [] => return Some(Self::Home),
            ["connections"] => return Some(Self::Connections),
            ["rotations"] => return Some(Self::Rotations),
            ["connections", connection] => return Some(Self::Holders { connection: text(connection)? }),
            ["connections", connection, holder, rest @ ..] => (text(connection)?, text(holder)?, rest),
            _ => return None,
        };
        let place = Place { connection, holder };
        match rest {
            ["keys"] => Some(Self::Keys(place)),
            ["keys", "new"] => Some(Self::NewKey(place)),
            ["key", key] => Some(Self::Key(place, text(key)?)),
            ["key", key, "replace"] => Some(Self::Replace(place, text(key)?)),
            ["terms"] => Some(Self::Terms(place)),
            ["clusters"] => Some(Self::Clusters(place)),
            ["clusters", "new"] => Some(Self::ConnectCluster(place)),
            ["cluster", cluster] => Some(Self::Cluster(place, text(cluster)?)),
            _ => None,
        }
    }

    /// The id of the connection that it belongs to, if it belongs to one.
    #[must_use]
    pub fn connection(&self) -> Option<&str> {
        match self {
            Self::Home | Self::Connections | Self::Rotations => None,
            Self::Holders { connection } => Some(connection),
            Self::Keys(place)
            | Self::NewKey(place)
            | Self::Key(place, _)
            | Self::Replace(place, _)
            | Self::Terms(place)
            | Self::Clusters(place)
            | Self::ConnectCluster(place)
            | Self::Cluster(place, _) => Some(&place.connection),
        }
    }

    /// Whether it is about what holds keys, and not about the keys themselves.
    #[must_use]
    pub fn is_of_organization(&self) -> bool {
        matches!(
            self,
            Self::Terms(_)
                | Self::Clusters(_)
                | Self::ConnectCluster(_)
                | Self::Cluster(..)
                | Self::Rotations
        )
    }

    /// The page of the navigation that it lies below, if it is none itself.
    #[must_use]
    pub fn above(&self) -> Option<Self> {
        match self {
            Self::ConnectCluster(place) | Self::Cluster(place, _) => Some(Self::Clusters(place.clone())),
            _ => None,
        }
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

fn text(segment: &str) -> Option<String> {
    percent_decode_str(segment).decode_utf8().ok().map(Into::into)
}

fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_stay_one_segment() {
        let place = Place { connection: "elastic".to_owned(), holder: "a/b ?ж".to_owned() };
        assert_eq!(Route::NewKey(place).path(), "/connections/elastic/a%2Fb%20%3F%D0%B6/keys/new");
    }

    proptest! {
        #[test]
        fn a_path_leads_where_it_was_made_for(connection in ".+", holder in ".+", key in ".+") {
            let place = Place { connection: connection.clone(), holder };
            for route in [
                Route::Holders { connection },
                Route::Keys(place.clone()),
                Route::NewKey(place.clone()),
                Route::Key(place.clone(), key.clone()),
                Route::Replace(place.clone(), key.clone()),
                Route::Terms(place.clone()),
                Route::Clusters(place.clone()),
                Route::ConnectCluster(place.clone()),
                Route::Cluster(place, key),
                Route::Rotations,
            ] {
                prop_assert_eq!(Route::parse(&route.path()), Some(route));
            }
        }

        #[test]
        fn any_path_can_be_read(path in ".*") {
            let _ = Route::parse(&path);
        }
    }

    #[test]
    fn other_paths_lead_nowhere() {
        assert_eq!(Route::parse("/"), Some(Route::Home));
        assert_eq!(Route::parse("/connections/"), Some(Route::Connections));
        for path in ["/keys", "/connections/a/b", "/connections/a/b/keys/old", "/connections/%FF"] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn an_empty_query_leaves_no_mark() {
        assert_eq!(Route::Connections.path_with(""), "/connections");
        assert_eq!(Route::Connections.path_with("status=active"), "/connections?status=active");
    }
}
