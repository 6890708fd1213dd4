//! What a backend can do. Views ask this, never which backend it is.

use super::filter::Field;
use super::query::Column;

/// How one signs in on a connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignIn {
    /// A pasted API key.
    ApiKey,
    /// A user name and its password.
    Password,
}

/// How much of a list one answer holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paging {
    /// The app reads all keys, then searches, filters and sorts them itself.
    Whole,
    /// The backend searches, sorts and pages.
    Server,
}

/// What a new key's access is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AccessForm {
    /// Role assignments; at least one must be chosen.
    Roles,
    /// Whatever the holder may do: nothing to choose.
    Holder,
    /// A configuration object.
    Config,
}

/// What a backend can do and what it calls things.
#[derive(PartialEq, Eq, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a yes or no of its own, in any combination")]
pub struct Capabilities {
    /// How one may sign in, the usual way first.
    pub sign_in: &'static [SignIn],
    /// What its holders are called, in singular and plural: `organization`, `service account`.
    pub holder: (&'static str, &'static str),
    /// Whether one chooses among holders even when there is only one.
    pub choose_holder: bool,
    /// How its key list is read.
    pub paging: Paging,
    /// What its list can be filtered by.
    pub filters: &'static [Field],
    /// What its list can be ordered by, where it orders by itself.
    pub sorts: &'static [Column],
    /// Whether keys can be made here.
    pub create: bool,
    /// Whether several keys can be dealt with at once.
    pub select: bool,
    /// Whether keys can be ended here.
    pub revoke: bool,
    /// Who may create and revoke keys, in the plural.
    pub managers: &'static str,
    /// Whether a key is replaced by another one with the same access, because it can't be changed.
    pub replace: bool,
    /// Whether a key's name and description can be changed, and the key switched off and on.
    pub change: bool,
    /// Whether what a key may do can be changed.
    pub change_access: bool,
    /// Whether a key can be given a new secret while the old one works on for a while.
    pub rotate: bool,
    /// Whether a secret tells by itself which key it belongs to.
    pub traceable: bool,
    /// Whether its keys are their own secrets: the list tells them, and they have no id and no name there.
    pub tells_secrets: bool,
    /// Whether a call is known that any key may make, so that a secret can be tried.
    pub provable: bool,
    /// Whether keys have an end of their own.
    pub expiry: bool,
    /// Whether keys name who made them.
    pub creator: bool,
    /// Whether keys have a description beside their name.
    pub description: bool,
    /// Whether it reports when keys were last used and rotated.
    pub usage: bool,
    /// What a new key's access is made of.
    pub access: AccessForm,
    /// Whether a create may be sent again with the same attempt id and makes one key only.
    pub idempotent_create: bool,
    /// How many active keys a holder may have.
    pub key_limit: Option<usize>,
    /// Whether it gives out tokens that open for a while what one's own sign-in opens.
    pub tokens: bool,
    /// Whether a holder has terms to accept and a subscription.
    pub terms: bool,
    /// Whether a holder connects clusters of its own.
    pub clusters: bool,
}

impl Capabilities {
    /// A backend that can't do anything: what one can do is named beside it.
    pub const NONE: Self = Self {
        sign_in: &[],
        holder: ("", ""),
        choose_holder: false,
        paging: Paging::Whole,
        filters: &[],
        sorts: &[],
        create: false,
        select: false,
        revoke: false,
        managers: "",
        replace: false,
        change: false,
        change_access: false,
        rotate: false,
        traceable: false,
        tells_secrets: false,
        provable: false,
        expiry: false,
        creator: false,
        description: false,
        usage: false,
        access: AccessForm::Holder,
        idempotent_create: false,
        key_limit: None,
        tokens: false,
        terms: false,
        clusters: false,
    };
}
