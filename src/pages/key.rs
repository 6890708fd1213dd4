//! All that is known of a key, how it is used, and what can be done with it.

mod access;
mod acts;
mod facts;
mod old_secret;
mod snippets;

use super::change::Changing;
use super::naming::Naming;
use super::peek::Peek;
use super::reconfigure::Reconfiguring;
use super::revoke::{Revoking, shown_name};
use super::rotate::Rotating;
use crate::api::error::Error;
use crate::browser::page as document;
use crate::components::badge::{HolderOffBadge, StatusBadge};
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::capability::Capabilities;
use crate::domain::key::{Detail, Key, KeyId};
use crate::domain::query::Query;
use crate::domain::status::Status;
use crate::erase::view;
use crate::routes::Place;
use crate::state::one_key::News;
use crate::state::shelf::Shelf;
use crate::state::{State, state};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    place: StoredValue<Place>,
    id: StoredValue<KeyId>,
    can: &'static Capabilities,
    shelf: RwSignal<Shelf>,
    /// What the backend tells of this one key; nothing while it is being read.
    told: RwSignal<Option<Result<Option<Detail>, Error>>>,
    revoking: Revoking,
    changing: Changing,
    rotating: Rotating,
    naming: Naming,
    reconfiguring: Reconfiguring,
    /// Its secret, while it is looked at.
    peek: Peek,
}

/// The page.
pub fn page(place: Place, id: String) -> AnyView {
    let state = state();
    let Some(session) = state.sessions.current(&place.connection) else { return ().into_any() };
    let can = session.connection.kind.backend().capabilities();
    let to_keys = state.looks.address(&place);
    let shelf = state.inventory.shelf(&place);
    if shelf.with_untracked(Shelf::is_fresh) {
        state.inventory.refresh(&place, &Query::default());
    }
    let back = to_keys.clone();
    let done = Callback::new(move |()| state.address.go(&back, false));
    let page = Page {
        state,
        can,
        shelf: RwSignal::from(shelf),
        told: RwSignal::new(None),
        revoking: Revoking::new(state, place.clone(), Query::default().into(), done),
        changing: Changing::new(state, place.clone()),
        rotating: Rotating::new(state, place.clone()),
        naming: Naming::new(state, place.clone()),
        reconfiguring: Reconfiguring::new(state, place.clone()),
        peek: Peek::new(state, &place),
        place: StoredValue::new(place),
        id: StoredValue::new(KeyId(id)),
    };
    page.read();
    page.follow_news();
    on_cleanup(move || state.leaked.leave());
    let known = Memo::new(move |_| page.key());
    let title = Memo::new(move |_| {
        known.with(|key| key.as_ref().map_or_else(|| "Key".to_owned(), |key| shown_name(key).to_owned()))
    });
    Effect::new(move |_| document::set_title(&title.get()));
    view! {
        <header class="head">
            <div>
                <p><a href=to_keys>"All keys"</a></p>
                <h1 dir="auto">{move || title.get()}</h1>
            </div>
            {move || known.get().map(|key| acts::acts(page, key))}
        </header>
        {move || page.pasted()}
        {page.can.choose_holder.then(|| page.place.with_value(|place| super::holder_off::note(page.state, place)))}
        {move || page.failure()}
        {page.can.tells_secrets.then(|| page.peek.panel(move |_| page.key().map(|key| key.name)))}
        {move || known.get().map(|key| content(page, key))}
        {page.revoking.dialog()}
        {page.changing.dialog()}
        {page.rotating.dialog()}
        {page.naming.dialog()}
        {page.reconfiguring.dialog()}
    }
}

impl Page {
    /// Reads this one key.
    fn read(self) {
        self.told.set(None);
        let (place, id) = (self.place.get_value(), self.id.get_value());
        spawn_local(async move {
            let told = self.state.inventory.read_one(&place, &id).await;
            self.told.try_set(Some(told));
        });
    }

