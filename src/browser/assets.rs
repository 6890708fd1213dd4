//! Where the app's own files lie.

use wasm_bindgen::JsCast;
use web_sys::{HtmlScriptElement, Url};

/// The address of a file that lies beside the app's script, whatever path the page shows.
pub fn beside(name: &str) -> String {
    script()
        .and_then(|script| Url::new_with_base(name, &script).ok())
        .map_or_else(|| format!("/{name}"), |url| url.href())
}

/// The path of the folder that the app's files lie in, which its own paths begin with.
pub fn folder() -> String {
    let folder = script().and_then(|script| Url::new_with_base(".", &script).ok());
    folder.map_or_else(|| "/".to_owned(), |folder| folder.pathname())
}

/// The page has one script with an address.
fn script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let script = document.query_selector("script[src]").ok()??;
    Some(script.dyn_into::<HtmlScriptElement>().ok()?.src())
}
