//! Where things are: the project's root and the folders that xtask writes to.

use std::env;
use std::path::PathBuf;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// The folder for everything xtask makes and may throw away.
pub fn target() -> PathBuf {
    root().join("target")
}

/// The built app, as it is deployed.
pub fn dist() -> PathBuf {
    root().join("dist")
}
