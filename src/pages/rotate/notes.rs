//! What rotating a key comes to, before it is done.

use super::{Dialog, old_alive, until};
use crate::browser::clock;
use crate::components::icon::Icon;
use crate::components::now::now;
use crate::domain::key::{Key, LastUsed};
use crate::domain::time::Timestamp;
use crate::domain::words;
use crate::erase::view;
use leptos::prelude::*;

/// What it is for, and who may miss the old secret.
pub(super) fn purpose(dialog: Dialog, key: &Key) -> AnyView {
    if dialog.ends_old {
        return view! {
            <p>"The service can end an old secret only by rotating the key again. You get another new secret, and the one in use now becomes the old one: choose how long it keeps working."</p>
        };
    }
    let used = match key.last_used {
        LastUsed::At(time) => {
            let when = words::relative(time.min(clock::now()), clock::now());
            Some(format!(
                "It was last used {when}: what uses it needs the new secret before the old one ends."
            ))
        }
        LastUsed::Never => Some("The key was never used.".to_owned()),
        LastUsed::NotReported => None,
    };
    view! {
        <p>"The key keeps its name and its id and gets a new secret, which is shown only once."</p>
        {used.map(|used| view! { <p>{used}</p> })}
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
                <b>"An old secret still works. Rotating ends it at once. "</b>
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
