//! Takes the loading shell away and mounts the app.

/// Memory is emptied when it is given back: nothing has to know which of its texts held a secret.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    latchkey::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Latchkey runs in a browser. Start it with: cargo xtask up");
}
