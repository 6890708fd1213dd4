//! How many tests passed, failed and were skipped, read from what the runners report.

use crate::process::Output;
use serde_json::Value;
use std::fmt;
use std::ops::AddAssign;

/// Counts of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// One check that passed.
    pub const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    /// One check that failed, or could not run.
    pub const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };

    /// Whether nothing failed and something passed.
    pub fn is_success(self) -> bool {
        self.failed == 0 && self.passed > 0
    }

    /// Adds up the `test result:` lines of `cargo test` or of wasm-bindgen's runner.
    pub fn of_cargo(output: &Output) -> Self {
        let mut sum = Self::default();
        for line in output.text.lines().filter(|line| line.trim_start().starts_with("test result:")) {
            match result_line(line) {
                Some(tally) => sum += tally,
                None => sum += Self::FAILED,
            }
        }
        sum.or_failed(output.success)
    }

    /// Reads the report of Playwright's `json` reporter. A test that passed only when tried again counts as failed.
    pub fn of_playwright(report: &str, success: bool) -> Self {
        let report: Value = serde_json::from_str(report).unwrap_or_default();
        let count = |name: &str| report["stats"][name].as_u64();
        let read = || {
            Some(Self {
                passed: count("expected")?,
                failed: count("unexpected")? + count("flaky")?,
                skipped: count("skipped")?,
            })
        };
        read().map_or(Self::FAILED, |tally| tally.or_failed(success))
    }

    /// A runner that failed without a failed test, or ran none at all, counts as one failed check.
    fn or_failed(mut self, success: bool) -> Self {
        let nothing_passed = self.passed == 0;
        if self.failed == 0 && (!success || nothing_passed) {
            self += Self::FAILED;
        }
        self
    }
}

fn result_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once(". ")?;
    let count = |name: &str| {
        counts.split(';').find_map(|part| part.trim().strip_suffix(name)?.trim_end().parse().ok())
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")?, skipped: count("ignored")? })
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_cargo(success: bool, text: &str) -> String {
        Tally::of_cargo(&Output { success, text: text.into() }).to_string()
    }

    #[test]
    fn the_results_of_several_test_programs_are_added_up() {
        let text = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";
        assert_eq!(of_cargo(false, text), "4 passed, 2 failed, 1 skipped");
        let wasm = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.05s\n";
        assert_eq!(of_cargo(true, wasm), "2 passed, 0 failed, 0 skipped");
    }

    #[test]
    fn a_run_that_says_nothing_or_ends_badly_is_failed() {
        assert_eq!(of_cargo(true, ""), "0 passed, 1 failed, 0 skipped");
        let none = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out\n";
        assert_eq!(of_cargo(true, none), "0 passed, 1 failed, 0 skipped");
        let good = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(of_cargo(false, good), "3 passed, 1 failed, 0 skipped");
        assert_eq!(of_cargo(true, "test result: who knows\n"), "0 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn playwright_reports_are_counted_with_flaky_as_failed() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(Tally::of_playwright(report, false).to_string(), "5 passed, 3 failed, 3 skipped");
        let good = r#"{"stats":{"expected":5,"unexpected":0,"flaky":0,"skipped":0}}"#;
        assert!(Tally::of_playwright(good, true).is_success());
        assert!(!Tally::of_playwright(good, false).is_success());
        assert_eq!(Tally::of_playwright("", true), Tally::FAILED);
        assert_eq!(Tally::of_playwright(r#"{"stats":{"expected":5}}"#, true), Tally::FAILED);
    }

    #[test]
    fn an_empty_tally_is_no_success() {
        assert!(!Tally::default().is_success());
        assert!(Tally::PASSED.is_success());
    }
}
