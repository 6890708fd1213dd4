//! What a key may do: in words, with the names of what it reaches, and as its backend writes it.

use super::Page;
use crate::components::badge::Caution;
use crate::components::copy::CopyButton;
use crate::domain::access::{Access, Reach, RoleAssignment};
use crate::domain::key::Key;
use crate::domain::role;
use crate::erase::view;
use leptos::prelude::*;

/// So many names stand there at most; the rest is counted.
const NAMES: usize = 20;

pub(super) fn card(page: Page, key: &Key) -> AnyView {
    let grants = match &key.access {
        Access::Roles(grants) if !grants.is_empty() => {
            grants.iter().map(|one| grant(page, one)).collect_view().into_any()
        }
        access => {
            access.phrases().into_iter().map(|text| view! { <li>{text}</li> }).collect_view().into_any()
        }
    };
    view! {
        <section class="card" aria-labelledby="access-title">
            <h2 id="access-title">"Access"</h2>
            <ul class="grants">{grants}</ul>
            {move || json(page)}
        </section>
    }
}

fn grant(page: Page, grant: &RoleAssignment) -> AnyView {
    let lets = role::find(&grant.role).map(|role| role.lets);
    view! {
        <li>
            <b>{grant.phrase()}</b>
            {lets.map(|lets| view! { <small>{lets}</small> })}
            {names(page, grant)}
            {grant.caution().map(|text| view! { <div><Caution text=text bad=grant.role == role::OWNER/></div> })}
        </li>
    }
}

/// What a grant reaches, by name where the list tells it.
fn names(page: Page, grant: &RoleAssignment) -> Option<AnyView> {
    let Reach::Only(ids) = grant.reach.clone() else { return None };
    let connection = page.place.with_value(|place| place.connection.clone());
    let listed = page.state.resources.at(&connection, &grant.place);
    let name = move |id: &String| {
        let named = listed.with(|listed| match listed {
            Some(Ok(all)) => all.iter().find(|one| one.id == *id).map(|one| one.name.clone()),
            _ => None,
        });
        let title = id.clone();
        match named {
            Some(name) => view! { <span class="chip plain" title=title dir="auto">{name}</span> },
            None => view! { <span class="chip plain mono" title="Its name is not known">{title}</span> },
        }
    };
    let rest = ids.len().saturating_sub(NAMES);
    Some(view! {
        <div class="chips">
            {move || ids.iter().take(NAMES).map(&name).collect_view()}
            {(rest > 0).then(|| view! { <span class="soft">{format!("and {rest} more")}</span> })}
        </div>
    })
}

fn json(page: Page) -> Option<AnyView> {
    let access = page.told.with(|told| match told {
        Some(Ok(Some(detail))) if !detail.access.is_empty() => Some(detail.access.clone()),
        _ => None,
    })?;
    let copied = access.clone();
    Some(view! {
        <details>
            <summary>"As JSON"</summary>
            <div class="stack tight">
                <pre class="code" tabindex="0" aria-label="Access as JSON">{access}</pre>
                <div><CopyButton label="Copy JSON" text=Signal::derive(move || copied.clone())/></div>
            </div>
        </details>
    })
}
