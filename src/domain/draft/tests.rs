use super::*;
use crate::domain::access::{Place, Reach};
use crate::domain::capability::{Paging, SignIn};

const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);
const CAN: Capabilities = Capabilities {
    sign_in: &[SignIn::ApiKey],
    holder: ("organization", "organizations"),
    paging: Paging::Whole,
    create: true,
    select: true,
    revoke: true,
    managers: "owners",
    replace: true,
    provable: true,
    expiry: true,
    creator: true,
    access: AccessForm::Roles,
    key_limit: Some(500),
    terms: true,
    clusters: true,
    ..Capabilities::NONE
};

fn organization(role: &str) -> RoleAssignment {
    RoleAssignment {
        place: Place::Organization,
        role: role.to_owned(),
        reach: Reach::Whole,
        stack_roles: Vec::new(),
    }
}

fn draft() -> Draft {
    let mut draft = Draft { name: " ci-logs ".to_owned(), ..Draft::new(ExpiryChoice::Days(90)) };
    draft.roles.push(organization("billing-admin"));
    draft
}

fn refused(draft: &Draft) -> Vec<Field> {
    let errors = draft.check(&CAN, &Policy::default(), NOW).err().unwrap_or_default();
    errors.into_iter().map(|error| error.field).collect()
}

#[test]
fn a_good_draft_passes_trimmed() {
    let key = draft().check(&CAN, &Policy::default(), NOW).unwrap();
    assert_eq!((key.name.as_str(), key.lifetime), ("ci-logs", Some(Lifetime::Days(90))));
    assert_eq!(key.roles.len(), 1);
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let empty = Draft::new(ExpiryChoice::Unset);
    assert_eq!(refused(&empty), [Field::Name, Field::Expiry, Field::Access]);
}

#[test]
fn names_are_counted_in_characters() {
    assert!(refused(&Draft { name: "ж".repeat(255), ..draft() }).is_empty());
    assert_eq!(refused(&Draft { name: "ж".repeat(256), ..draft() }), [Field::Name]);
    assert_eq!(refused(&Draft { name: "  ".to_owned(), ..draft() }), [Field::Name]);
}

#[test]
fn a_grant_that_reaches_nothing_is_refused() {
    let mut draft = draft();
    draft.roles.push(RoleAssignment {
        place: Place::Deployments,
        role: "deployment-viewer".to_owned(),
        reach: Reach::Only(Vec::new()),
        stack_roles: Vec::new(),
    });
    assert_eq!(refused(&draft), [Field::Grant(1, Part::Reach)]);
}

#[test]
fn a_block_without_a_role_is_refused() {
    let mut draft = draft();
    draft.roles.push(organization(""));
    assert_eq!(refused(&draft), [Field::Grant(1, Part::Role)]);
}

#[test]
fn what_a_backend_has_not_is_neither_asked_nor_sent() {
    let can = Capabilities { expiry: false, access: AccessForm::Holder, ..CAN };
    let draft =
        Draft { roles: Vec::new(), expiry: ExpiryChoice::Unset, description: "x".to_owned(), ..draft() };
    let key = draft.check(&can, &Policy::default(), NOW).unwrap();
    assert_eq!((key.lifetime, key.description.as_str()), (None, ""));
}

#[test]
fn a_key_that_is_its_own_secret_needs_a_config_and_no_name() {
    let can = Capabilities {
        tells_secrets: true,
        description: true,
        expiry: false,
        access: AccessForm::Config,
        ..CAN
    };
    let draft = Draft::new(ExpiryChoice::Unset);
    let key = draft.check(&can, &Policy::default(), NOW).unwrap();
    assert_eq!(key.access().phrases(), ["permissions: read"]);
    let wrong = Draft { name: "ж".repeat(256), settings: "{".to_owned(), ..draft };
    let errors = wrong.check(&can, &Policy::default(), NOW).err().unwrap_or_default();
    let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
    assert_eq!(fields, [Field::Name, Field::Settings]);
    assert_eq!(errors[1].sentence, "Line 1, column 1: EOF while parsing an object.");
}
