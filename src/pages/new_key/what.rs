//! Where a role counts and which it is: chosen where the app knows the roles, typed where it does not.

use super::Form;
use super::block::{Block, Blocks};
use crate::api::error::Error;
use crate::browser::timer;
use crate::domain::access::{Place, Reach, RoleAssignment};
use crate::domain::grants::Part;
use crate::domain::{role, stack};
use crate::erase::view;
use leptos::prelude::*;

/// Where a role can be chosen, in the order of the vendor's console.
const PLACES: [(Place, &str); 6] = [
    (Place::Organization, "Organization"),
    (Place::Deployments, "Hosted deployments"),
    (Place::ElasticsearchProjects, "Elasticsearch projects"),
    (Place::ObservabilityProjects, "Observability projects"),
    (Place::SecurityProjects, "Security projects"),
    (Place::ConnectedClusters, "Connected clusters"),
];
/// Typing a type of projects pauses when no key was pressed for so many milliseconds.
const TYPING_PAUSE: u64 = 300;
/// The choice of a type of projects that the app does not know.
const OTHER: &str = "other";
/// The choice of what a key came with and the app can't offer.
const KEPT: &str = "kept";

/// Whether its type of projects is typed.
pub(super) fn typed(place: &Place) -> bool {
    matches!(place, Place::Other(_)) && place.project_kind().is_some()
}

/// Whether it is known enough to be limited: a type of projects that is still being typed is not.
pub(super) fn known(place: &Place) -> bool {
    place.project_kind() != Some("")
}

pub(super) fn place_select(form: Form, block: Block, place: Memo<Place>) -> AnyView {
    let id = block.id("place");
    let at = Memo::new(move |_| place.with(choice));
    let change = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let known = chosen.parse::<usize>().ok().and_then(|at| PLACES.get(at));
        let place = match known {
            Some((place, _)) => place.clone(),
            None if chosen == OTHER => Place::of_projects(""),
            None => return,
        };
        block.role.set(RoleAssignment {
            reach: if place == Place::Organization { Reach::Whole } else { Reach::Only(Vec::new()) },
            place,
            role: String::new(),
            stack_roles: Vec::new(),
        });
    };
    let offered = move |place: &Place| *place != Place::ConnectedClusters || has_clusters(form);
    let option = move |value: String, label: String| {
        let mine = value.clone();
        view! { <option value=value selected=move || at.get() == mine>{label}</option> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>"Where"</label>
            <select id=id class="input auto" on:change=change>
                {move || PLACES.iter().enumerate()
                    .filter(|(_, (one, _))| offered(one) || place.with(|place| place == one))
                    .map(|(index, (_, label))| option(index.to_string(), (*label).to_owned()))
                    .collect_view()}
                {option(OTHER.to_owned(), "Other projects".to_owned())}
                {move || (at.get() == KEPT).then(|| option(KEPT.to_owned(), place.with(|place| place.nouns().1)))}
            </select>
        </div>
    }
}

/// Whether there are connected clusters to give access to, or could be: where they can't be read for now, choosing
/// them says so and offers to read them again.
fn has_clusters(form: Form) -> bool {
    let connection = form.place.with_value(|place| place.connection.clone());
    match form.state.resources.at(&connection, &Place::ConnectedClusters).get() {
        Some(Ok(all)) => !all.is_empty(),
        Some(Err(error)) => !matches!(error, Error::Forbidden { .. } | Error::NotFound { .. }),
        None => false,
    }
}

fn choice(place: &Place) -> String {
    match PLACES.iter().position(|(one, _)| one == place) {
        Some(at) => at.to_string(),
        None if place.project_kind().is_some() => OTHER.to_owned(),
        None => KEPT.to_owned(),
    }
}

