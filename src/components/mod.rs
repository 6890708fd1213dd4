//! Pieces used by two pages or more.

pub mod badge;
pub mod busy;
pub mod clear_clipboard;
pub mod confirm;
pub mod copy;
pub mod failure;
pub mod gate;
pub mod icon;
pub mod keyed;
pub mod lazy;
pub mod modal;
pub mod now;
pub mod pager;
pub mod set_up;
pub mod sheet;
pub mod sign_in;
pub mod toasts;
pub mod when;
