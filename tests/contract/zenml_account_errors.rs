//! `ZenML`: refusals to manage service accounts, as a real server gives them.

use crate::support::{answer, fixture, ok, refused, session};
use latchkey::api::call::Call;
use latchkey::api::desk::HolderDesk;
use latchkey::api::error::Error;
use latchkey::config::Kind;
use latchkey::domain::holder::Holder;
use latchkey::domain::holder_draft::HolderChange;
use latchkey::domain::key::Revoked;

const ID: &str = "5e000001-0b1c-4d2e-8f3a-000a11ce0000";

fn desk() -> &'static dyn HolderDesk {
    Kind::ZenMl.holder_desk().unwrap()
}

fn change() -> Call<Holder> {
    desk().change(&session(Kind::ZenMl), ID, &HolderChange::enabled(true))
}

fn delete() -> Call<Revoked> {
    desk().delete(&session(Kind::ZenMl), ID)
}

#[test]
fn every_refusal_says_why() {
    let elsewhere = "Another service, such as ZenML Pro, manages this service account.";
    for (error, sentence, next) in [
        (
            refused(delete().read(&answer(403, fixture!("zenml/errors/account-not-an-admin.json")))),
            "You aren't allowed to do this: only admins of this server may change service accounts.",
            "Sign in with a credential that has the rights, or ask someone who has them.",
        ),
        (
            refused(change().read(&answer(409, fixture!("zenml/errors/account-rename-taken.json")))),
            "It conflicts with what is there: another service account has that name.",
            "Read the list again to see what is there now.",
        ),
        (
            refused(change().read(&answer(403, fixture!("zenml/errors/account-elsewhere-update.json")))),
            elsewhere,
            "Change it there.",
        ),
        (
            refused(delete().read(&answer(403, fixture!("zenml/errors/account-elsewhere-delete.json")))),
            elsewhere,
            "Change it there.",
        ),
        // Written after the source of the server: it needs ZenML Pro to be provoked.
        (
            refused(change().read(&answer(
                403,
                r#"{"detail":["IllegalOperationError","Workspace-level service accounts and API keys are deprecated in ZenML Pro workspaces. Use ZenML Pro organization service accounts and API keys instead."]}"#,
            ))),
            elsewhere,
            "Change it there.",
        ),
        (
            refused(delete().read(&answer(403, fixture!("zenml/errors/account-owns.json")))),
            "The service account owns other things on this server.",
            "Delete those first, or deactivate the service account instead.",
        ),
        (
            refused(change().read(&answer(404, fixture!("zenml/errors/no-such-account.json")))),
            "It doesn't exist, or no longer does: there is no such service account.",
            "Read the list again to see what is there now.",
        ),
    ] {
        assert_eq!((error.to_string().as_str(), error.next_step()), (sentence, next));
    }
    let long = refused(change().read(&answer(422, fixture!("zenml/errors/account-full-name-too-long.json"))));
    let Error::Invalid { message, fields } = long else { panic!("{long:?}") };
    assert_eq!(
        (message.as_str(), fields),
        ("String should have at most 255 characters", vec!["full_name".to_owned()])
    );
}

#[test]
fn an_answer_of_another_shape_leaves_a_write_open() {
    for odd in [
        "<html></html>",
        "{}",
        r#"{"id": 1, "name": "a"}"#,
        r#"{"id": "a", "name": "b", "body": {"active": "yes"}}"#,
    ] {
        assert!(refused(change().read(&ok(odd))).leaves_outcome_unknown(), "{odd}");
    }
}
