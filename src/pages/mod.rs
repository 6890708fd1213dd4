//! One file a route; a folder where a page has parts.

mod asked;
mod change;
pub mod cluster;
pub mod clusters;
pub mod connect;
pub mod connections;
mod filters;
mod holder_off;
pub mod holders;
pub mod home;
pub mod key;
pub mod keys;
mod leaked;
mod naming;
pub mod new_key;
pub mod not_found;
mod peek;
mod reconfigure;
pub mod replace;
pub mod revoke;
pub mod rotate;
pub mod rotations;
mod settings;
pub mod terms;
