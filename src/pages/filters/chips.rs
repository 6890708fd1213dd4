//! A chip for each part of what the list is narrowed to, and how they go together.

use super::super::asked::Asked;
use crate::browser::{clock, page};
use crate::components::icon::Icon;
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use crate::erase::view;
use leptos::prelude::*;

/// A part of a query that a chip stands for.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Search,
    Status,
    Filter(usize),
}

impl Part {
    fn take_out(self, query: &mut Query) {
        match self {
            Self::Search => query.text.clear(),
            Self::Status => query.status = None,
            Self::Filter(at) => {
                if at < query.filters.len() {
                    query.filters.remove(at);
                }
            }
        }
    }
}

/// All chips: where there is a filter, search and status have theirs too, as they count alike.
pub(super) fn shown(asked: Asked) -> AnyView {
    let parts = Memo::new(move |_| asked.query.with(named));
    let chip = move |(part, text): (Part, String)| {
        let take_out = move |_| {
            asked.change(|query| {
                part.take_out(query);
                query.any &= query.parts() > 1;
            });
            page::focus("search");
        };
        let (label, title) = (format!("Remove filter: {text}"), text.clone());
        view! {
            <li class="chip">
                <span title=title dir="auto">{text}</span>
                <button type="button" aria-label=label on:click=take_out><Icon name="close"/></button>
            </li>
        }
    };
    let clear = move |_| {
        asked.query.update(Query::clear);
        page::focus("search");
    };
    let several = Memo::new(move |_| parts.with(Vec::len) > 1 || asked.query.with(|query| query.any));
    view! {
        <div class="filters">
            {move || several.get().then(|| matching(asked))}
            <ul class="chips" aria-label="Filters">{move || parts.get().into_iter().map(chip).collect_view()}</ul>
            <button type="button" class="button quiet" on:click=clear>"Clear all"</button>
        </div>
    }
}

fn named(query: &Query) -> Vec<(Part, String)> {
    let text = query.text.trim();
    let search = (!text.is_empty()).then(|| (Part::Search, format!("Search “{text}”")));
    let status = query.status.map(|status| (Part::Status, format!("Status is {}", status.label())));
    let filters = query.filters.iter().enumerate();
    let filters = filters.map(|(at, one)| (Part::Filter(at), one.sentence(instant)));
    search.into_iter().chain(status).chain(filters).collect()
}

/// An instant in the owner's zone, which differs from others by whole minutes.
fn instant(time: Timestamp, to_the_second: bool) -> String {
    let local = clock::local(time);
    if to_the_second {
        format!("{local}:{:02}", time.millis().div_euclid(1_000).rem_euclid(60))
    } else {
        local
    }
}

/// Whether all parts must be fulfilled or one is enough.
fn matching(asked: Asked) -> AnyView {
    let any = Memo::new(move |_| asked.query.with(|query| query.any));
    let choose = move |event| {
        let any = event_target_value(&event) == "any";
        asked.change(|query| query.any = any);
    };
    view! {
        <select class="input auto" aria-label="How filters go together" prop:value=move || if any.get() { "any" } else { "all" } on:change=choose>
            <option value="all" selected=move || !any.get()>"Match all"</option>
            <option value="any" selected=move || any.get()>"Match any"</option>
        </select>
    }
}
