//! What pages share: who is signed in where, what was read, what is to be told.

pub mod address;
pub mod batches;
pub mod bulk;
pub mod clusters;
pub mod connections;
pub mod copied;
pub mod desk;
pub mod drafts;
mod ending;
pub mod holders;
pub mod inventory;
mod kept;
pub mod leaked;
pub mod looks;
pub mod names;
pub mod notices;
pub mod one_key;
pub mod pace;
mod parts;
pub mod replacements;
pub mod resources;
pub mod reveal;
pub mod rotations;
mod sending;
pub mod sessions;
pub mod set_up;
pub mod shelf;
mod sweep;
pub(crate) mod task;

use crate::browser::page;
use leptos::prelude::*;

/// All of it, as contexts hold it.
#[derive(Clone, Copy)]
pub struct State {
    /// Where one is.
    pub address: address::Address,
    /// What is configured.
    pub connections: connections::Connections,
    /// Who is signed in where.
    pub sessions: sessions::Sessions,
    /// The keys that were read.
    pub inventory: inventory::Inventory,
    /// How one looked at keys last.
    pub looks: looks::Looks,
    /// What the owner calls keys that have no name of their own.
    pub names: names::LocalNames,
    /// What access can be limited to.
    pub resources: resources::Resources,
    /// The new secrets of many keys that are to be saved.
    pub batches: batches::Batches,
    /// What is done to many keys at once.
    pub bulk: bulk::Bulk,
    /// Which keys are being replaced.
    pub replacements: replacements::Replacements,
    /// Which keys of clusters were rotated.
    pub rotations: rotations::Rotations,
    /// Which services asked to slow down.
    pub pace: pace::Pace,
    /// A pasted secret whose key is looked for.
    pub leaked: leaked::Leaked,
    /// Whether a secret was copied lately.
    pub copied: copied::Copied,
    /// What is to be told to the owner.
    pub notices: notices::Notices,
    /// The secret that is to be saved.
    pub reveal: reveal::Reveal,
    /// What was typed into forms.
    pub drafts: drafts::Drafts,
}

impl State {
    /// Makes it. Call once, at the root.
    pub fn new() -> Self {
        let connections = connections::Connections::new();
        let address = address::Address::new();
        let pace = pace::Pace::new();
        let names = names::LocalNames::new();
        let sessions = sessions::Sessions::new(pace);
        let notices = notices::Notices::new();
        let replacements = replacements::Replacements::new(notices);
        let inventory = inventory::Inventory::new(sessions, replacements, names);
        let batches = batches::Batches::new();
        Self {
            address,
            connections,
            sessions,
            inventory,
            looks: looks::Looks::new(),
            names,
            resources: resources::Resources::new(sessions),
            batches,
            bulk: bulk::Bulk::new(inventory, notices, address, batches),
            replacements,
            rotations: rotations::Rotations::new(),
            pace,
            leaked: leaked::Leaked::new(inventory, address),
            copied: copied::Copied::new(),
            notices,
            reveal: reveal::Reveal::new(),
            drafts: drafts::Drafts::new(),
        }
    }

    /// Forgets every credential, what was typed of one, and all that was read with it. A secret that is
    /// not saved yet stays, masked, because it can't be had again.
    pub fn forget_all(&self) {
        self.bulk.stop_on(None);
        self.sessions.sign_out_all();
        self.inventory.forget_all();
        self.resources.forget_all();
        self.looks.forget_all();
        self.leaked.stop();
        self.reveal.mask();
        self.put_away();
        self.batches.let_go();
        page::forget_secrets();
    }

    /// Puts the new secret away that is shown, if it is saved, and notes that for what is under way.
    pub fn put_away(&self) {
        if !self.reveal.saved().get_untracked() {
            return;
        }
        if let Some(key) = self.reveal.told().get_untracked().as_ref().and_then(reveal::Told::key) {
            self.replacements.saved(&key.id);
        }
        self.reveal.let_go();
    }

    /// Forgets one credential and all that was read with it.
    pub fn forget(&self, connection: &str) {
        self.bulk.stop_on(Some(connection));
        self.sessions.sign_out(connection);
        self.inventory.forget(connection);
        self.resources.forget_all();
        self.looks.forget(connection);
        self.leaked.stop();
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// The state, from anywhere below the root.
pub fn state() -> State {
    use_context::<State>().unwrap_or_default()
}
