//! One connected cluster: what is told of it, its services, its keys and their rotations.

mod act;
mod ask;
mod departure;
mod facts;
mod keys;
mod questions;
pub(super) mod services;
pub(super) mod timeline;
pub(super) mod trouble;

use crate::api::error::Error;
use crate::browser::page as document;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::agreement::Subscription;
use crate::domain::cluster::{Cluster, KeyOf, Seen, ServiceKind};
use crate::domain::time::Timestamp;
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::clusters::Clusters;
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    place: StoredValue<Place>,
    id: StoredValue<String>,
    clusters: StoredValue<Clusters>,
    /// The cluster as last read.
    standing: RwSignal<Standing>,
    reading: RwSignal<bool>,
    failed: RwSignal<Option<Error>>,
    subscription: RwSignal<Option<Result<Subscription, Error>>>,
    now: Signal<Timestamp>,
    ask: RwSignal<Option<Ask>>,
}

/// A cluster as far as it was read.
#[derive(Clone, PartialEq, Debug)]
enum Standing {
    Unread,
    There(Seen),
    Absent,
}

/// What the owner is asked before it is done.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Ask {
    Rename,
    Switch(ServiceKind, bool),
    Rotate(KeyOf),
    EndOld(KeyOf),
    Disconnect,
}

/// The page.
pub fn page(place: Place, id: String) -> AnyView {
    let state = state();
    let Some(clusters) = Clusters::at(state, &place) else { return super::not_found::page() };
    let all = Route::Clusters(place.clone()).path();
    let page = Page {
        state,
        clusters: StoredValue::new(clusters),
        standing: RwSignal::new(Standing::Unread),
        reading: RwSignal::new(false),
        failed: RwSignal::new(None),
        subscription: RwSignal::new(None),
        now: now(),
        ask: RwSignal::new(None),
        place: StoredValue::new(place),
        id: StoredValue::new(id),
    };
    page.read();
    page.read_subscription();
    page.place.with_value(|place| state.inventory.know_members(place));
    let cluster = Memo::new(move |_| page.standing.with(|it| Some(it.seen()?.cluster.clone())));
    let title = Memo::new(move |_| {
        cluster.with(|it| it.as_ref().map_or_else(|| "Cluster".to_owned(), |it| it.shown_name().to_owned()))
    });
    Effect::new(move |_| document::set_title(&title.get()));
    view! {
        <header class="head">
            <div>
                <p><a href=all>"All clusters"</a></p>
                <h1 dir="auto">{move || title.get()}</h1>
            </div>
            {move || cluster.with(Option::is_some).then(|| acts(page))}
        </header>
        {move || page.departure()}
        {move || page.failure()}
        {move || page.in_its_place()}
        {move || cluster.get().map(|cluster| content(page, cluster))}
        {move || page.ask.get().map(|ask| ask::dialog(page, ask))}
    }
}

impl Standing {
    fn seen(&self) -> Option<&Seen> {
        match self {
            Self::There(seen) => Some(seen),
            Self::Unread | Self::Absent => None,
        }
    }
}

impl Page {
    fn read(self) {
        let (clusters, id) = (self.clusters.get_value(), self.id.get_value());
        self.reading.set(true);
        spawn_local(async move {
            let outcome = clusters.one(&id).await;
            if self.reading.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(seen) => {
                    self.failed.set(None);
                    self.standing.set(seen.map_or(Standing::Absent, Standing::There));
                    self.look_again();
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    fn read_subscription(self) {
        self.subscription.set(None);
        let clusters = self.clusters.get_value();
        spawn_local(async move {
            let outcome = clusters.subscription().await;
            self.subscription.try_set(Some(outcome));
        });
    }

    fn ask(self, ask: Ask) {
        self.ask.set(Some(ask));
    }

    fn failure(self) -> Option<AnyView> {
        let again = Callback::new(move |()| self.read());
        let failure = |error| {
            view! { <Failure what="The cluster could not be read." error=error retry=again/> }
        };
        self.failed.get().map(failure)
    }

    /// What stands in place of the cluster while it is not there.
    fn in_its_place(self) -> Option<AnyView> {
        self.standing.with(|it| match it {
            Standing::Unread if self.failed.with(Option::is_none) => {
                Some(view! { <p class="soft" role="status">"Reading the cluster…"</p> })
            }
            Standing::Absent => Some(self.absent()),
            Standing::Unread | Standing::There(_) => None,
        })
    }

    fn absent(self) -> AnyView {
        let all = Route::Clusters(self.place.get_value()).path();
        view! {
            <div class="empty">
                <Icon name="cluster"/>
                <h2>"This cluster isn't connected"</h2>
                <p>"It was disconnected, or the key that you are signed in with may not see it."</p>
                <a href=all class="button">"See all clusters"</a>
            </div>
        }
    }

    fn subscription_failure(self) -> Option<AnyView> {
        let again = Callback::new(move |()| self.read_subscription());
        self.subscription.with(|it| it.clone().and_then(Result::err)).map(|error| {
            view! { <Failure what="The subscription could not be read, so nothing is said of what it blocks." error=error retry=again/> }
        })
    }

    /// The name behind a user id, once it is known.
    fn person(self, id: &str) -> String {
        let shelf = self.place.with_value(|place| self.state.inventory.shelf(place));
        let name = shelf.with(|shelf| shelf.members.as_ref().and_then(|members| members.get(id).cloned()));
        match name {
            Some(name) => format!("{name} (user {id})"),
            None if id.is_empty() => "not reported".to_owned(),
            None => format!("user {id}"),
        }
    }
}

fn acts(page: Page) -> AnyView {
    let closed = Memo::new(move |_| page.is_closed());
    view! {
        <div class="acts">
            <button type="button" class="button" on:click=move |_| page.read()>
                <span class="spinner" class:spin=move || page.reading.get()><Icon name="turn"/></span>
                "Refresh"
            </button>
            {move || (!closed.get()).then(|| view! {
                <button type="button" class="button" on:click=move |_| page.ask(Ask::Rename)>
                    <Icon name="pen"/>"Rename"
                </button>
                <button type="button" class="button danger" on:click=move |_| page.ask(Ask::Disconnect)>
                    <Icon name="bin"/>"Disconnect"
                </button>
            })}
        </div>
    }
}

fn content(page: Page, cluster: Cluster) -> AnyView {
    let closed = Memo::new(move |_| page.is_closed());
    let cluster = StoredValue::new(cluster);
    view! {
        {cluster.with_value(|cluster| services::cards(page, cluster))}
        <div class="columns">
            {cluster.with_value(|cluster| facts::card(page, cluster))}
            {move || (!closed.get()).then(|| cluster.with_value(|cluster| keys::cards(page, cluster)))}
        </div>
    }
}
