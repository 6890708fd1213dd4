//! The connections: where each credential goes, signing in and out, adding one.

mod add;
mod card;
mod token;

use crate::browser::page as document;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::lazy::lazy_page;
use crate::config::Problem;
use crate::erase::view;
use crate::state::connections::Reading;
use crate::state::{State, state};
use leptos::prelude::*;

lazy_page!(new_connection in more(open: leptos::prelude::RwSignal<bool>) => super::add::form(open));

/// The page.
pub fn page() -> AnyView {
    let state = state();
    let adding = RwSignal::new(false);
    document::set_title("Connections");
    let add = move |_| {
        adding.set(true);
        document::focus("new-connection-title");
    };
    view! {
        <header class="head">
            <div>
                <h1>"Connections"</h1>
                <p>"Sign in where your keys are. Credentials are kept in memory only, and each is sent to its own service."</p>
            </div>
            <div class="acts">
                <button type="button" class="button" on:click=add><Icon name="plus"/>"Add connection"</button>
            </div>
        </header>
        {move || problems(state.connections.problems())}
        {move || adding.get().then(|| new_connection::page(adding))}
        {move || is_empty(state).then(empty)}
        <div class="cards">
            {keyed(move || state.connections.ids(), move |id| card::card(state, &id))}
        </div>
    }
}

fn is_empty(state: State) -> bool {
    state.connections.ids().is_empty() && state.connections.reading() == Reading::Done
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="plug"/>
            <h2>"No connections yet"</h2>
            <p>"Add one here, or list them in config.json beside the app so that everyone finds them."</p>
        </div>
    }
}

/// What is wrong in `config.json`, field by field.
fn problems(problems: Vec<Problem>) -> Option<impl IntoView> {
    (!problems.is_empty()).then(|| {
        let item = |problem: Problem| {
            view! { <li><code>{problem.field}</code>": "{problem.why}" "{problem.right}</li> }
        };
        view! {
            <section class="note" aria-label="Problems in config.json">
                <Icon name="warn"/>
                <div>
                    <p><b>"config.json needs a correction. What is right in it works."</b></p>
                    <ul>{problems.into_iter().map(item).collect_view()}</ul>
                </div>
            </section>
        }
    })
}
