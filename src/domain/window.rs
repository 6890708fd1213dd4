//! Which rows of a long table stand in the document.

use std::ops::Range;

/// Rows that are kept beyond each edge of the view, so that a fast scroll shows no gap.
const SPARE: usize = 12;

/// The rows to render of `total`, each `row_height` pixels high, when `scrolled` pixels of the
/// list are above a view of `view_height` pixels.
#[must_use]
pub fn visible(total: usize, row_height: f64, scrolled: f64, view_height: f64) -> Range<usize> {
    let first = rows(scrolled, row_height).min(total);
    let shown = rows(view_height, row_height).saturating_add(1);
    first.saturating_sub(SPARE)..first.saturating_add(shown).saturating_add(SPARE).min(total)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is finite and not negative"
)]
fn rows(pixels: f64, row_height: f64) -> usize {
    let rows = (pixels / row_height).floor();
    if rows.is_finite() && rows > 0.0 { rows as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn covers_the_view_with_some_to_spare() {
        assert_eq!(visible(10_000, 50.0, 0.0, 500.0), 0..23);
        assert_eq!(visible(10_000, 50.0, 5_000.0, 500.0), 88..123);
        assert_eq!(visible(3, 50.0, 0.0, 500.0), 0..3);
        assert_eq!(visible(0, 50.0, 900.0, 500.0), 0..0);
    }

    proptest! {
        #[test]
        fn is_always_within_the_list(total in 0usize..20_000, height in any::<f64>(), top in any::<f64>(), view in any::<f64>()) {
            let range = visible(total, height, top, view);
            prop_assert!(range.start <= range.end && range.end <= total);
        }
    }
}
