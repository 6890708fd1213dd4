//! Takes the loading shell away and mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    latchkey::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Latchkey runs in a browser. Start it with: cargo xtask up");
}