    /// What is learned of the key elsewhere, by changing or trying it, is shown here.
    fn follow_news(self) {
        let news = self.state.inventory.news();
        let heard = move |news: Option<News>| {
            let Some(news) = news else { return };
            if self.place.with_value(|place| *place != news.place) || self.id.with_value(|id| *id != news.id)
            {
                return;
            }
            let access = self.told.with_untracked(|told| match told {
                Some(Ok(Some(detail))) => detail.access.clone(),
                _ => String::new(),
            });
            self.told.set(Some(news.now.map(|key| Some(Detail { key, access }))));
        };
        Effect::watch(move || news.get(), move |news, _, _| heard(news.clone()), false);
    }

    /// That this is the key that was looked for.
    fn pasted(self) -> Option<AnyView> {
        let found =
            self.place.with_value(|place| self.id.with_value(|id| self.state.leaked.is_found(place, id)));
        found.then(|| view! {
            <div class="note" role="status"><Icon name="find"/><div><p>
                <b>"This is the key you pasted. "</b>
                {(self.can.rotate && self.may_write()).then_some("If it leaked, rotate it now or revoke it.")}
            </p></div></div>
        })
    }

    /// Whether the key was read by itself: a list may not tell all of it.
    fn is_told(self) -> bool {
        self.told.with(|told| matches!(told, Some(Ok(Some(_)))))
    }

    fn may_write(self) -> bool {
        self.place.with_value(|place| self.state.sessions.may_write(&place.connection))
    }

    /// The key as last told: by itself, else in the list, where it stays after it vanished.
    fn key(self) -> Option<Key> {
        let told = self.told.with(|told| match told {
            Some(Ok(Some(detail))) => Some(detail.key.clone()),
            _ => None,
        });
        told.or_else(|| self.id.with_value(|id| self.shelf.with(|shelf| shelf.key(id).cloned())))
    }

    fn failure(self) -> Option<AnyView> {
        let again = Callback::new(move |()| self.read());
        let key = self.key();
        let vanished = key.as_ref().is_some_and(|key| key.vanished.is_some());
        match self.told.get() {
            None if key.is_none() => Some(view! { <p class="soft" role="status">"Reading the key…"</p> }),
            Some(Err(error)) if error.says_gone() && key.is_none() => Some(absent(self.can)),
            Some(Err(error)) if error.says_gone() || vanished => Some(view! {
                <div class="note plain" role="status">
                    <Icon name="off"/>
                    <div>
                        <p><b>"This key is gone."</b>{if self.can.expiry { " It expired, or someone revoked it." } else { " Someone revoked it." }}" What was last known of it stays here until you sign out."</p>
                    </div>
                </div>
            }),
            Some(Err(error)) => {
                Some(view! { <Failure what="The key could not be read." error=error retry=again/> })
            }
            Some(Ok(None)) if key.is_none() && !self.shelf.with(Shelf::is_waiting) => Some(absent(self.can)),
            _ => None,
        }
    }

    /// Whether it can be worked with: it is there, and one may.
    fn is_usable(self, key: &Key) -> bool {
        let gone = self.told.with(|told| matches!(told, Some(Err(error)) if error.says_gone()));
        key.vanished.is_none() && !gone && self.may_write()
    }
}

fn content(page: Page, key: Key) -> AnyView {
    view! {
        <div class="columns">
            {facts::card(page, &key)}
            {access::card(page, &key)}
        </div>
        {key.vanished.is_none().then(|| snippets::card(page))}
    }
}

fn absent(can: &Capabilities) -> AnyView {
    view! {
        <div class="empty">
            <Icon name="key"/>
            <h2>"There is no such key"</h2>
            <p>{if can.expiry { "It may have expired, or someone revoked it before you signed in." } else { "Someone may have revoked it before you signed in." }}</p>
        </div>
    }
}

/// The badge of the key's status, which follows the time.
fn status(page: Page, key: Key) -> AnyView {
    if key.enabled && key.holder_off {
        return view! { <HolderOffBadge/> }.into_any();
    }
    let now = now();
    let policy = untrack(|| page.state.connections.policy());
    view! { {move || view! { <StatusBadge status=Status::of(&key, now.get(), &policy)/> }} }
}
