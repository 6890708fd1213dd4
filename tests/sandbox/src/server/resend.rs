//! Browsers send a request again, unasked and whatever its method, when a *reused* connection
//! closes before a byte of the answer came. A dropped call must not be carried out twice for that,
//! so its repetition is dropped as well. (Chromium does this for POST too: seen in a test.)

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use crate::http::Request;

const WINDOW: Duration = Duration::from_secs(2);

/// Calls that were dropped on a reused connection a moment ago.
#[derive(Debug, Default)]
pub struct Resends(Vec<(u64, Instant)>);

impl Resends {
    /// Remembers a call that was dropped on a reused connection.
    pub fn expect(&mut self, request: &Request) {
        self.0.push((fingerprint(request), Instant::now()));
    }

    /// Whether this is such a repetition. One that comes on a new connection is the last.
    pub fn is_repetition(&mut self, request: &Request, connection_is_reused: bool) -> bool {
        self.0.retain(|(_, since)| since.elapsed() < WINDOW);
        let wanted = fingerprint(request);
        let Some(index) = self.0.iter().position(|(known, _)| *known == wanted) else {
            return false;
        };
        if !connection_is_reused {
            self.0.remove(index);
        }
        true
    }
}

fn fingerprint(request: &Request) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&request.method, &request.path, &request.query, &request.body).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_end_with_the_one_on_a_new_connection() {
        let mut resends = Resends::default();
        let create = Request::new("POST", "/keys");
        assert!(!resends.is_repetition(&create, true));
        resends.expect(&create);
        assert!(!resends.is_repetition(&Request::new("POST", "/other"), true));
        assert!(resends.is_repetition(&create, true));
        assert!(resends.is_repetition(&create, false));
        assert!(!resends.is_repetition(&create, false));
    }
}
