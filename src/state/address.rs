//! Where in the app one is.

use crate::routes::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The route that the path leads to; none when it leads nowhere.
pub fn route() -> Memo<Option<Route>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| Route::parse(path)))
}
