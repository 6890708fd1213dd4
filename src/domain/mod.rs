//! What a key is and what may be asked of it. Pure: no browser, no framework, no network.

pub mod access;
pub mod agreement;
pub mod capability;
pub mod difference;
pub mod draft;
pub mod expiry;
pub mod export;
pub mod holder;
pub mod json;
pub mod key;
pub mod orphan;
pub mod own_key;
pub mod policy;
pub mod query;
pub mod role;
pub mod secret;
pub mod select;
pub mod status;
pub mod time;
pub mod window;
pub mod words;
