//! Takes the loading shell away and mounts the app.
fn main() {}
