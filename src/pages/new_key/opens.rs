//! What a role opens inside projects: nothing but the Cloud API, or roles in Elasticsearch and Kibana.

use super::Form;
use super::block::{Block, Blocks};
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
        block.role.with(|grant| names.extend(grant.stack_roles.iter().cloned()));
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    });
    let add = move |event: leptos::ev::Event| {
        let name = event_target_value(&event).trim().to_owned();
        if !name.is_empty() {
            block.role.update(|grant| {
                if !grant.stack_roles.contains(&name) {
                    grant.stack_roles.push(name);
                }
            });
        }
    };
    let id = block.id("own-role");
    view! {
        <div class="pick" role="group" aria-label="Roles in Elasticsearch and Kibana">
            {move || names.get().into_iter().map(|name| tick(block, place, known, name)).collect_view()}
            <div class="field inline">
                <label for=id.clone()>"Another role"</label>
                <input id=id class="input auto" autocomplete="off" spellcheck="false" placeholder="name of a custom role"
                    prop:value="" on:change=add/>
            </div>
        </div>
    }
}

fn tick(block: Block, place: Memo<Place>, known: Memo<Vec<StackRoles>>, name: String) -> AnyView {
    let name = StoredValue::new(name);
    let on = move || block.role.with(|grant| name.with_value(|name| grant.stack_roles.contains(name)));
    let set = move |event: leptos::ev::Event| {
        let wanted = event_target_checked(&event);
        block.role.update(|grant| {
            name.with_value(|name| grant.stack_roles.retain(|other| other != name));
            if wanted {
                grant.stack_roles.push(name.get_value());
            }
        });
    };
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=on on:change=set/>
            <span>{name.get_value()}</span>
            <small class="soft">{move || name.with_value(|name| hint(block, &place.get(), &known.get(), name))}</small>
        </label>
    }
}

/// What a role is, or where it is missing, which the service does not say.
fn hint(block: Block, place: &Place, known: &[StackRoles], name: &str) -> String {
    let missing = block.role.with(|grant| stack::missing_in(name, &grant.reach, known).len());
    if missing > 0 && missing < known.len() {
        return format!("missing in {missing} of {} projects: opens nothing there", known.len());
    }
    if missing > 0 {
        return "missing in every project that was read: opens nothing there".to_owned();
    }
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
    let projects: Vec<String> = match &grant.reach {
        Reach::Only(ids) => ids.clone(),
        Reach::Whole | Reach::All => match resources.at(&connection, &grant.place).get() {
            Some(Ok(all)) => all.into_iter().map(|one| one.id).collect(),
            _ => Vec::new(),
        },
    };
    let read = |project: &String| resources.stack_roles(&connection, &grant.place, project).get()?.ok();
    projects.iter().take(PROJECTS).filter_map(read).collect()
}
