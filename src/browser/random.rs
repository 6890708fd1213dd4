//! Random ids and bytes.

/// A random UUID; where the browser has none to give (a page that is not secure), an empty text.
pub fn uuid() -> String {
    web_sys::window()
        .filter(web_sys::Window::is_secure_context)
        .and_then(|window| window.crypto().ok())
        .map(|crypto| crypto.random_uuid())
        .unwrap_or_default()
}

/// Random bytes.
pub fn bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
