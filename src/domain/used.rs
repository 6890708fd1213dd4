//! What one signed in with, known again when it is pasted where it does not belong, and kept only as hashes.

use super::secret::Secret;
use std::hash::{DefaultHasher, Hasher};

/// Shorter ones may be words that one searches for.
const LEAST: usize = 8;

/// Credentials that were used, by connection.
#[derive(Debug)]
pub struct Used {
    salt: [u8; 32],
    hashes: Vec<(String, u64)>,
}

impl Used {
    /// None yet; `salt` is a random one that nothing else uses.
    #[must_use]
    pub fn new(salt: [u8; 32]) -> Self {
        Self { salt, hashes: Vec::new() }
    }

    /// Notes that one signed in with this.
    pub fn add(&mut self, connection: &str, credential: &Secret) {
        let one = (connection.to_owned(), self.hash(credential.expose().trim()));
        if !self.hashes.contains(&one) {
            self.hashes.push(one);
        }
    }

    /// Forgets those of a connection.
    pub fn forget(&mut self, connection: &str) {
        self.hashes.retain(|(of, _)| of != connection);
    }

    /// Whether a text is one of them, with or without white space around it.
    #[must_use]
    pub fn knows(&self, text: &Secret) -> bool {
        let text = text.expose().trim();
        if text.chars().count() < LEAST {
            return false;
        }
        let hash = self.hash(text);
        self.hashes.iter().any(|(_, known)| *known == hash)
    }

    /// Too short to lead back to a long text, and long enough that no other one is taken for it.
    fn hash(&self, text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(&self.salt);
        hasher.write(text.as_bytes());
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "correct horse";

    fn used() -> Used {
        let mut used = Used::new([7; 32]);
        used.add("zenml", &Secret::new(PASSWORD));
        used
    }

    #[test]
    fn what_was_used_is_known_again_and_nothing_else() {
        let used = used();
        for same in [PASSWORD, " correct horse\n"] {
            assert!(used.knows(&Secret::new(same)), "{same:?}");
        }
        for other in ["", "correct", "correct horse battery", "Correct horse"] {
            assert!(!used.knows(&Secret::new(other)), "{other:?}");
        }
    }

    #[test]
    fn a_short_word_can_be_searched_for_whatever_it_is() {
        let mut used = used();
        used.add("zenml", &Secret::new("admin"));
        assert!(!used.knows(&Secret::new("admin")));
    }

    #[test]
    fn white_space_around_it_is_no_other_text() {
        let mut used = used();
        used.add("zenml", &Secret::new(" with space "));
        assert!(used.knows(&Secret::new("with space")) && used.knows(&Secret::new(" with space ")));
    }

    #[test]
    fn after_signing_out_it_is_a_text_like_any_other() {
        let mut used = used();
        used.add("elastic", &Secret::new("essu_other"));
        used.forget("zenml");
        assert!(!used.knows(&Secret::new(PASSWORD)));
        assert!(used.knows(&Secret::new("essu_other")));
    }

    #[test]
    fn it_does_not_hold_what_it_knows() {
        assert!(!format!("{:?}", used()).contains("horse"));
    }
}
