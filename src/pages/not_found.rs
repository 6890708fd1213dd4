//! A path that leads nowhere.

use crate::browser::page as document;
use crate::components::icon::Icon;
use crate::erase::view;
use crate::routes::Route;
use leptos::prelude::*;

/// Says so, and leads back.
pub fn page() -> AnyView {
    document::set_title("Page not found");
    view! {
        <header class="head"><div><h1>"There is no such page"</h1></div></header>
        <div class="empty">
            <Icon name="find"/>
            <p>"The address may be mistyped, or from another version of Latchkey."</p>
            <a class="button" href=Route::Home.path()>"Go to your keys"</a>
        </div>
    }
}
