//! What conditions look at: a key, or what keys belong to.

use super::Field;
use crate::domain::holder::Holder;
use crate::domain::key::{Key, LastUsed};
use crate::domain::time::Timestamp;

/// Something that a condition can be fulfilled by.
pub trait Subject {
    /// The text of a field; empty where it has none.
    fn text(&self, field: Field) -> &str;
    /// The instant of a field, if there is one.
    fn time(&self, field: Field) -> Option<Timestamp>;
    /// Whether it is switched on.
    fn is_on(&self) -> bool;
}

impl Subject for Key {
    fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::Id => &self.id.0,
            _ => "",
        }
    }

    fn time(&self, field: Field) -> Option<Timestamp> {
        match (field, self.last_used) {
            (Field::Created, _) => self.created,
            (Field::Updated, _) => self.updated,
            (Field::LastRotated, _) => self.last_rotated,
            (Field::LastUsed, LastUsed::At(time)) => Some(time),
            _ => None,
        }
    }

    fn is_on(&self) -> bool {
        self.enabled
    }
}

impl Subject for Holder {
    fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::Id => &self.id,
            Field::ExternalId => &self.external_id,
            _ => "",
        }
    }

    fn time(&self, field: Field) -> Option<Timestamp> {
        match field {
            Field::Created => self.created,
            Field::Updated => self.updated,
            _ => None,
        }
    }

    fn is_on(&self) -> bool {
        self.enabled
    }
}
