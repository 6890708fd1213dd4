//! Where the page that is shown belongs.

use crate::routes::Place;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The connection that the path names; empty where it names none.
pub fn connection_id() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("connection").unwrap_or_default()))
}

/// The holder and connection that the path names.
pub fn place() -> Memo<Place> {
    let params = use_params_map();
    Memo::new(move |_| {
        params.with(|params| Place {
            connection: params.get("connection").unwrap_or_default(),
            holder: params.get("holder").unwrap_or_default(),
        })
    })
}
