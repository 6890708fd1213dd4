//! What stands in place of the table when there is no key to show.

use super::View;
use crate::browser::page;
use crate::components::icon::Icon;
use crate::erase::view;
use crate::routes::Route;
use leptos::prelude::*;

pub(super) fn no_match(view: View) -> impl IntoView {
    let clear = move |_| {
        view.query.update(crate::domain::query::Query::clear);
        page::focus("search");
    };
    view! {
        <div class="empty">
            <Icon name="find"/>
            <h2>"No key matches"</h2>
            <p>"Other keys are hidden by your search and filters."</p>
            <button type="button" class="button" on:click=clear>"Clear search and filters"</button>
        </div>
    }
}

pub(super) fn no_keys(view: View) -> impl IntoView {
    let new = Route::NewKey(view.place.get_value()).path();
    view! {
        <div class="empty">
            <Icon name="key"/>
            <h2>"No keys yet"</h2>
            <p>{if view.can.expiry { "Create one with exactly the access and the life that its job needs." } else { "Create one for each program that signs in, so that each can be ended by itself." }}</p>
            {(view.can.create && untrack(|| view.may_write())).then(|| view! { <a href=new class="button primary"><Icon name="plus"/>"Create key"</a> })}
        </div>
    }
}
