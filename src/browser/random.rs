//! Random ids.

/// A random UUID; where the browser has none to give (a page that is not secure), an empty text.
pub fn uuid() -> String {
    web_sys::window()
        .filter(web_sys::Window::is_secure_context)
        .and_then(|window| window.crypto().ok())
        .map(|crypto| crypto.random_uuid())
        .unwrap_or_default()
}
