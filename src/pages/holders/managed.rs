//! Holders that can be managed: found, sorted, created, changed, deleted.

use super::capitalized;
use super::dialogs::{self, Ask};
use super::table::table;
use super::tools::{self, tools};
use crate::api::desk::HolderPage;
use crate::browser::page as document;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::capability::Capabilities;
use crate::domain::holder::Holder;
use crate::domain::holder_draft::HolderDraft;
use crate::domain::query::{Offer, Query};
use crate::domain::words::{self, count};
use crate::erase::view;
use crate::pages::asked::Asked;
use crate::pages::{filters, leaked};
use crate::routes::Route;
use crate::state::State;
use crate::state::desk::Desk;
use crate::state::shelf::Reading;
use leptos::prelude::*;

/// The holders of a page as they were last read.
#[derive(Clone, Default)]
pub(super) struct List {
    pub page: HolderPage,
    pub reading: Reading,
    /// Counts the readings, so that a late answer of an earlier one is told apart.
    pub turn: u32,
    /// Whether what was read was searched for: not what is being typed meanwhile.
    pub narrowed: bool,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub state: State,
    pub desk: StoredValue<Desk>,
    pub connection: StoredValue<String>,
    pub can: &'static Capabilities,
    pub list: RwSignal<List>,
    pub query: RwSignal<Query>,
    /// The same with what belongs to asking.
    pub asked: Asked,
    /// What is being asked.
    pub ask: RwSignal<Option<Ask>>,
    /// What was typed into the form for a new one and not sent.
    pub draft: StoredValue<HolderDraft>,
    /// The holder whose row gets the focus when the list is read.
    pub next_focus: StoredValue<Option<String>>,
}

/// What stands below the search.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    Table,
    Waiting,
    NoMatch,
    None,
    Nothing,
}

/// The page.
pub(super) fn page(state: State, connection: &str, can: &'static Capabilities, desk: Desk) -> AnyView {
    let asked = Asked::here(
        state,
        connection,
        None,
        can.holder.1,
        Offer { fields: desk.filters(), sorts: &tools::COLUMNS, permissions: false },
    );
    let narrowed = asked.query.with_untracked(Query::narrows);
    let view = View {
        state,
        desk: StoredValue::new(desk),
        connection: StoredValue::new(connection.to_owned()),
        can,
        list: RwSignal::new(List { narrowed, ..List::default() }),
        query: asked.query,
        asked,
        ask: RwSignal::new(None),
        draft: StoredValue::new(HolderDraft::new()),
        next_focus: StoredValue::new(None),
    };
    let settled = asked.settled();
    asked.keep_in_url(Route::Holders { connection: connection.to_owned() }, settled);
    view.refresh();
    let changed = move |(): &(), _: Option<&()>, _: Option<()>| view.refresh();
    Effect::watch(move || settled.track(), changed, false);
    Effect::new(move |_| view.back_to_last_page());
    let name = state.connections.current(connection).map(|connection| connection.name).unwrap_or_default();
    let title = format!("{} on {name}", capitalized(can.holder.1));
    document::set_title(&title);
    let may = Memo::new(move |_| view.may_write());
    let bare = Memo::new(move |_| view.is_bare());
    let content = Memo::new(move |_| view.content());
    view! {
        <header class="head">
            <div>
                <h1>{title}</h1>
                <p>{move || view.counted()}</p>
            </div>
            <div class="acts">
                {leaked::entry(state, connection)}
                <button type="button" class="button" on:click=move |_| view.refresh()>
                    <span class="spinner" class:spin=move || view.is_waiting()><Icon name="turn"/></span>
                    "Refresh"
                </button>
                {move || may.get().then(|| create_button(view))}
            </div>
        </header>
        {move || (!may.get()).then(|| read_only(view))}
        {move || view.failure()}
        {move || (!bare.get()).then(|| tools(view))}
        {filters::chips(asked)}
        {move || view.show(content.get())}
        {dialogs::dialog(view)}
        {leaked::dialog(state)}
    }
}

