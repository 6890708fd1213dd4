//! What stands in place of a table when a search or filters hide all of it.

use super::icon::Icon;
use crate::browser::page;
use crate::erase::view;
use leptos::prelude::*;

/// That nothing matches, and the way back: `clear` takes away what hides the rest. `one` and `many` name what is
/// looked for, `hiders` what hides it, such as `search and filters`.
pub fn no_match(one: &str, many: &str, hiders: &str, clear: Callback<()>) -> AnyView {
    let press = move |_| {
        clear.run(());
        page::focus("search");
    };
    view! {
        <div class="empty">
            <Icon name="find"/>
            <h2>{format!("No {one} matches")}</h2>
            <p>{format!("Other {many} are hidden by your {hiders}.")}</p>
            <button type="button" class="button" on:click=press>{format!("Clear {hiders}")}</button>
        </div>
    }
}
