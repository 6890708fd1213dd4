//! A path that leads nowhere.

use crate::browser::page;
use crate::components::icon::Icon;
use crate::routes::Route;
use leptos::prelude::*;

/// Says so, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    page::set_title("Page not found");
    view! {
        <header class="head"><div><h1>"There is no such page"</h1></div></header>
        <div class="empty">
            <Icon name="find"/>
            <p>"The address may be mistyped, or from another version of Latchkey."</p>
            <a class="button" href=Route::Home.path()>"Go to your keys"</a>
        </div>
    }
}
