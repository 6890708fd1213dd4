//! What rotating a key comes to, before it is done.

use super::{Dialog, old_alive, until};
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::key::Key;
use crate::domain::time::Timestamp;
use crate::erase::view;
use crate::pages::revoke::used;
use leptos::prelude::*;

pub(super) fn purpose(dialog: Dialog, key: &Key) -> String {
    if dialog.ends_old {
        "The service can end an old secret only by rotating the key again. You get another new secret, and the one in use now becomes the old one: choose how long it keeps working.".to_owned()
    } else {
        format!(
            "The key keeps its name and its id and gets a new secret, which is shown only once. {}",
            used(key.last_used)
        )
    }
}

/// What else happens that one may not expect.
pub(super) fn notes(dialog: Dialog) -> AnyView {
    let now = now();
    let old = Memo::new(move |_| dialog.key.with(|key| old_alive(key, now.get())));
    let disabled = Memo::new(move |_| dialog.key.with(|key| !key.enabled));
    let ends = move |end: Timestamp| {
        view! {
            <div class="note"><Icon name="warn"/><div><p>
                <b>"An old secret still works, and ends at once. "</b>
                {format!("It was kept at the last rotation and would work {}. Only the two latest secrets of a key can work.", until(end))}
            </p></div></div>
        }
    };
    view! {
        {move || old.get().map(ends)}
        {move || disabled.get().then(|| view! {
            <div class="note plain"><Icon name="off"/><div><p>
                <b>"This key is disabled and stays so. "</b>"Its new secret works once you enable the key."
            </p></div></div>
        })}
    }
}
