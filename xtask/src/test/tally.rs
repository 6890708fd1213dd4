//! How many tests passed, failed and were skipped, and which failed, read from what the runners report.

use crate::process::Output;
use serde_json::Value;
use std::fmt;
use std::ops::AddAssign;

/// How many tests of one suite may pass only when tried again. On a busy machine a person's patience, as a
/// test has it, runs out now and then; more than these are no accident.
const SECOND_TRIES: u64 = 5;

/// Counts of tests, with the names of those that did not simply pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    told: Vec<String>,
}

impl Tally {
    /// One check that passed.
    pub fn passed() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// One check that failed, or could not run.
    pub fn failed(name: &str) -> Self {
        Self { failed: 1, told: vec![format!("failed: {name}")], ..Self::default() }
    }

    /// One check that could not be made here, which is no fault.
    pub fn skipped() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// Whether nothing failed and something passed.
    pub fn is_success(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }

    /// A line for each test that failed, or passed only when tried again.
    pub fn told(&self) -> &[String] {
        &self.told
    }

    /// Adds up the `test result:` lines of `cargo test` or of wasm-bindgen's runner.
    pub fn of_cargo(output: &Output) -> Self {
        let mut sum = Self::default();
        for line in output.text.lines().map(str::trim) {
            if line.starts_with("test result:") {
                sum += result_line(line).unwrap_or_else(|| Self::failed(line));
            } else if let Some(name) =
                line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
            {
                sum.told.push(format!("failed: {name}"));
            }
        }
        sum.or_failed(output.success)
    }

    /// Reads the report of Playwright's `json` reporter.
    pub fn of_playwright(report: &str, success: bool) -> Self {
        let report: Value = serde_json::from_str(report).unwrap_or_default();
        let count = |name: &str| report["stats"][name].as_u64();
        let read = || {
            let flaky = count("flaky")?;
            let excess = if flaky > SECOND_TRIES { flaky } else { 0 };
            Some(Self {
                passed: count("expected")? + flaky - excess,
                failed: count("unexpected")? + excess,
                skipped: count("skipped")?,
                told: told_by_playwright(&report),
            })
        };
        read().map_or_else(|| Self::failed("Playwright wrote no report"), |tally| tally.or_failed(success))
    }

    /// A runner that failed without a failed test, or ran none at all, counts as one failed check.
    fn or_failed(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            self += Self::failed("the runner itself");
        }
        self
    }
}

fn result_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once(". ")?;
    let count = |name: &str| {
        counts.split(';').find_map(|part| part.trim().strip_suffix(name)?.trim_end().parse().ok())
    };
    let (passed, failed, skipped) = (count("passed")?, count("failed")?, count("ignored")?);
    Some(Tally { passed, failed, skipped, told: Vec::new() })
}

/// The tests of a suite, and of those in it, that did not simply pass.
fn told_by_playwright(suite: &Value) -> Vec<String> {
    let members = |name: &str| suite[name].as_array().into_iter().flatten();
    let own = members("specs").flat_map(|spec| {
        let tests = spec["tests"].as_array().into_iter().flatten();
        tests.filter_map(|test| told(spec, test))
    });
    own.chain(members("suites").flat_map(told_by_playwright)).collect()
}

fn told(spec: &Value, test: &Value) -> Option<String> {
    let how = match test["status"].as_str()? {
        "unexpected" => "failed",
        "flaky" => "passed at the second try",
        _ => return None,
    };
    let file = spec["file"].as_str().unwrap_or_default();
    let title = spec["title"].as_str().unwrap_or_default();
    let why = test["results"].as_array()?.iter().find_map(|result| result["error"]["message"].as_str());
    let why = why.map_or_else(String::new, |text| format!(": {}", first_lines(text)));
    Some(format!("{how}: {file}:{} {title}{why}", spec["line"]))
}

/// The start of an error without the colors of a terminal, on one line.
fn first_lines(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            let _ = letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.told.extend(other.told);
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
    fn failed_tests_are_named() {
        let text = "test domain::key::tests::a ... ok\ntest domain::key::tests::b ... FAILED\n\
            test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";
        let tally = Tally::of_cargo(&Output { success: false, text: text.into() });
        assert_eq!(tally.told(), ["failed: domain::key::tests::b"]);
    }

    #[test]
    fn playwright_reports_are_counted() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(Tally::of_playwright(report, false).to_string(), "7 passed, 1 failed, 3 skipped");
        let shaky = r#"{"stats":{"expected":50,"unexpected":0,"flaky":6,"skipped":0}}"#;
        assert_eq!(Tally::of_playwright(shaky, true).to_string(), "50 passed, 6 failed, 0 skipped");
        let good = r#"{"stats":{"expected":5,"unexpected":0,"flaky":0,"skipped":0}}"#;
        assert!(Tally::of_playwright(good, true).is_success());
        assert!(!Tally::of_playwright(good, false).is_success());
        assert!(!Tally::of_playwright("", true).is_success());
        assert!(!Tally::of_playwright(r#"{"stats":{"expected":5}}"#, true).is_success());
    }

    #[test]
    fn what_did_not_simply_pass_is_named_with_its_error() {
        let report = r#"{"stats":{"expected":1,"unexpected":1,"flaky":1,"skipped":0},"suites":[{"specs":[
            {"title":"a","file":"x.spec.mjs","line":3,"tests":[{"status":"expected","results":[{}]}]}],
            "suites":[{"specs":[
            {"title":"b","file":"x.spec.mjs","line":7,"tests":[{"status":"flaky","results":[
                {"error":{"message":"\u001b[31mno\u001b[39m\n  row"}},{}]}]},
            {"title":"c","file":"x.spec.mjs","line":9,"tests":[{"status":"unexpected","results":[{}]}]}]}]}]}"#;
        let tally = Tally::of_playwright(report, false);
        assert_eq!(
            tally.told(),
            ["passed at the second try: x.spec.mjs:7 b: no row", "failed: x.spec.mjs:9 c"]
        );
    }

    #[test]
    fn an_empty_tally_is_no_success() {
        assert!(!Tally::default().is_success());
        assert!(Tally::passed().is_success());
    }
}
