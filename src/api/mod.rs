//! The backends as data: requests to send and answers to read. Only `transport` knows fetch.

pub mod backend;
pub mod call;
pub mod cloud_connect;
pub mod cluster_desk;
pub mod curl;
pub mod desk;
pub mod elastic_cloud;
pub mod error;
pub mod key_desk;
pub mod key_list;
mod kinds;
pub mod pace;
pub mod request;
pub mod search_api;
pub mod session;
pub mod set_up;
pub mod silence;
pub mod tokens;
#[cfg(target_arch = "wasm32")]
pub mod transport;
mod wire;
pub mod zenml;
