//! Adds a connection in this browser.

mod header;

use crate::components::icon::Icon;
use crate::config::{Connection, Kind, Problem};
use crate::domain::json::object;
use crate::erase::view;
use crate::state::state;
use leptos::html;
use leptos::prelude::*;

pub(super) fn form(open: RwSignal<bool>) -> AnyView {
    let state = state();
    let kind = RwSignal::new(Kind::ElasticCloud);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let (name, url) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let header = header::Choice::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(url)) = (name.get_untracked(), url.get_untracked()) else { return };
        let others = untrack(|| state.connections.all());
        let mut members = vec![
            ("id", id_for(&name.value(), &others).into()),
            ("kind", kind.get_untracked().slug().into()),
            ("name", name.value().into()),
            ("base_url", url.value().into()),
        ];
        if kind.get_untracked().takes_auth_header() {
            members.push(("auth_header", header.to_json()));
        }
        let entry = object(members);
        let checked = Connection::check(&entry, "", &others);
        problems.set(checked.problems);
        if let Some(connection) = checked.connection {
            let title = connection.name.clone();
            let kept = state.connections.add(connection);
            open.set(false);
            state.notices.done(if kept {
                format!("{title} is added in this browser. Sign in to use it.")
            } else {
                format!("{title} is added until you reload: this browser keeps nothing.")
            });
        }
    };
    view! {
        <section class="card narrow" aria-labelledby="new-connection-title">
            <h2 id="new-connection-title" tabindex="-1">"New connection"</h2>
            <p class="soft">"Name and address stay in this browser. To share it, list it in config.json; a strict deployment allows no other addresses."</p>
            <form class="form tight" aria-label="New connection" on:submit=submit novalidate>
                <div class="field">
                    <label for="connection-kind">"Service"</label>
                    <select id="connection-kind" class="input"
                        on:change=move |event| if let Some(chosen) = kind_of(&event_target_value(&event)) { kind.set(chosen) }>
                        {Kind::ALL.map(|kind| view! { <option value=kind.slug()>{kind.label()}</option> }).collect_view()}
                    </select>
                </div>
                {text_field("connection-name", "Name", "name", "", name, problems)}
                {text_field("connection-url", "Address", "base_url", "https://", url, problems)}
                {move || kind.get().takes_auth_header().then(|| header::fields(header, problems))}
                <div class="acts">
                    <button class="button primary">"Add connection"</button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
                </div>
            </form>
        </section>
    }
}

fn text_field(
    id: &'static str,
    label: &'static str,
    field: &'static str,
    start: &'static str,
    node: NodeRef<html::Input>,
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let problem = move || problems.with(|all| all.iter().find(|one| one.field == field).cloned());
    let wrong = format!("{id}-wrong");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id class="input" node_ref=node value=start autocomplete="off" spellcheck="false"
                aria-invalid=move || problem().map(|_| "true") aria-describedby=wrong.clone()/>
            <span id=wrong.clone() class="wrong">
                {move || problem().map(|problem| view! { <Icon name="warn"/>{format!("{} {}", problem.why, problem.right)} })}
            </span>
        </div>
    }
}

fn kind_of(slug: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.slug() == slug)
}

/// An id made of the name that no other connection has.
fn id_for(name: &str, others: &[Connection]) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    let plain = plain.trim_matches('-');
    let stem = if plain.is_empty() { "connection" } else { plain };
    let taken = |id: &str| others.iter().any(|other| other.id == id);
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}
