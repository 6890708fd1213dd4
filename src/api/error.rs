//! What can go wrong with a call, each with a sentence for the owner and what to do next.

use super::silence::Silence;
use crate::domain::refusal::Refusal;
use crate::domain::words::isolated;
use thiserror::Error;

/// Why a call did not do what was asked. The text never holds a secret.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Error {
    /// No answer arrived.
    #[error("{}", .silence.sentence(.origin))]
    NoAnswer {
        /// Where it was sent.
        origin: String,
        /// What is known of why.
        silence: Silence,
    },
    /// The answer took longer than the app waits.
    #[error("{origin} did not answer within {seconds} seconds.")]
    Timeout {
        /// Where it was sent.
        origin: String,
        /// How long the app waited.
        seconds: u32,
    },
    /// The page's own policy does not let it call that origin.
    #[error("This site's security policy doesn't let it call {origin}.")]
    NotAllowed {
        /// Where it was to be sent.
        origin: String,
    },
    /// 401: the credential is missing, wrong, ended or expired.
    #[error("The service doesn't accept this sign-in{}", reason(.message))]
    Unauthorized {
        /// What the service says.
        message: String,
    },
    /// 403: the credential is good and may not do this.
    #[error("You aren't allowed to do this{}", reason(.message))]
    Forbidden {
        /// What the service says.
        message: String,
    },
    /// 404: there is no such thing, or no longer.
    #[error("It doesn't exist, or no longer does{}", reason(.message))]
    NotFound {
        /// What the service says.
        message: String,
    },
    /// 409 or 412: something else changed it, or it exists already.
    #[error("It conflicts with what is there{}", reason(.message))]
    Conflict {
        /// What the service says.
        message: String,
    },
    /// An earlier change of it is still being carried out; nothing came of this one.
    #[error("An earlier change of it is still being carried out{}", reason(.message))]
    Busy {
        /// What the service says.
        message: String,
    },
    /// 400 or 422: the service refuses what was sent.
    #[error("The service refuses this request{}", reason(.message))]
    Invalid {
        /// What the service says.
        message: String,
        /// The fields it names.
        fields: Vec<String>,
    },
    /// 422: the service refuses parts of what was sent.
    #[error("The service refuses this request{}", reason(&all_told(.refusals)))]
    Refused {
        /// What it refuses.
        refusals: Vec<Refusal>,
    },
    /// The service answered with another address instead of an answer.
    #[error(
        "{origin} answered by naming another address, which Latchkey doesn't follow: a credential must not go elsewhere."
    )]
    Redirected {
        /// Where it was sent.
        origin: String,
    },
    /// 429: too many calls.
    #[error("The service asks to {}{}", slow_down(*.retry_after), reason(.message))]
    RateLimited {
        /// Seconds to wait, if told.
        retry_after: Option<u32>,
        /// What the service says.
        message: String,
    },
    /// 5xx: the service failed.
    #[error("The service failed (status {status}){}", reason(.message))]
    Failed {
        /// The status.
        status: u16,
        /// What the service says.
        message: String,
    },
    /// The status was good and the body is not what it should be.
    #[error("The service answered in a way Latchkey can't read: {detail}.")]
    Unreadable {
        /// What was expected or where it broke, without the body itself.
        detail: String,
    },
    /// The service works in a way that the app has no part in.
    #[error("Latchkey can't use this service{}", reason(.why))]
    Unsupported {
        /// What it asks for or lacks.
        why: String,
    },
    /// Nobody has set up the service yet, so nobody can sign in: only from services that can be set up
    /// from here.
    #[error("Nobody has set up this service yet, so nobody can sign in to it.")]
    NotSetUp,
    /// The credential can't stand in a header.
    #[error("The key holds characters that can't be sent, such as a line break.")]
    Unsendable,
    /// A refusal that the backend names, so that more can be said of it than of its status.
    #[error("{sentence}{}", reason(.message))]
    Known {
        /// Whether it says that what was asked for is not there.
        gone: bool,
        /// What it means, without the full stop.
        sentence: &'static str,
        /// What the owner can do.
        next: &'static str,
        /// What the service says.
        message: String,
    },
    /// Any other status.
    #[error("The service answered with status {status}{}", reason(.message))]
    Unexpected {
        /// The status.
        status: u16,
        /// What the service says.
        message: String,
    },
    /// The owner stopped it, or signing in again was declined.
    #[error("It was stopped before it was sent.")]
    Stopped,
}

