//! Picks what a role reaches from the list of what there is.

use super::Form;
use super::block::Block;
use crate::api::error::Error;
use crate::components::failure::Failure;
use crate::domain::access::{Place, Reach};
use crate::domain::holder::Resource;
use crate::erase::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// From so many on, a search helps.
const MANY: usize = 8;

pub(super) fn picker(form: Form, block: Block, place: &Place) -> impl IntoView + use<> {
    let (one, many) = place.nouns();
    let found = RwSignal::new(None::<Result<Vec<Resource>, Error>>);
    let at = StoredValue::new(place.clone());
    let read = Callback::new(move |()| {
        found.set(None);
        spawn_local(async move { found.set(Some(load(form, &at.get_value()).await)) });
    });
    read.run(());
    move || match found.get() {
        None => view! { <p class="soft" role="status">{format!("Reading the {many}…")}</p> }.into_any(),
        Some(Ok(all)) if all.is_empty() => {
            view! { <p class="soft">{format!("There is no {one} to choose yet.")}</p> }.into_any()
        }
        Some(Ok(all)) => choices(block, &many, all).into_any(),
        Some(Err(error)) => {
            view! { <Failure what=format!("The {many} could not be read.") error=error retry=read/> }
                .into_any()
        }
    }
}

async fn load(form: Form, place: &Place) -> Result<Vec<Resource>, Error> {
    let connection = form.place.with_value(|at| at.connection.clone());
    let session = form.state.sessions.current(&connection).ok_or(Error::Stopped)?;
    let backend = session.connection.kind.backend();
    let found = form.state.sessions.run_if(&connection, |session| backend.resources(session, place)).await?;
    Ok(found.unwrap_or_default())
}

fn choices(block: Block, many: &str, all: Vec<Resource>) -> impl IntoView + use<> {
    let search = RwSignal::new(String::new());
    let all = StoredValue::new(all);
    let label = format!("Search {many}");
    let shown = move || {
        let needle = search.get().trim().to_lowercase();
        let fits = |one: &&Resource| format!("{}\n{}", one.name, one.id).to_lowercase().contains(&needle);
        all.with_value(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    };
    view! {
        {(all.with_value(Vec::len) >= MANY).then(|| view! {
            <input class="input" type="search" aria-label=label.clone() placeholder=label autocomplete="off"
                on:input=move |event| search.set(event_target_value(&event))/>
        })}
        <div class="pick" role="group" aria-label=many.to_owned() tabindex="0">
            {move || shown().into_iter().map(|one| choice(block, one)).collect_view()}
        </div>
    }
}

fn choice(block: Block, one: Resource) -> impl IntoView {
    let id = StoredValue::new(one.id.clone());
    let picked = move || {
        block
            .role
            .with(|role| matches!(&role.reach, Reach::Only(ids) if id.with_value(|id| ids.contains(id))))
    };
    let pick = move |event: leptos::ev::Event| {
        let wanted = event_target_checked(&event);
        block.role.update(|role| {
            if let Reach::Only(ids) = &mut role.reach {
                ids.retain(|other| id.with_value(|id| other != id));
                if wanted {
                    ids.push(id.get_value());
                }
            }
        });
    };
    view! {
        <label class="tick" title=one.id>
            <input type="checkbox" prop:checked=picked on:change=pick/>
            <span dir="auto">{one.name}</span>
            <small class="soft">{one.region}</small>
        </label>
    }
}
