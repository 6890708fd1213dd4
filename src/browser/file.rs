//! A file that the owner chooses.

use leptos::ev::Event;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// The text of the file that was just chosen; none where there is none or it can't be read. The input is
/// empty then, so that the same file can be chosen again.
pub async fn chosen(event: &Event) -> Option<String> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files().and_then(|files| files.get(0));
    let text = match file {
        Some(file) => JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()),
        None => None,
    };
    input.set_value("");
    text
}
