//! A short run of the fuzzer, or the long one.

use super::tally::Tally;
use super::{Extent, check_result};
use crate::failure::Result;
use crate::fuzz::{self, TARGETS};

/// Fuzzes each target.
pub fn run(extent: Extent) -> Result<Tally> {
    let runs = match extent {
        Extent::Short => 200_000,
        Extent::Full => 4_000_000,
    };
    let programs = fuzz::build()?;
    let mut tally = Tally::default();
    for target in TARGETS {
        tally += check_result(&fuzz::title(target, runs), || fuzz::run(&programs, target, runs));
    }
    Ok(tally)
}