/// Sets the role; its like inside follows it, if it was there.
fn set_role(block: Block, id: String) {
    block.role.update(|grant| {
        let (before, after) = (stack::mirror(&grant.place, &grant.role), stack::mirror(&grant.place, &id));
        let followed = grant.stack_roles.contains(&before);
        grant.stack_roles.retain(|name| !followed || (*name != before && *name != after));
        if followed {
            grant.stack_roles.insert(0, after);
        }
        grant.role = id;
    });
}

pub(super) fn role_select(form: Form, blocks: Blocks, block: Block, place: Memo<Place>) -> AnyView {
    let id = block.id("role");
    let chosen = move || block.role.with(|role| role.role.clone());
    let unknown = move || {
        let chosen = chosen();
        let known = chosen.is_empty() || place.with(|place| role::at(place).any(|one| one.id == chosen));
        (!known).then(|| view! { <option value=chosen.clone() selected=true>{chosen.clone()}</option> })
    };
    view! {
        <div class="field">
            <label for=id.clone()>"Role"</label>
            <select id=id class="input auto" aria-describedby=block.id("role-wrong")
                aria-invalid=move || block.error(form, blocks, Part::Role).map(|_| "true")
                on:change=move |event| set_role(block, event_target_value(&event))>
                <option value="" selected=move || chosen().is_empty()>"Choose a role"</option>
                {move || place.with(|place| role::at(place).map(|one| {
                    view! { <option value=one.id selected=move || chosen() == one.id>{one.name}</option> }
                }).collect_view())}
                {unknown}
            </select>
        </div>
    }
}

fn kind_of(block: Block) -> String {
    block.role.with(|grant| grant.place.project_kind().unwrap_or_default().to_owned())
}

/// The type and the role of projects that the app does not know.
pub(super) fn typed_fields(form: Form, blocks: Blocks, block: Block) -> AnyView {
    let kind = untrack(|| kind_of(block));
    let turn = StoredValue::new(0_u32);
    // Each type is asked for its projects, so half a word must not be one.
    let kept =
        |typed: &str| typed.trim().chars().filter(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let commit = move |typed: &str| {
        if kind_of(block) != typed {
            block.role.update(|grant| {
                grant.place = Place::of_projects(typed);
                if matches!(grant.reach, Reach::Only(_)) {
                    grant.reach = Reach::Only(Vec::new());
                }
            });
        }
    };
    let set_kind = move |event: leptos::ev::Event| {
        let typed = kept(&event_target_value(&event));
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        timer::after(TYPING_PAUSE, move || {
            if turn.try_get_value() == Some(mine) {
                untrack(|| commit(&typed));
            }
        });
    };
    let wrong = move |missing: fn(&RoleAssignment) -> bool| {
        let error = block.error(form, blocks, Part::Role);
        error.filter(|_| block.role.with(missing)).map(|_| "true")
    };
    let input = |name: &str, label: &'static str, hint: &'static str| (block.id(name), label, hint);
    let (kind_id, kind_label, kind_hint) = input("kind", "Type of project", "vectordb");
    let (role_id, role_label, role_hint) = input("role", "Role id", "vectordb-viewer");
    view! {
        <div class="field">
            <label for=kind_id.clone()>{kind_label}</label>
            <input id=kind_id class="input auto" placeholder=kind_hint autocomplete="off" spellcheck="false"
                aria-describedby=block.id("role-wrong")
                aria-invalid=move || wrong(|grant| grant.place.project_kind() == Some(""))
                prop:value=kind on:input=set_kind
                on:change=move |event| untrack(|| commit(&kept(&event_target_value(&event))))/>
        </div>
        <div class="field">
            <label for=role_id.clone()>{role_label}</label>
            <input id=role_id class="input auto" placeholder=role_hint autocomplete="off" spellcheck="false"
                aria-describedby=block.id("role-wrong")
                aria-invalid=move || wrong(|grant| grant.place.project_kind() != Some(""))
                prop:value=move || block.role.with(|grant| grant.role.clone())
                on:input=move |event| set_role(block, event_target_value(&event).trim().to_owned())/>
        </div>
    }
}
