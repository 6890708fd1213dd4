//! What was typed into forms and not sent yet: kept while the app runs, so that signing in again
//! or a look elsewhere loses nothing.

use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::draft::Draft;
use crate::domain::key::KeyId;
use crate::routes::Place;
use leptos::prelude::*;

/// What a form is for: a new key at a place, or one that replaces another.
pub type Purpose = (Place, Option<KeyId>);

/// The drafts of all forms.
#[derive(Clone, Copy)]
pub struct Drafts {
    keys: StoredValue<Vec<(Purpose, Draft)>>,
    clusters: StoredValue<Vec<(Place, ClusterDraft)>>,
}

impl Drafts {
    pub(super) fn new() -> Self {
        Self { keys: StoredValue::new(Vec::new()), clusters: StoredValue::new(Vec::new()) }
    }

    /// The draft that is kept.
    pub fn get(&self, purpose: &Purpose) -> Option<Draft> {
        self.keys
            .with_value(|drafts| drafts.iter().find(|(it, _)| it == purpose).map(|(_, draft)| draft.clone()))
    }

    /// Keeps it.
    pub fn keep(&self, purpose: Purpose, draft: Draft) {
        self.keys.update_value(|drafts| {
            drafts.retain(|(it, _)| *it != purpose);
            drafts.push((purpose, draft));
        });
    }

    /// The draft of a cluster to be connected at a place; an empty one where none is kept.
    pub fn cluster(&self, place: &Place) -> ClusterDraft {
        let kept = |drafts: &Vec<(Place, ClusterDraft)>| {
            drafts.iter().find(|(it, _)| it == place).map(|(_, draft)| draft.clone())
        };
        self.clusters.with_value(kept).unwrap_or_default()
    }

    /// Keeps it.
    pub fn keep_cluster(&self, place: &Place, draft: ClusterDraft) {
        self.clusters.update_value(|drafts| {
            drafts.retain(|(it, _)| it != place);
            drafts.push((place.clone(), draft));
        });
    }

    /// Forgets it.
    pub fn clear(&self, purpose: &Purpose) {
        self.keys.update_value(|drafts| drafts.retain(|(it, _)| it != purpose));
    }
}
