//! The form for a new key: what it is called, how long it lives, what it may do.

mod access;
mod block;
mod config;
mod expiry;
mod fields;
mod grant;
mod lost;
mod opens;
mod picker;
mod send;
mod start;
mod summary;
mod what;

use crate::api::error::Error;
use crate::browser::{clock, page as document};
use crate::components::busy::BusyButton;
use crate::components::failure::Failure;
use crate::components::icon::Icon;
use crate::config::Connection;
use crate::domain::capability::{AccessForm, Capabilities, Paging};
use crate::domain::draft::{Draft, Field, FieldError, NewKey};
use crate::domain::expiry::{DEFAULT_DAYS, ExpiryChoice};
use crate::domain::key::Key;
use crate::domain::orphan::LostCreate;
use crate::domain::query::Query;
use crate::domain::words::isolated;
use crate::erase::view;
use crate::pages::settings;
use crate::routes::Place;
use crate::state::drafts::Purpose;
use crate::state::leaked::NO_NAME;
use crate::state::shelf::Shelf;
use crate::state::{State, state};
use leptos::prelude::*;

pub(super) use start::address_like;

/// The first field that is wrong.
const WRONG: &str = "form [aria-invalid=true], #settings-json";

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct Form {
    state: State,
    place: StoredValue<Place>,
    /// The key that the new one is to replace.
    replaces: StoredValue<Option<Key>>,
    connection: StoredValue<Connection>,
    can: &'static Capabilities,
    draft: RwSignal<Draft>,
    /// How it was filled in for the owner, if it was.
    filled: RwSignal<Option<start::Filled>>,
    /// What came of sending it.
    sent: RwSignal<Sent>,
    busy: RwSignal<bool>,
}

/// What came of sending the form.
#[derive(Clone, Default)]
struct Sent {
    /// What is wrong with it; empty until it was to be sent.
    errors: Vec<FieldError>,
    /// Why the service did not take it.
    failed: Option<Error>,
    /// A create whose answer was lost.
    lost: Option<LostCreate>,
}

/// The page.
pub fn page(place: Place) -> AnyView {
    document::set_title("Create key");
    let Some(session) = state().sessions.current(&place.connection) else { return ().into_any() };
    let form = Form::new(place, session.connection, None);
    start::take_from_address(form);
    let may_write = Memo::new(move |_| form.may_write());
    view! {
        <header class="head">
            <div>
                <h1>"Create key"</h1>
                <p dir="auto">{move || whose(form)}</p>
            </div>
        </header>
        {form.can.choose_holder.then(|| form.place.with_value(|place| super::holder_off::note(form.state, place)))}
        {move || if may_write.get() {
            view! { {start::templates(form)} {body(form)} }
        } else {
            may_not(form.can)
        }}
    }
}

/// Whose key it will be, and where.
fn whose(form: Form) -> String {
    let connection = form.connection.with_value(|connection| connection.name.clone());
    if form.can.choose_holder {
        let holder = form.place.with_value(|place| form.state.sessions.holder_name(place));
        format!("For {} on {connection}", isolated(&holder))
    } else {
        format!("On {connection}")
    }
}

/// In place of a form that would be refused.
fn may_not(can: &Capabilities) -> AnyView {
    view! {
        <div class="note plain">
            <Icon name="lock"/>
            <div><p><b>"You can look, and not change anything."</b>{format!(" Only {} can create keys here.", can.managers)}</p></div>
        </div>
    }
}

/// The form for the key that replaces `old`, filled in like that one.
pub(super) fn replacing(place: Place, old: Key) -> AnyView {
    let Some(session) = state().sessions.current(&place.connection) else { return ().into_any() };
    let form = Form::new(place, session.connection, Some(old));
    let may_write = Memo::new(move |_| form.may_write());
    view! { {move || if may_write.get() { body(form) } else { may_not(form.can) }} }
}

fn body(form: Form) -> AnyView {
    form.keep_draft();
    form.mend_errors();
    form.know_keys();
    let submit = send::submitter(form);
    let again = submit.clone();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submit();
    };
    let keys = form.place.with_value(|place| form.state.looks.address(place));
    view! {
        {move || form.lost().map(|lost| lost::panel(form, lost, again.clone()))}
        <form class="form" aria-label="Create key" on:submit=on_submit novalidate hidden=move || form.lost().is_some()>
            {fields::limit(form)}
            {start::note(form)}
            {fields::name(form)}
            {form.can.description.then(|| fields::description(form))}
            {form.can.expiry.then(|| expiry::field(form))}
            {(form.can.access == AccessForm::Roles).then(|| access::fields(form))}
            {(form.can.access == AccessForm::Config).then(|| config::fields(form))}
            {summary::summary(form)}
            {move || form.sent.with(|sent| sent.failed.clone()).map(|error| view! { {settings::way(&error, WRONG)}<Failure what="The key was not created." error=error/> })}
            <div class="acts">
                <BusyButton class="button primary" busy=form.busy>"Create key"</BusyButton>
                <a href=keys class="button">"Cancel"</a>
            </div>
        </form>
    }
}

