//! The form to connect a cluster.

mod fields;
mod paste;
mod send;

use crate::browser::page as document;
use crate::components::busy::BusyButton;
use crate::components::icon::Icon;
use crate::domain::agreement::Terms;
use crate::domain::cluster::draft::{ClusterDraft, Field, Wrong};
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::clusters::{Clusters, Trouble};
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct Form {
    state: State,
    place: StoredValue<Place>,
    clusters: StoredValue<Clusters>,
    draft: RwSignal<ClusterDraft>,
    /// What was pasted.
    pasted: RwSignal<String>,
    wrong: RwSignal<Vec<Wrong>>,
    trouble: RwSignal<Option<Trouble>>,
    terms: RwSignal<Option<Terms>>,
    busy: RwSignal<bool>,
}

/// The page.
pub fn page(place: Place) -> AnyView {
    let state = state();
    document::set_title("Connect a cluster");
    let Some(clusters) = Clusters::at(state, &place) else { return super::not_found::page() };
    let all = Route::Clusters(place.clone()).path();
    let back = all.clone();
    let form = Form {
        state,
        clusters: StoredValue::new(clusters),
        draft: RwSignal::new(state.drafts.cluster(&place)),
        pasted: RwSignal::new(String::new()),
        wrong: RwSignal::new(Vec::new()),
        trouble: RwSignal::new(None),
        terms: RwSignal::new(None),
        busy: RwSignal::new(false),
        place: StoredValue::new(place),
    };
    // The way to the terms and back loses nothing of what was typed.
    Effect::new(move |_| {
        let draft = form.draft.get();
        form.place.with_value(|place| state.drafts.keep_cluster(place, draft));
    });
    form.read_terms();
    // Read in the view alone: signing in again in the middle of work must not begin the form anew.
    let name = move || form.place.with_value(|place| state.sessions.holder_name(place));
    view! {
        <header class="head">
            <div>
                <p><a href=all>"All clusters"</a></p>
                <h1>"Connect a cluster"</h1>
                <p>{move || format!("To {}: a cluster that you run yourselves. Nothing in the cluster changes by that.", name())}</p>
            </div>
        </header>
        {move || form.open_terms()}
        <form class="form" aria-label="Connect a cluster" on:submit=move |event| form.submit(&event) novalidate>
            {paste::field(form)}
            {fields::fields(form)}
            {move || form.trouble.get().map(|trouble| form.failure(trouble))}
            <div class="acts">
                <BusyButton class="button primary" busy=form.busy>"Connect cluster"</BusyButton>
                <a href=back class="button">"Cancel"</a>
            </div>
        </form>
    }
}

impl Form {
    fn error(self, field: Field) -> Option<String> {
        self.wrong.with(|wrong| wrong.iter().find(|it| it.field == field).map(|it| it.sentence.clone()))
    }

    /// Takes over what is typed; what was wrong with it may not be any more.
    fn enter(self, field: Field, text: String) {
        self.draft.update(|draft| *field.of_mut(draft) = text);
        if self.error(field).is_some() {
            self.wrong.update(|wrong| wrong.retain(|it| it.field != field));
        }
    }

    fn read_terms(self) {
        let clusters = self.clusters.get_value();
        spawn_local(async move {
            // Without them known nothing is said of them; connecting tells.
            if let Ok(terms) = clusters.terms().await {
                self.terms.try_set(Some(terms));
            }
        });
    }

    fn are_terms_open(self) -> bool {
        self.terms.with(|terms| terms.as_ref().is_some_and(|terms| terms.accepted.is_none()))
    }

    /// First the terms, then a cluster: the service refuses it the other way round.
    fn open_terms(self) -> Option<AnyView> {
        self.are_terms_open().then(|| {
            let terms = Route::Terms(self.place.get_value()).path();
            view! {
                <div class="note">
                    <Icon name="warn"/>
                    <div>
                        <p><b>"The terms aren't accepted yet. "</b>"Until they are, the service refuses to connect a cluster. What you enter here is kept."</p>
                        <div><a href=terms class="button">"Read and accept the terms"</a></div>
                    </div>
                </div>
            }
        })
    }

    fn submit(self, event: &leptos::ev::SubmitEvent) {
        event.prevent_default();
        if self.busy.get_untracked() {
            return;
        }
        match self.draft.with_untracked(ClusterDraft::check) {
            Err(wrong) => {
                if let Some(first) = wrong.first() {
                    document::focus(fields::id_of(first.field));
                }
                self.wrong.set(wrong);
            }
            Ok(draft) => {
                self.wrong.set(Vec::new());
                self.trouble.set(None);
                self.send(draft);
            }
        }
    }
}
