//! Picks what a role reaches: from the list of what there is, a part at a time, or by typed ids.

use super::Form;
use super::block::Block;
use crate::browser::page;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::domain::access::{Place, Reach};
use crate::domain::holder::Resource;
use crate::domain::words::{count, grouped};
use crate::erase::view;
use leptos::prelude::*;
use std::sync::Arc;

/// From so many on, a search helps.
const MANY: usize = 8;
/// How many stand there at first, and how many more each time.
const PART: usize = 50;

pub(super) fn picker(form: Form, block: Block, place: &Place) -> AnyView {
    let (one, many) = place.nouns();
    let at_place = place.clone();
    let (connection, at) = (form.place.with_value(|at| at.connection.clone()), place.clone());
    let found = form.state.resources.at(&connection, &at);
    let read = Callback::new(move |()| form.state.resources.read(&connection, &at));
    let reading = format!("Reading the {many}…");
    let shown = move || match found.get() {
        None => view! { <p class="soft" role="status">{reading.clone()}</p> }.into_any(),
        Some(Ok(all)) if all.is_empty() => {
            view! { <p class="soft">{format!("There is no {one} to choose from.")}</p> {typed(block, &one)} }
                .into_any()
        }
        Some(Ok(all)) => choices(block, &many, Arc::new(all)),
        Some(Err(error)) => view! {
            <Failure what=not_read(&at_place, &many) error=error retry=read/>
            {typed(block, &one)}
        }
        .into_any(),
    };
    view! { {shown} }
}

fn not_read(place: &Place, many: &str) -> String {
    match place {
        Place::Other(_) => format!("The {many} could not be read. Check the type, or enter ids below."),
        _ => format!("The {many} could not be read."),
    }
}

fn choices(block: Block, many: &str, all: Arc<Vec<Resource>>) -> AnyView {
    let search = RwSignal::new(String::new());
    let limit = RwSignal::new(PART);
    let label = format!("Search {many}");
    let searchable = all.len() >= MANY;
    let total = all.len();
    let listed = all.clone();
    let fitting = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        let fits = |one: &&Resource| {
            needle.is_empty() || format!("{}\n{}", one.name, one.id).to_lowercase().contains(&needle)
        };
        listed.iter().filter(fits).map(|one| one.id.clone()).collect::<Vec<_>>()
    });
    let names = all.clone();
    let picked = move || picked(block, &names);
    let shown = move || fitting.with(|fitting| fitting.iter().take(limit.get()).cloned().collect());
    let more = move || fitting.with(Vec::len).saturating_sub(limit.get());
    let all_picked = move || {
        block.role.with(|role| match &role.reach {
            Reach::Only(ids) => fitting.with(|fitting| fitting.iter().all(|id| ids.contains(id))),
            Reach::Whole | Reach::All => true,
        })
    };
    let tick_shown = move |_| {
        let ids = fitting.get_untracked();
        change(block, move |picked| picked.extend(ids));
    };
    view! {
        {picked}
        {searchable.then(|| view! {
            <div class="tools">
                <input class="input search" type="search" aria-label=label.clone() placeholder=label autocomplete="off"
                    on:keydown=move |event| { page::takes_enter(&event); }
                    on:input=move |event| { search.set(event_target_value(&event)); limit.set(PART); }/>
                <button type="button" class="button" hidden=move || search.with(|text| text.trim().is_empty()) || all_picked()
                    on:click=tick_shown>
                    {move || format!("Choose these {}", grouped(fitting.with(Vec::len)))}
                </button>
                <span role="status">{move || format!("{} found of {}", grouped(fitting.with(Vec::len)), grouped(total))}</span>
            </div>
        })}
        <div class="pick" role="group" aria-label=many.to_owned() tabindex="0">
            {keyed(shown, move |id| choice(block, &all, &id))}
            <button type="button" class="button quiet" hidden=move || more() == 0
                on:click=move |_| limit.update(|limit| *limit += PART)>
                {move || format!("Show {} more", grouped(more().min(PART)))}
            </button>
        </div>
    }
}

fn choice(block: Block, all: &[Resource], id: &str) -> AnyView {
    let Some(one) = all.iter().find(|one| one.id == id).cloned() else { return ().into_any() };
    let id = StoredValue::new(one.id.clone());
    let is_picked = move || {
        block
            .role
            .with(|role| matches!(&role.reach, Reach::Only(ids) if id.with_value(|id| ids.contains(id))))
    };
    let pick = move |event: leptos::ev::Event| {
        let (wanted, id) = (event_target_checked(&event), id.get_value());
        change(
            block,
            move |picked| if wanted { picked.push(id) } else { picked.retain(|other| *other != id) },
        );
    };
    view! {
        <label class="tick" title=one.id>
            <input type="checkbox" prop:checked=is_picked on:change=pick/>
            <span dir="auto">{one.name}</span>
            <small class="soft">{one.region}</small>
        </label>
    }
}

/// Changes what is picked; nothing is picked twice.
fn change(block: Block, change: impl FnOnce(&mut Vec<String>)) {
    block.role.update(|role| {
        if let Reach::Only(ids) = &mut role.reach {
            change(ids);
            let mut seen = std::collections::HashSet::new();
            ids.retain(|id| seen.insert(id.clone()));
        }
    });
}

/// What is picked, whatever the search shows, each with a way to take it back.
fn picked(block: Block, all: &[Resource]) -> Option<AnyView> {
    let Reach::Only(ids) = block.role.with(|role| role.reach.clone()) else { return None };
    (!ids.is_empty()).then(|| {
        let few: Vec<_> = ids.iter().take(MANY).cloned().collect();
        let rest = ids.len() - few.len();
        let chip = |id: String| {
            let name = all.iter().find(|one| one.id == id).map_or_else(|| id.clone(), |one| one.name.clone());
            let label = format!("Take back {name}");
            let take_back = move |_| change(block, |picked| picked.retain(|other| *other != id));
            view! {
                <span class="chip">
                    <span dir="auto">{name}</span>
                    <button type="button" aria-label=label on:click=take_back><Icon name="close"/></button>
                </span>
            }
        };
        view! {
            <div class="chips" role="group" aria-label="Chosen">
                {few.into_iter().map(chip).collect_view()}
                {(rest > 0).then(|| view! { <span class="soft">{format!("and {} more", grouped(rest))}</span> })}
            </div>
        }
    })
}

/// Ids typed or pasted, for what can't be listed.
fn typed(block: Block, one: &str) -> AnyView {
    let id = block.id("ids");
    // What is typed stays as it is typed; only what it means is kept.
    let text = block.role.with_untracked(|role| match &role.reach {
        Reach::Only(ids) => ids.join("\n"),
        Reach::Whole | Reach::All => String::new(),
    });
    let set = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let ids = text.split([',', ' ', '\n', '\t']).map(str::trim).filter(|id| !id.is_empty());
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        change(block, move |picked| *picked = ids);
    };
    let known = move || {
        block.role.with(|role| match &role.reach {
            Reach::Only(ids) => count(ids.len(), "id", "ids"),
            Reach::Whole | Reach::All => String::new(),
        })
    };
    view! {
        <div class="field">
            <label for=id.clone()>{format!("Ids, one {one} a line")}</label>
            <textarea id=id class="input mono" rows="2" spellcheck="false" prop:value=text on:input=set></textarea>
            <small role="status">{known}</small>
        </div>
    }
}
