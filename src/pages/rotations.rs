//! All rotations of keys of clusters whose old key still works, or ended lately.

use super::cluster::timeline::timeline;
use crate::browser::{clock, page as document};
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::cluster::pending::{Pending, What};
use crate::domain::words::{self, capitalized};
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::clusters::Clusters;
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{HashMap, HashSet};

/// The page.
pub fn page() -> AnyView {
    let state = state();
    document::set_title("Key rotations");
    let names = RwSignal::new(HashMap::new());
    learn_names(state, names);
    let now = now();
    let all = Memo::new(move |_| state.rotations.all(now.get()));
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    view! {
        <header class="head">
            <div>
                <h1>"Key rotations"</h1>
                <p>"Keys of connected clusters that have a new key while the old one still works. The services tell nothing of it, so this browser notes it."</p>
            </div>
        </header>
        {move || if none.get() { nothing() } else { list(state, all, names) }}
    }
}

fn nothing() -> AnyView {
    view! {
        <div class="empty">
            <Icon name="turn"/>
            <h2>"No rotation is under way"</h2>
            <p>"When you rotate a key of a cluster here, its old key is shown until it ends."</p>
        </div>
    }
}

fn list(state: State, all: Memo<Vec<Pending>>, names: RwSignal<HashMap<String, String>>) -> AnyView {
    let cards = move || {
        let card = |one: &Pending| card(state, names, one);
        all.with(|all| all.iter().filter_map(card).collect_view())
    };
    view! { <div class="cards">{cards}</div> }
}

fn card(state: State, names: RwSignal<HashMap<String, String>>, one: &Pending) -> Option<AnyView> {
    let What::Rotation(of) = one.what else { return None };
    let place = Place { connection: one.connection.clone(), holder: one.holder.clone() };
    let connection = state.connections.get(&one.connection).map(|it| it.name);
    let hand_over = Clusters::at(state, &place).and_then(|it| it.hand_over(&one.cluster, of));
    let href = Route::Cluster(place, one.cluster.clone()).path();
    let id = one.cluster.clone();
    let name = Memo::new(move |_| {
        names.with(|names| names.get(&id).cloned()).unwrap_or_else(|| format!("Cluster {id}"))
    });
    let (title, at) = (capitalized(of.label()), one.at);
    let key = title.clone();
    // There may be several of one key.
    let label = move || format!("{key} of {}, {}", words::isolated(&name.get()), clock::local(at));
    Some(view! {
        <section class="card" aria-label=label>
            <div>
                <h2>{title}</h2>
                <p><a href=href dir="auto">{move || name.get()}</a>{connection.map(|name| format!(" on {name}"))}</p>
            </div>
            {timeline(state, one, of, hand_over, None)}
        </section>
    })
}

/// Reads the names of the clusters where one is signed in: only ids are kept.
fn learn_names(state: State, names: RwSignal<HashMap<String, String>>) {
    let places: HashSet<_> = untrack(|| state.rotations.all(clock::now()))
        .into_iter()
        .map(|one| Place { connection: one.connection, holder: one.holder })
        .filter(|place| state.sessions.current(&place.connection).is_some())
        .collect();
    for place in places {
        let Some(clusters) = Clusters::at(state, &place) else { continue };
        spawn_local(async move {
            // Without the names the page shows ids: worth no message of its own.
            let Ok(listed) = clusters.list().await else { return };
            let told = listed.into_iter().map(|it| (it.id.clone(), it.shown_name().to_owned()));
            names.try_update(|names| names.extend(told));
        });
    }
}
