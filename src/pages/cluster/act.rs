//! Does to a cluster what was asked, and loses nothing of what comes of it.

use super::ask::Asking;
use super::{Ask, Page, questions};
use crate::api::error::Error;
use crate::browser::clock;
use crate::config::Connection;
use crate::domain::cluster::change::ClusterChange;
use crate::domain::cluster::pending::{OLD_KEY_LASTS, What};
use crate::domain::cluster::{Cluster, KeyOf};
use crate::domain::key::{Created, Key};
use crate::domain::secret::Secret;
use crate::domain::time::Timestamp;
use crate::domain::words;
use crate::routes::Place;
use crate::state::State;
use crate::state::clusters::{Clusters, Target, Trouble};
use crate::state::reveal::{Issued, Occasion, Told};
use leptos::prelude::*;

/// What doing it needs, whatever becomes of the dialog.
struct Deed {
    state: State,
    place: Place,
    connection: Connection,
    clusters: Clusters,
    target: Target,
}

impl Page {
    /// Whether the key that is rotated, or an old one that is ended, may be the one that one is signed in with.
    pub(super) fn may_be_own(self, ask: Ask) -> bool {
        let connection = self.place.with_value(|place| place.connection.clone());
        let owner = self.state.sessions.current(&connection).is_some_and(|it| it.may_write == Some(true));
        matches!(ask, Ask::Rotate(KeyOf::Cluster) | Ask::EndOld(KeyOf::Cluster)) && !owner
    }

    /// Whether it is, as far as its access tells.
    pub(super) fn is_own(self, ask: Ask) -> bool {
        let connection = self.place.with_value(|place| place.connection.clone());
        let opens = self.state.sessions.current(&connection).and_then(|session| session.own_key.cluster);
        self.may_be_own(ask) && opens.is_some_and(|cluster| self.id.with_value(|id| *id == cluster))
    }
}

impl Asking {
    /// After a lost answer: does it to the cluster as it is by now, if that is what the owner sees.
    pub(super) async fn act_anew(self) -> Result<(), Trouble> {
        let clusters = self.page.clusters.get_value();
        match clusters.still(&self.target.get_untracked()).await {
            Ok(target) => drop(self.target.try_set(target)),
            // What became of the lost one is as unknown as before.
            Err(Trouble::Refused(error)) => return Err(Trouble::Unknown(error)),
            Err(trouble) => return Err(trouble),
        }
        self.act().await
    }

    pub(super) async fn act(self) -> Result<(), Trouble> {
        let (state, place) = (self.page.state, self.page.place.get_value());
        let connection = state.connections.current(&place.connection);
        let deed = Deed {
            state,
            connection: connection.ok_or(Trouble::Refused(Error::Stopped))?,
            place,
            clusters: self.page.clusters.get_value(),
            target: self.target.get_untracked(),
        };
        match self.ask {
            Ask::Rename => {
                let name = self.name.with_untracked(|name| name.trim().to_owned());
                deed.change(self, &ClusterChange::renamed(name), "The cluster is renamed.").await
            }
            Ask::Switch(kind, on) => {
                let done = format!("{} is switched {}.", kind.label(), if on { "on" } else { "off" });
                deed.change(self, &ClusterChange::switched(kind, on), &done).await
            }
            Ask::Rotate(of) => deed.rotate(self, of, self.own.get_untracked()).await,
            Ask::EndOld(of) => {
                deed.clusters.end_old(&deed.target, of, self.patience).await?;
                deed.state.notices.done("The old keys are ended.");
                Ok(())
            }
            Ask::Disconnect => {
                deed.clusters.disconnect(&deed.target, self.patience).await?;
                deed.state.rotations.begin(&deed.place, deed.id(), What::Disconnection, clock::now());
                deed.state
                    .notices
                    .done("Disconnecting has begun. The cluster is gone from the list when it is done.");
                Ok(())
            }
        }
    }
}

impl Deed {
    fn id(&self) -> &str {
        &self.target.seen.cluster.id
    }

