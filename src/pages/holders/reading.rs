//! Reads the page of holders that is asked for.

use super::managed::View;
use super::table::link_id;
use crate::browser::{clock, page as document};
use crate::state::shelf::Reading;
use crate::state::task;
use leptos::prelude::*;

impl View {
    pub fn is_waiting(self) -> bool {
        self.list.with(|list| list.reading == Reading::Waiting)
    }

    /// Reads what is asked for.
    pub fn refresh(self) {
        let reading = self.read();
        untrack(|| task::start(reading));
    }

    /// Reads what is asked for after a holder changed, then hands the focus to its row, which is drawn
    /// anew, or where that is gone to the list.
    pub fn refresh_around(self, id: String) {
        self.next_focus.set_value(Some(id));
        self.refresh();
    }

    /// Hands the focus to a holder's row, as soon as that is there.
    pub fn focus_row(self, id: String) {
        self.next_focus.set_value(Some(id));
        if !self.list.with_untracked(|list| list.reading == Reading::Waiting) {
            self.hand_on_focus();
        }
    }

    fn hand_on_focus(self) {
        let Some(id) = self.next_focus.try_update_value(Option::take).flatten() else { return };
        if self.holder(&id).is_some() {
            document::focus(link_id(&id));
        } else {
            document::focus_first("#holders", "main");
        }
    }

    /// An answer to what was asked before comes too late.
    async fn read(self) {
        let (Some(desk), Some(query)) = (self.desk.try_get_value(), self.query.try_get_untracked()) else {
            return;
        };
        let turn = self.list.try_update(|list| {
            list.turn = list.turn.wrapping_add(1);
            list.reading = Reading::Waiting;
            list.turn
        });
        let outcome = desk.list(&query).await;
        let is_late = self.list.try_with_untracked(|list| Some(list.turn) != turn).unwrap_or(true);
        if is_late {
            return;
        }
        self.list.update(|list| match outcome {
            Ok(page) => {
                (list.page, list.reading) = (page, Reading::Done(clock::now()));
                list.narrowed = query.narrows();
            }
            Err(error) => list.reading = Reading::Failed(error),
        });
        self.hand_on_focus();
    }

    /// A page can come to lie past the end when holders are deleted or the search narrows.
    pub fn back_to_last_page(self) {
        let last = self.list.with(|list| matches!(list.reading, Reading::Done(_)).then_some(list.page.pages));
        if let Some(last) = last
            && self.query.with_untracked(|query| query.page > last)
        {
            self.query.update(|query| query.page = last);
        }
    }
}
