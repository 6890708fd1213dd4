//! Plays Latchkey's backends in one process, strictly: it refuses what the real services refuse.
//! [`Sandbox::handle`] is the pure core; [`server`] is the thin HTTP server around it.

mod clock;
mod connect;
mod control;
mod cors;
mod elastic;
mod faults;
mod http;
mod journal;
mod sandbox;
mod search;
pub mod server;

pub use crate::elastic::Seed;
pub use crate::http::{Delivery, Request, Response};
pub use crate::sandbox::{Options, Sandbox};
