//! What deserves a look, counted; each count shows its keys.

use super::View;
use crate::components::now::now;
use crate::domain::capability::AccessForm;
use crate::domain::key::Key;
use crate::domain::mark::Mark;
use crate::domain::status::Status;
use crate::domain::time::Timestamp;
use crate::domain::words::grouped;
use crate::erase::view;
use leptos::prelude::*;

/// What a tile counts.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Status(Status),
    Mark(Mark),
}

pub(super) fn tiles(view: View) -> Option<AnyView> {
    // A page of many says nothing of the others.
    if !view.can.expiry || view.can.access != AccessForm::Roles {
        return None;
    }
    let policy = untrack(|| view.state.connections.policy());
    let old = format!("are {} days old or more", policy.old_days);
    let soon = format!("expire within {} days", policy.warn_days);
    let (policy, now) = (StoredValue::new(policy), now());
    let count = move |shows: Shows| {
        let now = now.get();
        let fits = |key: &&Key| policy.with_value(|policy| fits(shows, key, now, policy));
        view.shelf.with(|shelf| shelf.live().filter(fits).count())
    };
    let tile = |shows: Shows, text: String| {
        let number = Memo::new(move |_| count(shows));
        let on = Memo::new(move |_| {
            view.query.with(|query| match shows {
                Shows::Status(status) => query.status == Some(status),
                Shows::Mark(mark) => query.mark == Some(mark),
            })
        });
        let press = move |_| {
            let on = on.get_untracked();
            view.query.update(|query| {
                match shows {
                    Shows::Status(status) => query.status = (!on).then_some(status),
                    Shows::Mark(mark) => query.mark = (!on).then_some(mark),
                }
                query.page = 1;
            });
        };
        view! {
            <button type="button" class="tile" aria-pressed=move || on.get().to_string() on:click=press>
                <b>{move || grouped(number.get())}</b>
                <span>{text}</span>
            </button>
        }
    };
    Some(view! {
        <div class="tiles" role="group" aria-label="What deserves a look">
            {tile(Shows::Status(Status::ExpiresSoon), soon)}
            {tile(Shows::Status(Status::NeverExpires), "never expire".to_owned())}
            {tile(Shows::Mark(Mark::Owner), "act as organization owner".to_owned())}
            {tile(Shows::Mark(Mark::Old), old)}
        </div>
    })
}

fn fits(shows: Shows, key: &Key, now: Timestamp, policy: &crate::domain::policy::Policy) -> bool {
    match shows {
        Shows::Status(status) => Status::of(key, now, policy) == status,
        Shows::Mark(mark) => mark.is_on(key, now, policy),
    }
}
