//! Sends the form, and does not lose what comes of it.

use super::Form;
use crate::api::curl;
use crate::api::error::Error;
use crate::browser::{clock, page, random};
use crate::config::Connection;
use crate::domain::capability::Capabilities;
use crate::domain::difference::differences;
use crate::domain::draft::{Field, FieldError, NewKey};
use crate::domain::key::{Created, KeyId};
use crate::domain::orphan::LostCreate;
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use crate::routes::{Place, Route};
use crate::state::State;
use crate::state::reveal::Told;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often a create that can be repeated safely is sent at most.
const TRIES: usize = 3;

/// What sends the form when it is called.
pub(super) fn submitter(form: Form) -> impl Fn() + Clone {
    move || {
        if form.busy.get_untracked() {
            return;
        }
        let key = match untrack(|| form.check()).and_then(|key| fits_policy(form, key)) {
            Ok(key) => key,
            Err(errors) => {
                page::focus(errors.first().map_or("key-name", |error| field_id(error.field)));
                form.refuse(errors);
                return;
            }
        };
        form.refuse(Vec::new());
        form.busy.set(true);
        let before = LostCreate { name: key.name.clone(), sent: clock::now(), known: known(form) };
        // The form may be gone when the answer comes: one went elsewhere, or was signed out.
        let (state, place) = (form.state, form.place.get_value());
        let connection = form.connection.get_value();
        spawn_local(async move {
            let outcome = create(state, &place, form.can, &key).await;
            form.busy.set(false);
            match outcome {
                Ok(created) => {
                    tell(state, &place, &connection, &key, created, before.sent);
                    if state.address.path().get_untracked() == Route::NewKey(place.clone()).path() {
                        state.address.go(&Route::Keys(place).path(), false);
                    }
                }
                Err(error) => fail(form, state, before, error),
            }
        });
    }
}

/// Tells why there is no new key: in the form, or where that is gone, as a message.
fn fail(form: Form, state: State, before: LostCreate, error: Error) {
    let name = before.name.clone();
    let lost = error.leaves_outcome_unknown();
    let text = if lost {
        format!("The answer to creating {name} was lost. Look in the list whether it was made.")
    } else {
        format!("{name} was not created. {error}")
    };
    let told = form.sent.try_update(|sent| {
        if lost {
            sent.lost = Some(before);
        } else {
            sent.failed = Some(error);
        }
    });
    if told.is_none() {
        state.notices.failed(text);
    }
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
        Field::Access => "add-access",
    }
}

/// Sends the create; again only where the backend makes one key of all the same.
async fn create(
    state: State,
    place: &Place,
    can: &'static Capabilities,
    key: &NewKey,
) -> Result<Created, Error> {
    let session = state.sessions.current(&place.connection).ok_or(Error::Stopped)?;
    let backend = session.connection.kind.backend();
    let attempt = random::uuid();
    let again = can.idempotent_create && !attempt.is_empty();
    let mut tries = 0;
    loop {
        tries += 1;
        let make = |session: &_| backend.create(session, &place.holder, key, &attempt);
        match state.sessions.run(&place.connection, make).await {
            Err(error) if again && tries < TRIES && error.leaves_outcome_unknown() => {}
            outcome => return outcome,
        }
    }
}

/// Holds the secret before anything else is done that could fail.
fn tell(
    state: State,
    place: &Place,
    connection: &Connection,
    key: &NewKey,
    created: Created,
    sent: Timestamp,
) {
    let differences = differences(key, &created.key, sent);
    let curl = curl::command(&connection.kind.backend().proof(connection, &created.secret));
    state.reveal.hold(Told { created, connection: connection.name.clone(), curl, differences });
    state.drafts.clear(place);
    state.inventory.refresh(place, &Query::default());
}

/// The keys that are there before the create is sent, as far as they were read.
fn known(form: Form) -> Vec<KeyId> {
    let shelf = form.state.inventory.shelf(&form.place.get_value());
    shelf.with_untracked(|shelf| shelf.entries.iter().map(|entry| entry.key.id.clone()).collect())
}
