//! From a key to the one that replaces it: make it, save its secret, try it, revoke the old one.

mod save;
mod steps;
mod try_it;

use super::revoke::{Revoking, shown_name};
use crate::browser::page as document;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::when::When;
use crate::domain::key::{Key, KeyId};
use crate::domain::query::Query;
use crate::domain::replacement::{Replacement, Stage};
use crate::erase::view;
use crate::routes::{Place, Route};
use crate::state::shelf::{Reading, Shelf};
use crate::state::{State, state};
use leptos::prelude::*;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    place: StoredValue<Place>,
    old: StoredValue<KeyId>,
    shelf: RwSignal<Shelf>,
    revoking: Revoking,
    /// Whether a secret can be tried.
    provable: bool,
    /// Whether a secret can be read again.
    readable: bool,
}

/// What stands below the steps.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    Waiting,
    NotRead,
    Gone,
    Finished,
    At(Stage),
}

/// The page.
pub fn page(place: Place, old: String) -> AnyView {
    let state = state();
    let shelf = state.inventory.shelf(&place);
    if shelf.with_untracked(Shelf::is_fresh) {
        state.inventory.refresh(&place, &Query::default());
    }
    let (shelf, place, old) = (RwSignal::from(shelf), StoredValue::new(place), StoredValue::new(KeyId(old)));
    // Where the new key was revoked, the way begins anew.
    let done = Callback::new(move |()| {
        document::focus("main");
        let under_way = || place.with_value(|place| old.with_value(|old| state.replacements.of(place, old)));
        if let Some(one) = untrack(under_way)
            && !shelf.with_untracked(|shelf| shelf.live().any(|key| key.id == one.new.id))
        {
            state.replacements.give_up(&one.old.id);
        }
    });
    let revoking = Revoking::new(state, place.get_value(), Query::default().into(), done);
    let can = place.with_value(|place| state.sessions.current(&place.connection));
    let can = can.map(|session| session.connection.kind.backend().capabilities());
    let provable = can.is_none_or(|can| can.provable);
    let readable = can.is_some_and(|can| can.tells_secrets);
    let page = Page { state, place, old, shelf, revoking, provable, readable };
    let last = StoredValue::new(None::<Replacement>);
    let content = Memo::new(move |_| page.content(last));
    page.follow_other_tabs(last);
    let go_on = move |content: &Content, _: Option<&Content>, _: Option<()>| match content {
        Content::At(Stage::Prove) => document::focus("try-title"),
        Content::At(Stage::Revoke) => document::focus("end-title"),
        Content::Finished => document::focus("main"),
        _ => {}
    };
    Effect::watch(move || content.get(), go_on, false);
    let name = Memo::new(move |before: Option<&String>| {
        let name = page.old_key().map(|key| shown_name(&key).to_owned());
        name.or_else(|| before.cloned()).unwrap_or_else(|| "key".to_owned())
    });
    Effect::new(move |_| document::set_title(&format!("Replace {}", name.get())));
    let keys = page.place.with_value(|place| state.looks.address(place));
    view! {
        <header class="head">
            <div>
                <p><a href=keys>"All keys"</a></p>
                <h1>"Replace "<span dir="auto">{move || name.get()}</span></h1>
                <p>{if can.is_some_and(|can| can.change_access) {
                    "The secret of a key can't be changed. Another key with the same config takes over; the old one works until you revoke it."
                } else {
                    "A key can't be changed here. Another one with the same access takes over; the old one works until you revoke it."
                }}</p>
            </div>
        </header>
        {move || match content.get() {
            Content::At(stage) => steps::steps(Some(stage), true, provable),
            Content::Finished => steps::steps(None, last.with_value(|last| last.as_ref().is_some_and(|one| one.proven.is_some())), provable),
            Content::Waiting | Content::Gone | Content::NotRead => ().into_any(),
        }}
        {move || {
            let content = content.get();
            untrack(|| page.show(content))
        }}
        {page.revoking.dialog()}
    }
}

impl Page {
    fn old_key(self) -> Option<Key> {
        self.old.with_value(|old| self.shelf.with(|shelf| shelf.key(old).cloned()))
    }

    fn replacement(self) -> Option<Replacement> {
        self.place.with_value(|place| self.old.with_value(|old| self.state.replacements.of(place, old)))
    }

