//! A long table of which only the rows in view stand in the document.

use crate::browser::timer;
use crate::domain::window::{SPARE, Sight};
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;
use wasm_bindgen::JsCast;

/// What is in view until it was measured. The rows beyond its edges can wait until these are painted.
const BEFORE: Sight = Sight { row: 56, above: 0, height: 900, spare: 0 };

/// The element that scrolls, and what of its table is in view.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The element.
    pub node: NodeRef<html::Div>,
    sight: RwSignal<Sight>,
}

impl Sheet {
    /// One that is measured once it is there, and whenever the window changes its size.
    #[must_use]
    pub fn new() -> Self {
        let sheet = Self { node: NodeRef::new(), sight: RwSignal::new(BEFORE) };
        Effect::new(move |_| {
            sheet.node.track();
            request_animation_frame(move || timer::after(0, move || sheet.measure()));
        });
        let resized = window_event_listener(leptos::ev::resize, move |_| sheet.measure());
        on_cleanup(move || resized.remove());
        sheet
    }

    /// Looks again what is in view, as after a scroll.
    pub fn measure(self) {
        if let Some(element) = self.node.try_get_untracked().flatten() {
            self.sight.set(measured(&element, self.sight.get_untracked()));
        }
    }

    /// The rows of so many that are to stand in the document.
    pub fn rows(self, total: Signal<usize>) -> Memo<Range<usize>> {
        Memo::new(move |_| self.sight.get().rows(total.get()))
    }

    /// The height of a row, in pixels.
    pub fn row_height(self) -> Memo<usize> {
        Memo::new(move |_| self.sight.get().row)
    }
}

impl Default for Sheet {
    fn default() -> Self {
        Self::new()
    }
}

fn measured(sheet: &web_sys::HtmlDivElement, before: Sight) -> Sight {
    let pixels = |number: i32| usize::try_from(number).unwrap_or_default();
    let row = sheet.query_selector("tbody tr:not(.gap)").ok().flatten();
    let row = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok());
    Sight {
        row: row.map_or(before.row, |row| pixels(row.offset_height()).max(24)),
        above: pixels(sheet.scroll_top()),
        // The sheet is as high as its rows, few or many, but never higher than the window.
        height: window_height().unwrap_or(before.height),
        spare: SPARE,
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of pixels")]
fn window_height() -> Option<usize> {
    let height = window().inner_height().ok()?.as_f64()?;
    Some(height.clamp(0.0, f64::from(u16::MAX)) as usize)
}
