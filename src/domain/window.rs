//! Which rows of a long table stand in the document.

use std::ops::Range;

/// How many rows to keep beyond each edge of the view, so that a fast scroll shows no gap.
pub const SPARE: usize = 12;

/// What of a list is in view, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sight {
    /// The height of a row.
    pub row: usize,
    /// How much of the list lies above the view.
    pub above: usize,
    /// The height of the view.
    pub height: usize,
    /// How many rows to keep beyond each edge.
    pub spare: usize,
}

impl Sight {
    /// The rows to render of a list of `total`.
    #[must_use]
    pub fn rows(self, total: usize) -> Range<usize> {
        let row = self.row.max(1);
        let first = (self.above / row).min(total);
        let shown = (self.height / row).saturating_add(1);
        let end = first.saturating_add(shown).saturating_add(self.spare);
        first.saturating_sub(self.spare)..end.min(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(above: usize) -> Sight {
        Sight { row: 50, above, height: 500, spare: 12 }
    }

    #[test]
    fn covers_the_view_with_some_to_spare() {
        assert_eq!(at(0).rows(10_000), 0..23);
        assert_eq!(at(5_000).rows(10_000), 88..123);
        assert_eq!(Sight { spare: 0, ..at(5_000) }.rows(10_000), 100..111);
        assert_eq!(at(0).rows(3), 0..3);
        assert_eq!(at(900).rows(0), 0..0);
    }

    proptest! {
        #[test]
        fn is_always_within_the_list(total in 0usize..20_000, row: usize, above: usize, height: usize, spare: usize) {
            let range = Sight { row, above, height, spare }.rows(total);
            prop_assert!(range.start <= range.end && range.end <= total);
        }
    }
}
