//! One file a route; a folder where a page has parts.

pub mod connections;
pub mod holders;
pub mod home;
pub mod keys;
pub mod new_key;
pub mod not_found;
pub mod terms;

use crate::components::gate::Gate;
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// What all pages of a holder have in common: they need its connection to be signed in.
#[component]
pub fn InHolder() -> impl IntoView {
    view! { <Gate><Outlet/></Gate> }
}
