//! What a role opens inside projects: nothing but the Cloud API, or roles in Elasticsearch and Kibana.

use super::Form;
use super::block::{Block, Blocks};
use crate::browser::page;
use crate::components::badge::Caution;
use crate::domain::access::{Place, Reach, RoleAssignment};
use crate::domain::grants::Part;
use crate::domain::stack::{self, StackRoles};
use crate::erase::view;
use leptos::prelude::*;

/// From so many projects at most the roles are read.
const PROJECTS: usize = 12;

pub(super) fn opens(form: Form, blocks: Blocks, block: Block, place: Memo<Place>) -> AnyView {
    let inside = Memo::new(move |_| block.role.with(|grant| !grant.stack_roles.is_empty()));
    let group = block.id("opens");
    let choose = move |inside: bool| {
        block.role.update(|grant| {
            let own = stack::mirror(&grant.place, &grant.role);
            grant.stack_roles = if inside { vec![own] } else { Vec::new() };
        });
    };
    view! {
        <div class="stack tight">
            <span class="label soft" aria-hidden="true">"Opens"</span>
            <div class="choices" role="radiogroup" aria-label="Opens" aria-describedby=block.id("stack-wrong")>
                <label>
                    <input type="radio" name=group.clone() prop:checked=move || !inside.get()
                        aria-invalid=move || block.error(form, blocks, Part::Stack).map(|_| "true")
                        on:change=move |_| choose(false)/>
                    "Cloud API only"
                </label>
                <label>
                    <input type="radio" name=group prop:checked=move || inside.get() on:change=move |_| choose(true)/>
                    "Cloud, Elasticsearch and Kibana API"
                </label>
            </div>
            {move || inside.get().then(|| roles(form, block, place))}
        </div>
    }
}

/// The roles to tick: those that always exist, and those that the projects have.
fn roles(form: Form, block: Block, place: Memo<Place>) -> AnyView {
    let known = Memo::new(move |_| block.role.with(|grant| known(form, grant)));
    let names = Memo::new(move |_| {
        let mut names = place.with(stack::predefined);
        known.with(|known| {
            names.extend(known.iter().flat_map(|one| one.roles.iter().map(|role| role.name.clone())));
        });
        block.role.with(|grant| {
            names.extend(grant.stack_roles.iter().filter(|name| *name != stack::UNCHOSEN).cloned());
        });
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    });
    view! {
        <div class="pick" role="group" aria-label="Roles in Elasticsearch and Kibana" tabindex="0">
            {move || names.get().into_iter().map(|name| tick(block, place, known, name)).collect_view()}
        </div>
        {another(block)}
    }
}

/// A role that is in no list, by its name.
fn another(block: Block) -> AnyView {
    let (id, name) = (block.id("own-role"), RwSignal::new(String::new()));
    let add = move || {
        let name = std::mem::take(&mut *name.write()).trim().to_owned();
        if !name.is_empty() {
            set(block, name, true);
        }
    };
    view! {
        <div class="field inline">
            <label for=id.clone()>"Another role"</label>
            <input id=id class="input auto" autocomplete="off" spellcheck="false" placeholder="name of a custom role"
                prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))
                on:keydown=move |event| if page::takes_enter(&event) { add() }/>
            <button type="button" class="button" hidden=move || name.with(|name| name.trim().is_empty()) on:click=move |_| add()>
                "Add role"
            </button>
        </div>
    }
}

/// Gives a role or takes it away. Without any it stays open which one it is to be.
fn set(block: Block, name: String, wanted: bool) {
    block.role.update(|grant| {
        let roles = &mut grant.stack_roles;
        roles.retain(|other| *other != name && other != stack::UNCHOSEN);
        if wanted {
            roles.push(name);
        } else if roles.is_empty() {
            roles.push(stack::UNCHOSEN.to_owned());
        }
    });
}

fn tick(block: Block, place: Memo<Place>, known: Memo<Vec<StackRoles>>, name: String) -> AnyView {
    let name = StoredValue::new(name);
    let on = move || block.role.with(|grant| name.with_value(|name| grant.stack_roles.contains(name)));
    let press = move |event: leptos::ev::Event| set(block, name.get_value(), event_target_checked(&event));
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=on on:change=press/>
            <span>{name.get_value()}</span>
            <small class="soft">{move || name.with_value(|name| hint(&place.get(), &known.get(), name))}</small>
            {move || name.with_value(|name| missing(block, &known.get(), name)).map(|text| if on() {
                view! { <Caution text=text/> }
            } else {
                view! { <small class="soft">{text}</small> }
            })}
        </label>
    }
}

/// Where a role is missing, which the service does not say.
fn missing(block: Block, known: &[StackRoles], name: &str) -> Option<String> {
    let missing = block.role.with(|grant| stack::missing_in(name, &grant.reach, known).len());
    match missing {
        0 => None,
        all if all == known.len() => Some("Missing in every project that was read: opens nothing".to_owned()),
        some => Some(format!("Missing in {some} of {} projects: opens nothing there", known.len())),
    }
}

/// What a role is for.
fn hint(place: &Place, known: &[StackRoles], name: &str) -> String {
    let found = known.iter().flat_map(|one| &one.roles).find(|role| role.name == name);
    match found {
        Some(role) if !role.description.is_empty() => role.description.clone(),
        _ if stack::is_custom(place, name) => "custom role".to_owned(),
        _ => String::new(),
    }
}

/// The roles of the projects that a grant reaches, as far as they were read.
fn known(form: Form, grant: &RoleAssignment) -> Vec<StackRoles> {
    if grant.place.project_kind().is_none_or(str::is_empty) {
        return Vec::new();
    }
    let connection = form.place.with_value(|at| at.connection.clone());
    let resources = form.state.resources;
    // Ids that are typed are asked for nothing: each key press would make a new one.
    let Some(Ok(listed)) = resources.at(&connection, &grant.place).get() else { return Vec::new() };
    let reached = |id: &String| match &grant.reach {
        Reach::Only(ids) => ids.contains(id),
        Reach::Whole | Reach::All => true,
    };
    let projects: Vec<String> = listed.into_iter().map(|one| one.id).filter(reached).collect();
    let read = |project: &String| resources.stack_roles(&connection, &grant.place, project).get()?.ok();
    projects.iter().take(PROJECTS).filter_map(read).collect()
}