impl Form {
    fn new(place: Place, connection: Connection, replaces: Option<Key>) -> Self {
        let state = state();
        let purpose = (place, replaces.as_ref().map(|key| key.id.clone()));
        let draft = state.drafts.get(&purpose).unwrap_or_else(|| match &replaces {
            Some(key) => start::like(state, &purpose.0, key),
            None => Draft::new(ExpiryChoice::Days(DEFAULT_DAYS)),
        });
        Self {
            state,
            can: connection.kind.backend().capabilities(),
            place: StoredValue::new(purpose.0),
            replaces: StoredValue::new(replaces),
            connection: StoredValue::new(connection),
            draft: RwSignal::new(draft),
            filled: RwSignal::new(None),
            sent: RwSignal::new(Sent::default()),
            busy: RwSignal::new(false),
        }
    }

    /// What its draft is kept under.
    fn purpose(self) -> Purpose {
        (self.place.get_value(), self.replaces.with_value(|key| key.as_ref().map(|key| key.id.clone())))
    }

    /// Whether one may create keys here, as far as is known.
    fn may_write(self) -> bool {
        self.place.with_value(|place| self.state.sessions.may_write(&place.connection))
    }

    /// Tells what is wrong with it, in place of what came of sending it before.
    fn refuse(self, errors: Vec<FieldError>) {
        self.sent.set(Sent { errors, ..Sent::default() });
    }

    /// A create whose answer was lost.
    fn lost(self) -> Option<LostCreate> {
        self.sent.with(|sent| sent.lost.clone())
    }

    /// What is typed outlives the page: signing in again, or a look elsewhere, loses nothing.
    fn keep_draft(self) {
        Effect::new(move |_| {
            let draft = self.draft.get();
            self.state.drafts.keep(self.purpose(), draft);
        });
    }

    /// Once something was wrong, it is looked at again with every change.
    fn mend_errors(self) {
        Effect::watch(
            move || self.draft.get(),
            move |_, _, _| {
                if self.sent.with_untracked(|sent| !sent.errors.is_empty()) {
                    self.refuse(untrack(|| self.check()).err().unwrap_or_default());
                }
            },
            false,
        );
    }

    /// The keys that are there before: from them the orphan of a lost answer is told.
    fn know_keys(self) {
        let place = self.place.get_value();
        let is_fresh = self.state.inventory.shelf(&place).with_untracked(Shelf::is_fresh);
        if is_fresh && self.can.paging == Paging::Whole {
            self.state.inventory.refresh(&place, &Query::default());
        }
    }

    /// The key that the form asks for now.
    fn check(self) -> Result<NewKey, Vec<FieldError>> {
        let now = clock::now();
        let policy = self.state.connections.policy();
        self.draft.with(|draft| {
            let (checked, secrets) = (draft.check(self.can, &policy, now), self.secrets_in(draft));
            if secrets.is_empty() {
                return checked;
            }
            Err(checked.err().unwrap_or_default().into_iter().chain(secrets).collect())
        })
    }

    /// The fields that everybody may read and that hold a secret, pasted by mistake.
    fn secrets_in(self, draft: &Draft) -> Vec<FieldError> {
        let connection = self.place.with_value(|place| place.connection.clone());
        let is_secret = |text: &str| self.state.leaked.is_secret(&connection, text);
        [(Field::Name, &draft.name), (Field::Description, &draft.description)]
            .into_iter()
            .filter(|(_, text)| is_secret(text))
            .map(|(field, _)| FieldError { field, sentence: NO_NAME.to_owned() })
            .collect()
    }

    /// The sentence below a field that is wrong.
    fn wrong(self, field: Field, id: &'static str) -> AnyView {
        fields::wrong(id, Signal::derive(move || self.error(field)))
    }

    fn error(self, field: Field) -> Option<String> {
        self.sent.with(|sent| {
            sent.errors.iter().find(|error| error.field == field).map(|error| error.sentence.clone())
        })
    }
}
