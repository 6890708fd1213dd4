//! What a static host sends with the app: the content security policy and the other headers. The sandbox
//! serves the app with them, and `cargo xtask dist` writes them down for real hosts.

pub mod headers;
pub mod policy;
