//! What is asked before something is done to a cluster, in words.

use super::Ask;
use crate::domain::cluster::{KeyOf, ServiceKind};
use crate::domain::words::capitalized;

/// A question.
pub(super) struct Question {
    pub title: String,
    /// What it comes to, a sentence or two a paragraph.
    pub about: Vec<&'static str>,
    /// What stands on the button.
    pub press: &'static str,
    /// How the button looks.
    pub look: &'static str,
    /// That it was not done.
    pub not_done: &'static str,
}

const PRIMARY: &str = "button primary";
const DANGER: &str = "button danger";

/// The question about a cluster of that name.
pub(super) fn of(ask: Ask, name: &str) -> Question {
    let question = |title: String, about: &[&'static str], press, look, not_done| Question {
        title,
        about: about.to_vec(),
        press,
        look,
        not_done,
    };
    match ask {
        Ask::Rename => {
            question(format!("Rename {name}"), &[], "Save name", PRIMARY, "The cluster was not renamed.")
        }
        Ask::Switch(kind, true) => question(
            format!("Switch on {} for {name}", kind.label()),
            on(kind),
            "Switch on",
            PRIMARY,
            "The service was not switched on.",
        ),
        Ask::Switch(kind, false) => question(
            format!("Switch off {} for {name}", kind.label()),
            off(kind),
            "Switch off",
            DANGER,
            "The service was not switched off.",
        ),
        Ask::Rotate(of) => question(
            format!("Rotate the {} of {name}", of.label()),
            rotate(of),
            "Rotate key",
            PRIMARY,
            "The key was not rotated.",
        ),
        Ask::EndOld(of) => question(
            format!("End the old {}s of {name}", of.label()),
            &[
                "All keys from before the last rotation stop working at once. That can't be undone.",
                "What still uses an old one stops: make sure that the new key is in use first.",
            ],
            "End old keys",
            DANGER,
            "The old keys were not ended.",
        ),
        Ask::Disconnect => question(
            format!("Disconnect {name}"),
            &[
                "Its services are switched off, and their data is lost. The cluster's key and all its old ones stop working. That can't be undone.",
                "The cluster itself goes on running. Disconnecting takes a little while.",
            ],
            "Disconnect cluster",
            DANGER,
            "The cluster was not disconnected.",
        ),
    }
}

/// What is wrong with an empty name.
pub(super) fn wrong_name(name: &str) -> Option<String> {
    name.trim().is_empty().then(|| "Enter a name. Without one it can't be told from others.".to_owned())
}

/// That somebody else did it meanwhile, where that can be told.
pub(super) fn done_already(ask: Ask) -> Option<&'static str> {
    match ask {
        Ask::Switch(kind, true) if kind.has_key() => Some(
            "It is switched on already. Its key was shown to whoever did that: rotate it for one that you can save.",
        ),
        Ask::Switch(_, true) => Some("It is switched on already."),
        Ask::Switch(_, false) => Some("It is switched off already."),
        Ask::Rename | Ask::Rotate(_) | Ask::EndOld(_) | Ask::Disconnect => None,
    }
}

/// The title above the new key of a rotation.
pub(super) fn rotated(of: KeyOf, name: &str) -> String {
    format!("{} of {name} is rotated. Save the new key now.", capitalized(of.label()))
}

fn on(kind: ServiceKind) -> &'static [&'static str] {
    match kind {
        ServiceKind::AutoOps => &[
            "AutoOps gets data of the cluster once its agent is set up. Set it up on Elastic's page, where the region is chosen, too; this only switches it on.",
        ],
        ServiceKind::Inference => &[
            "The service makes a key for the cluster, which is shown only once. The cluster uses the service only after it was given that key.",
        ],
    }
}

fn off(kind: ServiceKind) -> &'static [&'static str] {
    match kind {
        ServiceKind::AutoOps => &["The cluster isn't watched any more, and no alerts are sent."],
        ServiceKind::Inference => {
            &["Inference calls of the cluster fail at once, and its inference keys stop working."]
        }
    }
}

fn rotate(of: KeyOf) -> &'static [&'static str] {
    match of {
        KeyOf::Cluster => &[
            "You get a new key, which is shown only once. The old one works for 7 more days, or until you end it.",
            "What signs in with the old key needs the new one before then.",
        ],
        KeyOf::Service(_) => &[
            "You get a new key, which is shown only once. The old one works for 7 more days, or until you end it.",
            "Rotating is only half: the cluster must be given the new key before then, or its inference calls fail.",
        ],
    }
}
