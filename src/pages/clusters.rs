//! The clusters that an organization connected.

mod table;

use crate::api::error::Error;
use crate::browser::{page as document, timer};
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::domain::agreement::{Subscription, Terms};
use crate::domain::cluster::Cluster;
use crate::domain::query::Offer;
use crate::domain::words::count;
use crate::erase::view;
use crate::pages::asked::Asked;
use crate::pages::leaked;
use crate::routes::{Place, Route};
use crate::state::clusters::Clusters;
use crate::state::{State, state, task};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long to wait before looking again whether a cluster is gone, in milliseconds.
const LOOK_AGAIN: u64 = 4_000;
/// How often to look; after that the owner does.
const LOOKS: u32 = 45;
/// There are few enough to be searched here.
const OFFER: Offer = Offer { fields: &[], sorts: &[], permissions: false };

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    place: StoredValue<Place>,
    clusters: StoredValue<Clusters>,
    /// As last read, by name; nothing before that.
    listed: RwSignal<Option<Vec<Cluster>>>,
    reading: RwSignal<bool>,
    failed: RwSignal<Option<Error>>,
    terms: RwSignal<Option<Terms>>,
    subscription: RwSignal<Option<Subscription>>,
    asked: Asked,
    looks: StoredValue<u32>,
}

/// The page.
pub fn page(place: Place) -> AnyView {
    let state = state();
    document::set_title("Connected clusters");
    let Some(clusters) = Clusters::at(state, &place) else { return super::not_found::page() };
    let new = Route::ConnectCluster(place.clone()).path();
    let asked = Asked::here(state, &place.connection, Some(&place.holder), "clusters", OFFER);
    asked.keep_in_url(Route::Clusters(place.clone()), asked.settled());
    let page = Page {
        state,
        place: StoredValue::new(place),
        clusters: StoredValue::new(clusters),
        listed: RwSignal::new(None),
        reading: RwSignal::new(false),
        failed: RwSignal::new(None),
        terms: RwSignal::new(None),
        subscription: RwSignal::new(None),
        asked,
        looks: StoredValue::new(0),
    };
    page.refresh();
    page.read_agreement();
    view! {
        <header class="head">
            <div>
                <h1>"Connected clusters"</h1>
                <p>{move || page.counted()}</p>
            </div>
            <div class="acts">
                <button type="button" class="button" on:click=move |_| page.refresh()>
                    <span class="spinner" class:spin=move || page.reading.get()><Icon name="turn"/></span>
                    "Refresh"
                </button>
                <a href=new class="button primary"><Icon name="plus"/>"Connect a cluster"</a>
            </div>
        </header>
        {leaked::dialog(state)}
        {move || page.open_terms()}
        {move || page.failure()}
        {move || page.content()}
    }
}

impl Page {
    fn refresh(self) {
        self.looks.set_value(0);
        self.read();
    }

    fn read(self) {
        let clusters = self.clusters.get_value();
        self.reading.set(true);
        untrack(|| {
            task::start(async move {
                let outcome = clusters.list().await;
                if self.reading.try_set(false).is_some() {
                    return;
                }
                match outcome {
                    Ok(mut listed) => {
                        self.failed.set(None);
                        listed.sort_by_cached_key(|cluster| cluster.shown_name().to_lowercase());
                        // What is the same is not drawn anew: the focus may be in it.
                        if self.listed.with_untracked(|before| before.as_ref() != Some(&listed)) {
                            self.listed.set(Some(listed));
                        }
                        self.look_again();
                    }
                    Err(error) => self.failed.set(Some(error)),
                }
            });
        });
    }

    /// A cluster that is being disconnected goes some time later, and nothing tells when.
    fn look_again(self) {
        let leaving =
            untrack(|| self.place.with_value(|place| !self.state.rotations.all_leaving(place).is_empty()));
        if !leaving || self.looks.get_value() >= LOOKS {
            return;
        }
        self.looks.update_value(|looks| *looks += 1);
        timer::after(LOOK_AGAIN, move || {
            // The page may be gone by then, or be reading already.
            if self.reading.try_get_untracked() == Some(false) {
                self.read();
            }
        });
    }

    fn read_agreement(self) {
        let clusters = self.clusters.get_value();
        spawn_local(async move {
            // Without them known nothing is said of them; connecting tells.
            if let Ok(terms) = clusters.terms().await {
                self.terms.try_set(Some(terms));
            }
            if let Ok(subscription) = clusters.subscription().await {
                self.subscription.try_set(Some(subscription));
            }
        });
    }

    fn counted(self) -> String {
        let name = self.place.with_value(|place| self.state.sessions.holder_name(place));
        match self.listed.with(|listed| listed.as_ref().map(Vec::len)) {
            Some(number) => format!("{} of {name}", count(number, "cluster", "clusters")),
            None => format!("Of {name}: clusters that you run yourselves, with services of Elastic Cloud"),
        }
    }

    fn open_terms(self) -> Option<AnyView> {
        let open = self.terms.with(|terms| terms.as_ref().is_some_and(|terms| terms.accepted.is_none()));
        open.then(|| {
            let terms = Route::Terms(self.place.get_value()).path();
            view! {
                <div class="note">
                    <Icon name="warn"/>
                    <div><p>
                        <b>"The terms aren't accepted, so no cluster can be connected. "</b>
                        <a href=terms>"Read and accept the terms"</a>
                    </p></div>
                </div>
            }
        })
    }

    fn failure(self) -> Option<AnyView> {
        let again = Callback::new(move |()| self.refresh());
        let failure = |error| {
            view! { <Failure what="The clusters could not be read." error=error retry=again/> }
        };
        self.failed.get().map(failure)
    }

    fn content(self) -> AnyView {
        match self.listed.with(|listed| listed.as_ref().map(Vec::is_empty)) {
            None if self.failed.with(Option::is_some) => ().into_any(),
            None => view! { <p class="soft" role="status">"Reading the clusters…"</p> },
            Some(true) => none_yet(self),
            Some(false) => table::found(self),
        }
    }
}

fn none_yet(page: Page) -> AnyView {
    let new = Route::ConnectCluster(page.place.get_value()).path();
    view! {
        <div class="empty">
            <Icon name="cluster"/>
            <h2>"No cluster is connected"</h2>
            <p>"Connect a cluster that you run yourselves to use AutoOps and the Elastic Inference Service with it. Nothing in the cluster changes by that."</p>
            <a href=new class="button primary"><Icon name="plus"/>"Connect a cluster"</a>
        </div>
    }
}
