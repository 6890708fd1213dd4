//! What a person sees while xtask works: each step, its outcome, its duration.

use crate::failure::Result;
use std::time::{Duration, Instant};

/// Runs `work` as a named step and prints how it ended and how long it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    judged_step(name, work, |_| true)
}

/// Like `step`, for work that may come to its end and still not be good.
pub fn judged_step<T>(
    name: &str,
    work: impl FnOnce() -> Result<T>,
    is_good: impl FnOnce(&T) -> bool,
) -> Result<T> {
    println!("→ {name}");
    let started = Instant::now();
    let result = work();
    let mark = if result.as_ref().is_ok_and(is_good) { "✓" } else { "✗" };
    println!("{mark} {name} ({})", duration(started.elapsed()));
    result
}

/// A duration as a person reads it: `0.4 s`, `2 min 5 s`.
fn duration(time: Duration) -> String {
    if time < Duration::from_mins(1) {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {} s", time.as_secs() / 60, time.as_secs() % 60)
}

/// A whole number with separators: `143374` as `143,374`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_change_unit_at_one_minute() {
        assert_eq!(duration(Duration::from_millis(449)), "0.4 s");
        assert_eq!(duration(Duration::from_mins(1)), "1 min 0 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 5 s");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
