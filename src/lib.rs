//! Latchkey: an organization's API keys, managed from the browser.
//!
//! What needs no browser compiles and is tested natively; the rest exists for wasm only.

pub mod api; // one module a backend: request builders, decoders, errors
pub mod config; // config.json: connections and policy
pub mod domain; // what a key is and what may be asked of it
pub mod routes; // every path of the app

#[cfg(target_arch = "wasm32")]
pub mod app; // contexts, layout, router
#[cfg(target_arch = "wasm32")]
pub mod browser; // one thin wrapper a web API
#[cfg(target_arch = "wasm32")]
pub mod components; // pieces used by two pages or more
#[cfg(target_arch = "wasm32")]
mod erase; // view!, without the types
#[cfg(target_arch = "wasm32")]
pub mod pages; // one file a route
#[cfg(target_arch = "wasm32")]
pub mod state; // what pages share: sessions, inventory, notices