    async fn change(&self, asking: Asking, change: &ClusterChange, done: &str) -> Result<(), Trouble> {
        if change.tells_secret() {
            self.state.reveal.ready().await.map_err(Trouble::Refused)?;
        }
        let _awaited = change.tells_secret().then(|| self.state.reveal.awaits());
        let found = self.clusters.change(&self.target, change, asking.patience).await?;
        let cluster = &found.value.seen.cluster;
        if let Some((kind, false)) = change.service {
            // Its keys ended with it.
            self.state.rotations.ended(&self.place, self.id(), KeyOf::Service(kind));
        }
        match (change.service, found.value.key) {
            (Some((kind, _)), Some(key)) => self.hold(cluster, KeyOf::Service(kind), key, None),
            (Some((kind, _)), None) if change.tells_secret() => self.state.notices.failed(format!(
                "{} is on, and no key came with the answer. Rotate its key for one that you can save.",
                kind.label()
            )),
            _ if found.after_loss => {
                self.state
                    .notices
                    .done(format!("{done} The answer was lost, but reading it again shows the change."));
            }
            _ => self.state.notices.done(done),
        }
        Ok(())
    }

    async fn rotate(&self, asking: Asking, of: KeyOf, own: bool) -> Result<(), Trouble> {
        self.state.reveal.ready().await.map_err(Trouble::Refused)?;
        let _awaited = self.state.reveal.awaits();
        let what = What::Rotation(of);
        let at = self.state.rotations.begin(&self.place, self.id(), what, clock::now());
        match self.clusters.rotate(&self.target, of, asking.patience).await {
            Ok(key) => {
                self.state.rotations.answered(at);
                self.hold(&self.target.seen.cluster, of, key.clone(), Some(at));
                if own {
                    self.go_on_with(key).await;
                }
                Ok(())
            }
            Err(trouble) => {
                if !matches!(trouble, Trouble::Unknown(_)) {
                    self.state.rotations.forget(at);
                }
                Err(trouble)
            }
        }
    }

    /// Holds the key before anything else is done that could fail.
    fn hold(&self, cluster: &Cluster, of: KeyOf, secret: Secret, rotation: Option<Timestamp>) {
        let name = cluster.shown_name();
        let title = match rotation {
            Some(_) => questions::rotated(of, &words::isolated(name)),
            None => {
                format!("{} is on for {}. Save its key now.", of.label_of_service(), words::isolated(name))
            }
        };
        let mut about = vec![format!(
            "{} shows it only this once. If you lose it, rotate the key again.",
            self.connection.name
        )];
        about.extend(rotation.map(|at| {
            let end = clock::local_and_utc(at.plus(OLD_KEY_LASTS));
            format!("The old key works until {end}, unless you end it before.")
        }));
        about.push(format!("{} needs the new key. The tab “curl” shows how.", of.used_by()));
        let curl = self.clusters.hand_over(self.id(), of).map(|snippet| snippet.text).unwrap_or_default();
        let key = Key::bare(self.id(), format!("{name} {}", of.label()));
        self.state.reveal.hold(Told {
            occasion: Occasion::Issued(Issued {
                key,
                title,
                about,
                provable: of == KeyOf::Cluster,
                rotation,
            }),
            secret,
            connection: self.connection.clone(),
            holder: self.place.holder.clone(),
            curl,
            differences: Vec::new(),
        });
    }

    /// Goes on with the new key: the old one, with which one is signed in, ends.
    async fn go_on_with(&self, secret: Secret) {
        let created = Created { key: Key::bare(self.id(), String::new()), secret };
        match self.state.sessions.swap(&self.connection, &created).await {
            Ok(()) => self.state.notices.done("You go on with the new key."),
            // One has signed out meanwhile, or in with another key.
            Err(Error::Stopped) => {}
            Err(error) => self.state.notices.failed(format!(
                "You are still signed in with the old key, which works for 7 more days. {error} Sign in again with the new one."
            )),
        }
    }
}
