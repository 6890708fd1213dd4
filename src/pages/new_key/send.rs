//! Sends the form, and does not lose what comes of it.

use super::Form;
use crate::api::curl;
use crate::api::error::Error;
use crate::browser::{clock, page, random, timer};
use crate::config::Connection;
use crate::domain::capability::Capabilities;
use crate::domain::difference::differences;
use crate::domain::draft::{Field, FieldError, NewKey};
use crate::domain::key::{Created, Key, KeyId};
use crate::domain::names::Name;
use crate::domain::orphan::LostCreate;
use crate::domain::own_key::IsOwn;
use crate::domain::query::Query;
use crate::domain::refusal;
use crate::domain::replacement::{Named, Replacement};
use crate::domain::time::Timestamp;
use crate::routes::Route;
use crate::state::State;
use crate::state::drafts::Purpose;
use crate::state::reveal::{Occasion, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often a create that can be repeated safely is sent at most.
const TRIES: usize = 3;
/// How long to wait before it is sent again, in milliseconds.
const TRY_AFTER: u64 = 400;

/// What sends the form when it is called.
pub(super) fn submitter(form: Form) -> impl Fn() + Clone {
    move || {
        if form.busy.get_untracked() {
            return;
        }
        let key = match untrack(|| form.check()).and_then(|key| fits_policy(form, key)) {
            Ok(key) => key,
            Err(errors) => {
                let first = errors.first().map_or("key-name", |error| field_id(error.field));
                form.refuse(errors);
                page::focus_first("form [aria-invalid=true]", first);
                return;
            }
        };
        form.refuse(Vec::new());
        form.busy.set(true);
        let before = LostCreate {
            name: key.name.clone(),
            sent: clock::now(),
            known: known(form),
            settings: key.settings.clone(),
        };
        // The form may be gone when the answer comes: one went elsewhere, or was signed out.
        let sending = Sending::of(form);
        spawn_local(async move {
            let outcome = sending.create(&key).await;
            form.busy.set(false);
            match outcome {
                Ok(created) => sending.tell(&key, created, before.sent).await,
                Err(error) => fail(form, sending.state, before, error),
            }
        });
    }
}

/// What sending needs, whatever becomes of the form.
struct Sending {
    state: State,
    purpose: Purpose,
    connection: Connection,
    can: &'static Capabilities,
    replaces: Option<Key>,
}

impl Sending {
    fn of(form: Form) -> Self {
        Self {
            state: form.state,
            purpose: form.purpose(),
            connection: form.connection.get_value(),
            can: form.can,
            replaces: form.replaces.get_value(),
        }
    }

    /// Sends the create; again only where the backend makes one key of all the same.
    async fn create(&self, key: &NewKey) -> Result<Created, Error> {
        let place = &self.purpose.0;
        let session = self.state.sessions.current(&place.connection).ok_or(Error::Stopped)?;
        let desk = session.connection.kind.key_desk();
        let attempt = random::uuid();
        let again = self.can.idempotent_create && !attempt.is_empty();
        self.state.reveal.ready().await?;
        let _awaited = self.state.reveal.awaits();
        self.state.inventory.call_keys(&place.connection);
        let mut lost = None;
        for tries in 1.. {
            let make = |session: &_| desk.create(session, &place.holder, key, &attempt);
            match self.state.sessions.run(&place.connection, make).await {
                Err(error) if error.leaves_outcome_unknown() => {
                    lost.get_or_insert(error);
                }
                // A refusal after a lost answer says nothing of the first try.
                Err(error) => return Err(lost.unwrap_or(error)),
                made => return made,
            }
            if !again || tries == TRIES {
                break;
            }
            timer::sleep(TRY_AFTER).await;
        }
        Err(lost.unwrap_or(Error::Stopped))
    }

    /// Holds the secret before anything else is done that could fail.
    async fn tell(self, key: &NewKey, mut created: Created, sent: Timestamp) {
        let (state, place) = (self.state, self.purpose.0.clone());
        if self.can.tells_secrets {
            created.key = state.inventory.name_new(created.key, Name::new(&key.name, &key.description));
        }
        let differences = differences(key, &created.key, sent);
        let curl = curl::command(&self.connection.kind.key_desk().proof(&self.connection, &created.secret));
        let held = created.clone();
        let (occasion, secret) = (Occasion::Created(created.key), created.secret);
        let (connection, holder) = (self.connection.clone(), place.holder.clone());
        state.reveal.hold(Told { occasion, secret, connection, holder, curl, differences });
        state.drafts.clear(&self.purpose);
        state.inventory.refresh(&place, &Query::default());
        match &self.replaces {
            Some(old) => self.take_over(old, &held).await,
            None if state.address.path().get_untracked() == Route::NewKey(place.clone()).path() => {
                state.address.go(&Route::Keys(place.clone()).path(), false);
            }
            None => {}
        }
    }

    /// Notes that both keys belong together. Where the old one may be what one is signed in with,
    /// the session goes on with the new one, so that revoking the old one locks nobody out.
    async fn take_over(&self, old: &Key, created: &Created) {
        let place = &self.purpose.0;
        let named = |key: &Key| Named { id: key.id.clone(), name: key.name.clone() };
        self.state.replacements.begin(Replacement {
            connection: place.connection.clone(),
            holder: place.holder.clone(),
            old: named(old),
            new: named(&created.key),
            since: clock::now(),
            saved: false,
            proven: None,
        });
        let own = self.state.sessions.current(&place.connection).map_or(IsOwn::No, |one| one.own_key.is(old));
        if own == IsOwn::No {
            return;
        }
        if !created.key.access.is_owner() && created.key.access != old.access {
            self.state.notices.failed(format!(
                "{} may do less than {}, so you don't sign in with it. Once the old key is revoked, you may need another owner's key to come back.",
                created.key.name, old.name
            ));
            return;
        }
        match self.state.sessions.swap(&self.connection, created).await {
            Ok(()) => {
                self.state.replacements.proven(&created.key.id, clock::now());
                self.state.notices.done(format!("You are signed in with {} now.", created.key.name));
            }
            Err(error) => self.state.notices.failed(format!(
                "You aren't signed in with the new key yet: {error} Do so before you revoke {}, if that is the key you are signed in with.",
                old.name
            )),
        }
    }
}

/// Tells why there is no new key: in the form, or where that is gone, as a message.
fn fail(form: Form, state: State, before: LostCreate, error: Error) {
    let name = if before.name.is_empty() { "the key".to_owned() } else { before.name.clone() };
    let lost = error.leaves_outcome_unknown();
    let text = if lost {
        format!("The answer to creating {name} was lost. Look in the list whether it was made.")
    } else {
        format!("{name} was not created. {}", error.whole())
    };
    let text_of = form.draft.try_with_untracked(|draft| draft.settings.clone()).unwrap_or_default();
    let told = form.sent.try_update(|sent| {
        if lost {
            sent.lost = Some(before);
        } else {
            sent.errors = refused_fields(&error, &text_of);
            if !sent.errors.is_empty() {
                page::focus_first("form [aria-invalid=true]", field_id(Field::Name));
            }
            sent.failed = Some(error);
        }
    });
    if told.is_none() {
        state.notices.failed(text);
    }
}

/// What the service refused, beside the fields that it names.
fn refused_fields(error: &Error, settings: &str) -> Vec<FieldError> {
    if matches!(error, Error::Conflict { .. }) {
        let sentence = "Another key has this name already. Choose another one.".to_owned();
        return vec![FieldError { field: Field::Name, sentence }];
    }
    if let Error::Refused { refusals } = error {
        return refusal::in_form(refusals, settings).0;
    }
    let Error::Invalid { message, fields } = error else { return Vec::new() };
    let mut errors: Vec<FieldError> = Vec::new();
    for name in fields {
        let field = match name.as_str() {
            "name" => Field::Name,
            "description" => Field::Description,
            "expiry" => Field::Expiry,
            "access" => Field::Access,
            _ => continue,
        };
        if errors.iter().all(|error| error.field != field) {
            errors.push(FieldError { field, sentence: format!("The service refuses this: {message}.") });
        }
    }
    errors
}

/// The policy's pattern is checked by the browser, which knows its language.
fn fits_policy(form: Form, key: NewKey) -> Result<NewKey, Vec<FieldError>> {
    if page::fits_pattern(field_id(Field::Name)) {
        return Ok(key);
    }
    let pattern = untrack(|| form.state.connections.policy()).name_pattern;
    let sentence = format!("Your policy asks for names that match {}.", pattern.unwrap_or_default());
    Err(vec![FieldError { field: Field::Name, sentence }])
}

fn field_id(field: Field) -> &'static str {
    match field {
        Field::Name => "key-name",
        Field::Description => "key-description",
        Field::Expiry => "key-date",
        Field::Access | Field::Grant(..) => "add-access",
        Field::Permissions => "settings-read",
        Field::Settings => "settings-json",
    }
}

/// The keys that are there before the create is sent, as far as they were read.
fn known(form: Form) -> Vec<KeyId> {
    let shelf = form.state.inventory.shelf(&form.place.get_value());
    shelf.with_untracked(|shelf| shelf.entries.iter().map(|entry| entry.key.id.clone()).collect())
}
