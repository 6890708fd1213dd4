//! One role of the new key: where, which, how far.

use super::Form;
use super::block::Block;
use super::picker::picker;
use crate::components::badge::Caution;
use crate::components::icon::Icon;
use crate::domain::access::{Place, Reach, RoleAssignment};
use crate::domain::role;
use crate::erase::view;
use leptos::prelude::*;

/// Where a role can be chosen, in the order of the vendor's console.
const PLACES: [(Place, &str); 5] = [
    (Place::Organization, "Organization"),
    (Place::Deployments, "Hosted deployments"),
    (Place::ElasticsearchProjects, "Elasticsearch projects"),
    (Place::ObservabilityProjects, "Observability projects"),
    (Place::SecurityProjects, "Security projects"),
];

pub(super) fn grant(form: Form, block: Block, remove: Callback<usize>) -> impl IntoView {
    let role = block.role;
    let place = Memo::new(move |_| role.with(|role| role.place.clone()));
    let label =
        move || role.with(|role| if role.role.is_empty() { "New access".to_owned() } else { role.phrase() });
    view! {
        <div class="role" role="group" aria-label=label>
            <div class="card-head">
                {place_select(block, place)}
                {role_select(block, place)}
                <div class="acts">
                    <button type="button" class="button quiet" aria-label=move || format!("Remove {}", label())
                        on:click=move |_| remove.run(block.number)>
                        <Icon name="bin"/>
                    </button>
                </div>
            </div>
            {move || role.with(|role| role::find(&role.role)).map(|found| view! { <small class="soft">{found.lets}</small> })}
            {move || (place.get() != Place::Organization).then(|| reach(form, block, place.get()))}
            {move || role.with(RoleAssignment::caution).map(|text| view! { <div><Caution text=text/></div> })}
        </div>
    }
}

fn place_select(block: Block, place: Memo<Place>) -> impl IntoView {
    let id = format!("place-{}", block.number);
    let at = move || PLACES.iter().position(|(one, _)| *one == place.get()).unwrap_or_default().to_string();
    let change = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|at| PLACES.get(at));
        if let Some((place, _)) = chosen {
            block.role.set(RoleAssignment {
                reach: if *place == Place::Organization { Reach::Whole } else { Reach::Only(Vec::new()) },
                place: place.clone(),
                role: String::new(),
                stack_roles: Vec::new(),
            });
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>"Where"</label>
            <select id=id class="input auto" on:change=change>
                {PLACES.iter().enumerate().map(|(index, (_, label))| {
                    let selected = move || at() == index.to_string();
                    view! { <option value=index.to_string() selected=selected>{*label}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}

fn role_select(block: Block, place: Memo<Place>) -> impl IntoView {
    let id = format!("role-{}", block.number);
    let chosen = move || block.role.with(|role| role.role.clone());
    view! {
        <div class="field">
            <label for=id.clone()>"Role"</label>
            <select id=id class="input auto"
                on:change=move |event| block.role.update(|role| role.role = event_target_value(&event))>
                <option value="" selected=move || chosen().is_empty()>"Choose a role"</option>
                {move || role::at(&place.get()).map(|one| {
                    view! { <option value=one.id selected=move || chosen() == one.id>{one.name}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}

fn reach(form: Form, block: Block, place: Place) -> impl IntoView {
    let many = place.nouns().1;
    let group = format!("reach-{}", block.number);
    let all = Memo::new(move |_| block.role.with(|role| role.reach == Reach::All));
    let choose = move |reach: Reach| block.role.update(|role| role.reach = reach);
    view! {
        <div class="stack tight">
            <div class="choices">
                <label>
                    <input type="radio" name=group.clone() prop:checked=move || !all.get()
                        on:change=move |_| choose(Reach::Only(Vec::new()))/>
                    {format!("Chosen {many}")}
                </label>
                <label>
                    <input type="radio" name=group prop:checked=move || all.get() on:change=move |_| choose(Reach::All)/>
                    {format!("All {many}")}
                </label>
            </div>
            {move || (!all.get()).then(|| picker(form, block, &place))}
        </div>
    }
}
