//! Does something later.

use std::time::Duration;

/// Runs `action` once, so many milliseconds from now.
pub fn after(millis: u64, action: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(action, Duration::from_millis(millis));
}

/// Waits so many milliseconds.
pub async fn sleep(millis: u64) {
    let (done, waits) = futures_channel::oneshot::channel();
    after(millis, move || {
        let _ = done.send(());
    });
    let _ = waits.await;
}
