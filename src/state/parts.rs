//! Lists that come in parts: each of them ends.

use crate::api::error::Error;

/// More parts than any list has.
const MOST_PARTS: usize = 2_000;
/// More than any list holds.
const MOST: usize = 100_000;

/// The parts of a list that were read.
#[derive(Default)]
pub(super) struct Parts {
    count: usize,
    begun: Vec<String>,
}

impl Parts {
    /// Notes that the list goes on, with so many read so far.
    ///
    /// # Errors
    /// That it has no end.
    pub fn go_on(&mut self, read: usize) -> Result<(), Error> {
        self.count += 1;
        let detail = if read > MOST {
            "the list has more than 100,000 entries"
        } else if self.count >= MOST_PARTS {
            "the list doesn't end, 2,000 parts of it were read"
        } else {
            return Ok(());
        };
        Err(Error::Unreadable { detail: detail.to_owned() })
    }

    /// The same where each part says where the next begins.
    ///
    /// # Errors
    /// That it has no end, or begins again.
    pub fn go_on_at(&mut self, next: &str, read: usize) -> Result<(), Error> {
        if self.begun.iter().any(|begun| begun == next) {
            return Err(Error::Unreadable { detail: "the list goes on where it was before".to_owned() });
        }
        self.begun.push(next.to_owned());
        self.go_on(read)
    }
}
