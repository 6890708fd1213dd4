//! What the list is narrowed to: a chip for each part, and a menu that adds one.

mod editor;
mod value;

use super::View;
use crate::browser::{clock, page};
use crate::components::icon::Icon;
use crate::components::lazy::lazy_page;
use crate::domain::query::Query;
use crate::erase::view;
use leptos::prelude::*;

lazy_page!(editor_in in manage(view: super::super::View) => super::editor::form(view));

/// The menu that adds a filter.
const MENU: &str = "filter-menu";

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
        query.any &= query.parts() > 1;
        query.page = 1;
    }
}

/// The button and its menu, where the backend filters.
pub(super) fn menu(view: View) -> Option<AnyView> {
    (!view.can.filters.is_empty()).then(|| {
        let opened = RwSignal::new(false);
        view! {
            <button type="button" class="button" popovertarget=MENU><Icon name="filter"/>"Filter"</button>
            <div id=MENU class="menu wide" popover="auto" role="group" aria-label="Add a filter" on:toggle=move |_| opened.set(true)>
                {move || opened.get().then(|| editor_in::page(view))}
            </div>
        }
        .into_any()
    })
}

/// The chips, once there is a filter: then search and status have theirs too, as they count alike.
pub(super) fn chips(view: View) -> AnyView {
    let parts = Memo::new(move |_| view.query.with(named));
    let chip = move |(part, text): (Part, String)| {
        let take_out = move |_| {
            view.query.update(|query| part.take_out(query));
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
        view.query.update(Query::clear);
        page::focus("search");
    };
    let several = Memo::new(move |_| parts.with(Vec::len) > 1);
    view! {
        {move || view.unread.get().map(|names| unread(view, &names))}
        <div class="filters" hidden=move || parts.with(Vec::is_empty)>
            {move || several.get().then(|| matching(view))}
            <ul class="chips" aria-label="Filters">{move || parts.get().into_iter().map(chip).collect_view()}</ul>
            <button type="button" class="button quiet" on:click=clear>"Clear all"</button>
        </div>
    }
}

/// What the address asks for and nobody understands, until the owner knows it.
fn unread(view: View, names: &str) -> AnyView {
    let text = format!(
        "Latchkey can't read this part of the address: {names}. More keys may be shown than you want."
    );
    view! {
        <div class="note" role="status">
            <Icon name="warn"/>
            <div><p>{text}</p></div>
            <button type="button" class="button quiet" aria-label="Dismiss" on:click=move |_| view.unread.set(None)><Icon name="close"/></button>
        </div>
    }
}

fn named(query: &Query) -> Vec<(Part, String)> {
    if query.filters.is_empty() && !query.any {
        return Vec::new();
    }
    let text = query.text.trim();
    let search = (!text.is_empty()).then(|| (Part::Search, format!("Search “{text}”")));
    let status = query.status.map(|status| (Part::Status, format!("Status is {}", status.label())));
    let filters = query.filters.iter().enumerate();
    let filters = filters.map(|(at, one)| (Part::Filter(at), one.sentence(clock::local)));
    search.into_iter().chain(status).chain(filters).collect()
}

/// Whether all parts must be fulfilled or one is enough.
fn matching(view: View) -> AnyView {
    let any = Memo::new(move |_| view.query.with(|query| query.any));
    let choose = move |event| {
        let any = event_target_value(&event) == "any";
        view.query.update(|query| {
            query.any = any;
            query.page = 1;
        });
    };
    view! {
        <select class="input auto" aria-label="How filters go together" prop:value=move || if any.get() { "any" } else { "all" } on:change=choose>
            <option value="all" selected=move || !any.get()>"Match all"</option>
            <option value="any" selected=move || any.get()>"Match any"</option>
        </select>
    }
}
