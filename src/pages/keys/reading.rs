//! How reading the keys goes: how many there are, how far it is, why it failed.

use super::View;
use crate::api::error::Error;
use crate::browser::page;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::capability::Paging;
use crate::domain::query::Query;
use crate::domain::words::{self, count, grouped};
use crate::erase::view;
use crate::state::shelf::{Reading, Shelf};
use leptos::prelude::*;

impl View {
    /// Reads at once; where the backend pages, again whenever something else is asked for.
    pub(super) fn read_when_due(self, settled: RwSignal<Query>) {
        if self.can.paging == Paging::Server {
            self.refresh();
            let changed = move |(): &(), _: Option<&()>, _: Option<()>| self.refresh();
            Effect::watch(move || settled.track(), changed, false);
            Effect::new(move |_| self.back_to_last_page());
        } else if self.shelf.with_untracked(Shelf::is_fresh) {
            self.refresh();
        }
    }

    /// A page can come to lie past the end when keys are revoked or the search narrows.
    pub(super) fn back_to_last_page(self) {
        let last = self
            .shelf
            .with(|shelf| matches!(shelf.reading, Reading::Done(_)).then_some(shelf.pages).flatten());
        if let Some(last) = last
            && self.query.with_untracked(|query| query.page > last)
        {
            self.query.update(|query| query.page = last);
        }
    }

    pub(super) fn refresh(self) {
        self.place.with_value(|place| {
            self.query.with_untracked(|query| self.state.inventory.refresh(place, query));
        });
    }

    pub(super) fn reading(self) -> Reading {
        self.shelf.with(|shelf| shelf.reading.clone())
    }

    /// How many keys there are, against the limit, and when that was read.
    pub(super) fn counted(self) -> String {
        let now = now();
        self.shelf.with(|shelf| {
            let total = shelf.total.unwrap_or_else(|| shelf.live().count());
            let keys = match self.can.key_limit {
                Some(limit) => format!("{} of {} keys", grouped(total), grouped(limit)),
                None if shelf.narrowed && total == 1 => "1 key matches".to_owned(),
                None if shelf.narrowed => format!("{} match", count(total, "key", "keys")),
                None => count(total, "key", "keys"),
            };
            match &shelf.reading {
                Reading::Idle => String::new(),
                Reading::Waiting if shelf.entries.is_empty() => "Reading…".to_owned(),
                Reading::Waiting => format!("{keys}, reading…"),
                Reading::Done(at) => format!("{keys}, read {}", words::relative(*at, now.get().max(*at))),
                Reading::Failed(_) if !shelf.was_read() => String::new(),
                Reading::Failed(_) => format!("{keys} when last read"),
            }
        })
    }

    /// Whether the backend can't find exactly what is asked for, so that all keys are looked at.
    pub(super) fn is_sifting(self) -> bool {
        self.shelf.with(|shelf| shelf.is_waiting() && shelf.progress.is_some())
    }

    pub(super) fn stop_reading(self) {
        self.place.with_value(|place| self.state.inventory.stop_reading(place));
        page::focus("search");
    }

    pub(super) fn failure(self) -> Option<AnyView> {
        let Reading::Failed(error) = self.reading() else { return None };
        let again = Callback::new(move |()| self.refresh());
        if error == Error::Stopped {
            return Some(stopped(again));
        }
        let owners = self.is_forbidden().then(|| self.owners()).flatten();
        Some(view! {
            <Failure what="The keys could not be read." error=error retry=again/>
            {owners.map(|owners| view! { <div class="note plain"><Icon name="user"/><div>{owners}</div></div> })}
        }.into_any())
    }
}

fn stopped(again: Callback<()>) -> AnyView {
    view! {
        <div class="note plain" role="status">
            <Icon name="off"/>
            <div>
                <p>"You stopped reading. What is shown may not be what you asked for."</p>
                <div class="acts"><button type="button" class="button" on:click=move |_| again.run(())>"Read again"</button></div>
            </div>
        </div>
    }
}
