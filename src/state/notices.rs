//! Short messages of what was done, announced and shown for a while.

use leptos::prelude::*;

/// How long a message of success stays, in milliseconds.
const STAYS: u64 = 8_000;

/// One message.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    /// Tells it from others.
    pub number: u32,
    /// What happened.
    pub text: String,
    /// Whether something went wrong; then it stays until it is closed.
    pub bad: bool,
}

/// The messages that are shown.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    next: StoredValue<u32>,
}

impl Notices {
    pub(super) fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// The messages, the oldest first.
    pub fn shown(&self) -> Signal<Vec<Notice>> {
        self.shown.into()
    }

    /// Tells that something was done.
    pub fn done(&self, text: impl Into<String>) {
        let number = self.add(text.into(), false);
        let notices = *self;
        crate::browser::timer::after(STAYS, move || notices.close(number));
    }

    /// Tells that something went wrong.
    pub fn failed(&self, text: impl Into<String>) {
        self.add(text.into(), true);
    }

    /// Takes a message away.
    pub fn close(&self, number: u32) {
        self.shown.update(|shown| shown.retain(|notice| notice.number != number));
    }

    fn add(&self, text: String, bad: bool) -> u32 {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        self.shown.update(|shown| shown.push(Notice { number, text, bad }));
        number
    }
}
