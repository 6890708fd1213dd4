//! Connects a cluster, and tells what came of it.

use super::Form;
use crate::api::cluster_desk::Connected;
use crate::api::error::Error;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::config::Connection;
use crate::domain::cluster::KeyOf;
use crate::domain::cluster::draft::ClusterDraft;
use crate::domain::key::Key;
use crate::domain::secret::Secret;
use crate::domain::words;
use crate::erase::view;
use crate::pages::cluster::trouble::trouble;
use crate::routes::{Place, Route};
use crate::state::State;
use crate::state::clusters::{Clusters, Found, Trouble};
use crate::state::reveal::{Issued, Occasion, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What connecting needs, whatever becomes of the form.
struct Deed {
    state: State,
    place: Place,
    connection: Connection,
    clusters: Clusters,
    draft: ClusterDraft,
}

impl Form {
    pub(super) fn send(self, draft: ClusterDraft) {
        let place = self.place.get_value();
        let Some(connection) = self.state.connections.current(&place.connection) else { return };
        let deed = Deed { state: self.state, place, connection, clusters: self.clusters.get_value(), draft };
        self.busy.set(true);
        spawn_local(async move {
            let outcome = deed.connect().await;
            self.busy.try_set(false);
            match outcome {
                Ok(found) => {
                    let to = Route::Cluster(deed.place.clone(), found.value.seen.cluster.id.clone()).path();
                    deed.state.drafts.keep_cluster(&deed.place, ClusterDraft::default());
                    deed.tell(found);
                    // Only who still waits for it is led on.
                    if self.trouble.try_get_untracked().is_some() {
                        deed.state.address.go(&to, true);
                    }
                }
                Err(trouble) => self.fail(&deed, trouble),
            }
        });
    }

    fn fail(self, deed: &Deed, trouble: Trouble) {
        let why = trouble.error().map(|error| format!(" {}", error.whole())).unwrap_or_default();
        let forbidden = matches!(trouble, Trouble::Refused(Error::Forbidden { .. }));
        if self.trouble.try_set(Some(trouble)).is_some() {
            let name = words::isolated(&deed.draft.own_name);
            deed.state.notices.failed(format!("{name} was not connected.{why}"));
        } else if forbidden {
            // The service refuses for the terms as it does for rights.
            self.read_terms();
        }
    }

    pub(super) fn failure(self, of: Trouble) -> AnyView {
        const WHAT: &str = "The cluster was not connected.";
        match of {
            Trouble::Refused(Error::Forbidden { .. }) if self.are_terms_open() => {
                let terms = Route::Terms(self.place.get_value()).path();
                view! {
                    <div class="note bad" role="alert"><Icon name="warn"/><div>
                        <p><b>{WHAT}</b>" The terms aren't accepted yet."</p>
                        <div><a href=terms class="button">"Read and accept the terms"</a></div>
                    </div></div>
                }
            }
            Trouble::Refused(error @ Error::Forbidden { .. }) => {
                let unknown = self.terms.with(Option::is_none);
                let needs = if unknown { "accepted terms, and the role" } else { "the role" };
                let what =
                    format!("{WHAT} Connecting needs {needs} Organization owner or Connected cluster admin.");
                let terms = Route::Terms(self.place.get_value()).path();
                view! {
                    <Failure what=what error=error/>
                    {unknown.then(|| view! { <p><a href=terms>"See whether the terms are accepted"</a></p> })}
                }
            }
            Trouble::Unknown(error) => {
                let what = "It isn't known whether the cluster is connected: the answer was lost, and the list could not be read. Connecting it once more does no harm.";
                view! { <Failure what=what error=error/> }
            }
            other => trouble(WHAT, other),
        }
    }
}

impl Deed {
    async fn connect(&self) -> Result<Found<Connected>, Trouble> {
        if self.draft.create_key {
            self.state.reveal.ready().await.map_err(Trouble::Refused)?;
        }
        let _awaited = self.draft.create_key.then(|| self.state.reveal.awaits());
        let mut found = self.clusters.connect(&self.draft).await?;
        if let Some(key) = found.value.key.take() {
            self.hold(&found, key);
        } else if self.draft.create_key {
            self.state.notices.failed(if found.after_loss {
                "If a key was made, it was lost with the answer. Rotate the cluster key for one that you can save."
            } else {
                "The service made no key for the cluster. Rotate the cluster key for one that you can save."
            });
        }
        Ok(found)
    }

    fn tell(&self, found: Found<Connected>) {
        let name = words::isolated(found.value.seen.cluster.shown_name());
        self.state.notices.done(match (found.value.already, found.after_loss) {
            (true, _) => format!("{name} was connected before. It stays as it was."),
            (false, true) => format!("{name} is connected. The answer was lost, but it is in the list."),
            (false, false) => format!("{name} is connected."),
        });
    }

    /// Holds the key before anything else is done that could fail.
    fn hold(&self, found: &Found<Connected>, secret: Secret) {
        let cluster = &found.value.seen.cluster;
        let name = cluster.shown_name();
        let connected = if found.value.already { "has another key" } else { "is connected" };
        let curl = self.clusters.hand_over(&cluster.id, KeyOf::Cluster).map(|snippet| snippet.text);
        self.state.reveal.hold(Told {
            secret,
            occasion: Occasion::Issued(Issued {
                key: Key::bare(&cluster.id, format!("{name} cluster key")),
                title: format!("{} {connected}. Save its key now.", words::isolated(name)),
                about: vec![
                    format!(
                        "{} shows it only this once. If you lose it, rotate the key.",
                        self.connection.name
                    ),
                    "It opens this cluster only, and ends when the cluster is disconnected.".to_owned(),
                ],
                provable: true,
                rotation: None,
            }),
            connection: self.connection.clone(),
            holder: self.place.holder.clone(),
            curl: curl.unwrap_or_default(),
            differences: Vec::new(),
        });
    }
}