    /// What is to be shown; `last` is the replacement as it last was.
    fn content(self, last: StoredValue<Option<Replacement>>) -> Content {
        let replacement = self.replacement();
        if replacement.is_some() {
            last.set_value(replacement.clone());
        }
        let took_over = last.with_value(|last| {
            let new = last.as_ref().map(|one| &one.new.id);
            self.shelf.with(|shelf| shelf.live().any(|key| Some(&key.id) == new))
        });
        let began = last.with_value(Option::is_some);
        let live = self.old_key().is_some_and(|key| key.vanished.is_none());
        match self.shelf.with(|shelf| shelf.reading.clone()) {
            _ if live => Content::At(match Stage::of(replacement.as_ref()) {
                Stage::Prove if !self.provable => Stage::Revoke,
                stage => stage,
            }),
            _ if began && replacement.is_none() && took_over => Content::Finished,
            Reading::Idle | Reading::Waiting => Content::Waiting,
            Reading::Failed(_) => Content::NotRead,
            Reading::Done(_) => Content::Gone,
        }
    }

    /// A replacement that ended elsewhere may have taken the old key along: the list tells.
    fn follow_other_tabs(self, last: StoredValue<Option<Replacement>>) {
        let there = Memo::new(move |_| self.replacement().is_some());
        let ended = move |there: &bool, before: Option<&bool>, _: Option<()>| {
            if before == Some(&true) && !there && last.with_value(Option::is_some) {
                self.refresh();
            }
        };
        Effect::watch(move || there.get(), ended, false);
    }

    fn refresh(self) {
        self.place.with_value(|place| self.state.inventory.refresh(place, &Query::default()));
    }

    fn show(self, content: Content) -> AnyView {
        match (content, self.replacement(), self.old_key()) {
            (Content::Waiting, ..) => view! { <p class="soft" role="status">"Reading the keys…"</p> },
            (Content::NotRead, ..) => self.not_read(),
            (Content::Finished, ..) => self.finished(),
            (Content::At(Stage::Create), _, Some(key)) => {
                super::new_key::replacing(self.place.get_value(), key)
            }
            (Content::At(Stage::Save), Some(one), _) => self.save(&one),
            (Content::At(_), Some(one), old) => self.end(&one, old),
            _ => view! {
                <div class="empty">
                    <Icon name="key"/>
                    <h2>"There is no such key"</h2>
                    <p>"It expired, or someone revoked it."</p>
                    <a class="button" href=Route::Keys(self.place.get_value()).path()>"See all keys"</a>
                </div>
            },
        }
    }

    /// Both keys work: prove the new one, end the old one.
    fn end(self, one: &Replacement, old: Option<Key>) -> AnyView {
        let give_up_id = one.old.id.clone();
        let (old_name, new_name) = (one.old.name.clone(), one.new.name.clone());
        let keys = self.place.with_value(|place| self.state.looks.address(place));
        let place = self.place.get_value();
        let to_new = Route::Key(place, one.new.id.0.clone()).path();
        let to_list = keys.clone();
        let keep = move |_| {
            self.state.replacements.give_up(&give_up_id);
            self.state.notices.done("Both keys are kept.");
            self.state.address.go(&to_list, false);
        };
        let revoke = move |_| self.revoking.key.set(old.clone());
        let proven = one.proven;
        view! {
            {self.provable.then(|| try_it::card(self.state, self.place.get_value(), one))}
            <section class="card narrow" aria-labelledby="end-title">
                <h2 id="end-title" tabindex="-1">"Revoke "<span dir="auto">{old_name.clone()}</span></h2>
                <p>
                    "Hand "<a href=to_new dir="auto">{new_name}</a>" to everything that uses "<b dir="auto">{old_name}</b>", then revoke the old key. "
                    {(self.provable && proven.is_none()).then_some("The new key is not proven yet.")}
                </p>
                <div class="acts">
                    <button type="button" class="button danger" on:click=revoke><Icon name="bin"/>"Revoke the old key now"</button>
                    <a href=keys class="button">"Later"</a>
                    <button type="button" class="button quiet" on:click=keep>"Keep both"</button>
                </div>
                <p class="soft">"Later means: both keys stand together above the list until you come back. Begun "<When time=one.since past=true short=true/>"."</p>
            </section>
        }
    }

    fn not_read(self) -> AnyView {
        let Reading::Failed(error) = self.shelf.with(|shelf| shelf.reading.clone()) else {
            return ().into_any();
        };
        let again = Callback::new(move |()| self.refresh());
        view! { <Failure what="The keys could not be read." error=error retry=again/> }
    }

    fn finished(self) -> AnyView {
        view! {
            <div class="note good" role="status">
                <Icon name="ok"/>
                <div><p><b>"The old key is gone, the new one has taken over."</b></p></div>
            </div>
            <div><a class="button" href=Route::Keys(self.place.get_value()).path()>"See all keys"</a></div>
        }
    }
}
