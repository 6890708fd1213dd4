//! Thin wrappers, one web API each.

pub mod assets;
pub mod clipboard;
pub mod clock;
pub mod dialog;
pub mod download;
pub mod file;
pub mod history;
pub mod page;
pub mod random;
pub mod storage;
pub mod timer;
pub mod unload;
pub mod violation;