fn all_told(refusals: &[Refusal]) -> String {
    refusals.iter().map(Refusal::told).collect::<Vec<_>>().join("; ")
}

fn slow_down(retry_after: Option<u32>) -> String {
    retry_after.map_or_else(|| "slow down".to_owned(), |seconds| format!("wait {seconds} seconds"))
}

/// What a service says, set apart so that it turns nothing around it.
fn reason(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    if message.is_empty() { ".".to_owned() } else { format!(": {}.", isolated(message)) }
}

impl Error {
    /// What the owner can do next.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::Known { next, .. } => next,
            Self::NoAnswer { silence, .. } => silence.next_step(),
            Self::Timeout { .. } | Self::Failed { .. } | Self::Busy { .. } => "Try again in a moment.",
            Self::NotAllowed { .. } => "Add the connection to config.json and deploy again.",
            Self::Unauthorized { .. } => "Sign in again.",
            Self::Forbidden { .. } => {
                "Sign in with a credential that has the rights, or ask someone who has them."
            }
            Self::NotFound { .. } | Self::Conflict { .. } => "Read the list again to see what is there now.",
            Self::Invalid { .. } | Self::Refused { .. } => "Change what it names, then try again.",
            Self::RateLimited { .. } => "Wait a little, then try again.",
            Self::Unreadable { .. } | Self::Unexpected { .. } => {
                "Check that the connection's address belongs to this kind of service."
            }
            Self::Redirected { .. } => {
                "Nothing was changed. Check the connection's address: often https or a part of the path is missing in it."
            }
            Self::Unsupported { .. } => "Use the service's own page, or another connection.",
            Self::NotSetUp => "Whoever sets it up first becomes its administrator.",
            Self::Unsendable => "Copy the key again and paste it as one line.",
            Self::Stopped => "Nothing was changed.",
        }
    }

    /// What happened and what to do next, for where nothing else tells that.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{self} {}", self.next_step()).trim_end().to_owned()
    }

    /// What it says of a secret that was tried, of a `key` or a `token`: only a refusal is one.
    #[must_use]
    pub fn of_a_try(&self, what: &str) -> String {
        match self {
            Self::Unauthorized { .. } | Self::Known { .. } | Self::Unsendable => {
                format!("The {what} was not accepted. {self} Check that it is the one you saved.")
            }
            error => format!("The {what} could not be tried. {}", error.whole()),
        }
    }

    /// What it says where one signs in: nothing can be missing there yet but the service itself.
    #[must_use]
    pub fn at_sign_in(self) -> Self {
        match self {
            Self::NotFound { message } => Self::Unexpected { status: 404, message },
            other => other,
        }
    }

    /// Whether it says for sure that what was asked for is not there.
    #[must_use]
    pub fn says_gone(&self) -> bool {
        matches!(self, Self::Known { gone: true, .. })
    }

    /// Whether a write may have happened all the same: it was sent and no readable answer came.
    #[must_use]
    pub fn leaves_outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::NoAnswer { .. } | Self::Timeout { .. } | Self::Failed { .. } | Self::Unreadable { .. }
        )
    }

    /// The error that a status stands for where a backend says nothing more special.
    #[must_use]
    pub fn from_status(status: u16, message: String, fields: Vec<String>, retry_after: Option<u32>) -> Self {
        match status {
            400 | 422 => Self::Invalid { message, fields },
            // 449 is how an older service asks for a fresh sign-in.
            401 | 449 => Self::Unauthorized { message },
            403 => Self::Forbidden { message },
            404 => Self::NotFound { message },
            409 | 412 => Self::Conflict { message },
            429 => Self::RateLimited { retry_after, message },
            500..=599 => Self::Failed { status, message },
            _ => Self::Unexpected { status, message },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        let error = |message: &str| Error::Forbidden { message: message.to_owned() }.to_string();
        assert_eq!(error(""), "You aren't allowed to do this.");
        assert_eq!(error("Only admins may."), "You aren't allowed to do this: Only admins may.");
    }

    #[test]
    fn only_a_lost_answer_leaves_the_outcome_open() {
        let of = |status| Error::from_status(status, String::new(), Vec::new(), None);
        assert!(of(500).leaves_outcome_unknown());
        for status in [400, 401, 403, 404, 409, 412, 422, 429] {
            assert!(!of(status).leaves_outcome_unknown(), "{status}");
        }
    }
}
