//! Why no answer came, as far as a browser lets a page know.

/// What is known of a call without an answer. A browser tells a page only that it failed; the rest is found
/// out by looking around.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// The browser says that it has no network.
    Offline,
    /// The address is http, and the page is https.
    Insecure,
    /// The service answered before, so the call or its answer was lost on the way.
    Lost,
    /// Something is there that answers, and this page may not read it: of another origin without its leave
    /// (CORS), most often because of a wrong address, or because the service serves no web pages.
    Unreadable,
    /// Nothing was reached: no such host, no network to it, or a certificate that the browser refuses. Also
    /// where a service forbids other pages even to load from it.
    Unreachable,
}

impl Silence {
    /// What happened to a call to `origin`.
    #[must_use]
    pub fn sentence(self, origin: &str) -> String {
        match self {
            Self::Offline | Self::Lost => format!("No answer came from {origin}."),
            Self::Insecure => {
                format!(
                    "No answer came from {origin}: a browser may not let an https page call an http address."
                )
            }
            Self::Unreadable => format!("{origin} is there, but doesn't let this page read its answers."),
            Self::Unreachable => format!("{origin} can't be reached from here."),
        }
    }

    /// What the owner can do next.
    #[must_use]
    pub fn next_step(self) -> &'static str {
        match self {
            Self::Offline => "Your device is offline. Connect it, then try again.",
            Self::Insecure => "Use the service's https address.",
            Self::Lost => "Check your network, then try again.",
            Self::Unreadable => {
                "Check the connection's address. If it is right, let this site pass the calls on: see “Backends that don't answer other origins” in the guide to deploying Latchkey."
            }
            Self::Unreachable => {
                "Check the connection's address, your network, and the service's certificate, then try again."
            }
        }
    }
}
