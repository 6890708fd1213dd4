//! Work that begins at once.

use leptos::task::spawn_local;
use std::task::{Context, Poll, Waker};

/// Does the work up to where it has to wait now, and the rest later: a request is on its way while
/// the page around it is being built.
pub fn start(work: impl Future<Output = ()> + 'static) {
    let mut work = Box::pin(work);
    // Nobody needs to be woken: the work is polled again as soon as this turn is over.
    if work.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Pending {
        spawn_local(work);
    }
}
