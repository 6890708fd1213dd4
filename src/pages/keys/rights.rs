//! What one may do with the keys, and who may do more.

use super::View;
use crate::api::error::Error;
use crate::components::icon::Icon;
use crate::domain::words;
use crate::erase::view;
use crate::state::shelf::Reading;
use leptos::prelude::*;

impl View {
    /// Whether one may change things here, as far as is known.
    pub(super) fn may_write(self) -> bool {
        self.place.with_value(|place| self.state.sessions.may_write(&place.connection))
    }

    /// Whether keys can be selected.
    pub(super) fn can_select(self) -> bool {
        self.can.select && self.may_write()
    }

    /// Whether one may not even look.
    pub(super) fn is_forbidden(self) -> bool {
        matches!(self.reading(), Reading::Failed(Error::Forbidden { .. }))
    }

    /// Whether there is no such holder.
    pub(super) fn is_nowhere(self) -> bool {
        matches!(self.reading(), Reading::Failed(error) if error.says_gone())
    }

    pub(super) fn read_only(self) -> Option<AnyView> {
        (!self.may_write() && !self.is_forbidden() && !self.is_nowhere()).then(|| {
            view! {
                <div class="note plain">
                    <Icon name="lock"/>
                    <div>
                        <p><b>"You can look, and not change anything."</b>{format!(" Only {} can create and revoke keys here.", self.can.managers)}</p>
                        {self.owners()}
                    </div>
                </div>
            }
        })
    }

    /// Who could do what the owner of this credential may not.
    pub(super) fn owners(self) -> Option<AnyView> {
        let owners = self.shelf.with(|shelf| shelf.owners.clone());
        (!owners.is_empty()).then(|| view! { <p>{format!("Owners are {}.", words::list(&owners))}</p> })
    }
}