fn create_button(view: View) -> AnyView {
    view! {
        <button type="button" class="button primary" on:click=move |_| view.ask.set(Some(Ask::Create))>
            <Icon name="plus"/>{format!("Create {}", view.can.holder.0)}
        </button>
    }
}

fn read_only(view: View) -> AnyView {
    let (managers, many) = (view.can.managers, view.can.holder.1);
    view! {
        <div class="note plain">
            <Icon name="lock"/>
            <div><p>
                <b>"You can look, and not change anything."</b>
                {format!(" Only {managers} can create, change and delete {many} here.")}
            </p></div>
        </div>
    }
}

impl View {
    /// Whether one may change things here, as far as is known.
    pub fn may_write(self) -> bool {
        self.connection.with_value(|connection| self.state.sessions.may_write(connection))
    }

    /// How many there are, and when that was read.
    fn counted(self) -> String {
        let now = now();
        self.list.with(|list| {
            let (one, many) = self.can.holder;
            let counted = count(list.page.total, one, many);
            let counted = match (list.narrowed, list.page.total) {
                (false, _) => counted,
                (true, 1) => format!("{counted} matches"),
                (true, _) => format!("{counted} match"),
            };
            match &list.reading {
                Reading::Waiting | Reading::Idle if list.page.pages == 0 => "Reading…".to_owned(),
                Reading::Waiting | Reading::Idle => format!("{counted}, reading…"),
                Reading::Done(at) => format!("{counted}, read {}", words::relative(*at, now.get().max(*at))),
                Reading::Failed(_) if list.page.pages == 0 => String::new(),
                Reading::Failed(_) => format!("{counted} when last read"),
            }
        })
    }

    fn failure(self) -> Option<AnyView> {
        let Reading::Failed(error) = self.list.with(|list| list.reading.clone()) else { return None };
        let again = Callback::new(move |()| self.refresh());
        let what = format!("The {} could not be read.", self.can.holder.1);
        Some(view! { <Failure what=what error=error retry=again/> })
    }

    /// Whether there is nothing to search in: none at all, for whatever reason.
    fn is_bare(self) -> bool {
        self.list.with(|list| list.page.items.is_empty() && !list.narrowed)
    }

    fn content(self) -> Content {
        self.list.with(|list| match (list.page.items.is_empty(), &list.reading) {
            (false, _) => Content::Table,
            (true, Reading::Idle | Reading::Waiting) => Content::Waiting,
            (true, Reading::Failed(_)) => Content::Nothing,
            (true, Reading::Done(_)) if list.narrowed => Content::NoMatch,
            (true, Reading::Done(_)) if list.page.total > 0 => Content::Waiting,
            (true, Reading::Done(_)) => Content::None,
        })
    }

    fn show(self, content: Content) -> AnyView {
        match content {
            Content::Table => table(self),
            Content::Waiting => {
                view! { <p class="soft" role="status">{format!("Reading the {}…", self.can.holder.1)}</p> }
            }
            Content::NoMatch => no_match(self),
            Content::None => none_yet(self),
            Content::Nothing => ().into_any(),
        }
    }

    /// The holder of that id on this page.
    pub fn holder(self, id: &str) -> Option<Holder> {
        self.list.with_untracked(|list| list.page.items.iter().find(|holder| holder.id == id).cloned())
    }
}

fn no_match(view: View) -> AnyView {
    let clear = move |_| {
        view.query.update(Query::clear);
        document::focus("search");
    };
    let (one, many) = view.can.holder;
    view! {
        <div class="empty">
            <Icon name="find"/>
            <h2>{format!("No {one} matches")}</h2>
            <p>{format!("Other {many} are hidden by your search and filters.")}</p>
            <button type="button" class="button" on:click=clear>"Clear search and filters"</button>
        </div>
    }
}

fn none_yet(view: View) -> AnyView {
    let (one, many) = view.can.holder;
    view! {
        <div class="empty">
            <Icon name="user"/>
            <h2>{format!("No {many} yet")}</h2>
            <p>{format!("Keys belong to a {one}: create one for each program that signs in by itself.")}</p>
            {untrack(|| view.may_write()).then(|| create_button(view))}
        </div>
    }
}
