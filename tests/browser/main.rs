//! What only a browser can show: components, wrappers of web APIs, shared state, and what fetch is
//! asked for. Runs in headless Chromium: `cargo xtask test browser`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

mod badge;
mod bulk;
mod busy;
mod clock;
mod failure;
mod inventory;
mod kept;
mod modal;
mod one_key;
mod page;
mod replacements;
mod reveal;
mod rotations;
mod save;
mod sessions;
mod sign_in;
mod support;
mod transport;
mod when;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
