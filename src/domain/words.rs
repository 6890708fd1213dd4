//! Counts, lists and durations in words.

use super::time::{DAY, HOUR, MINUTE, Timestamp};

/// `1 key`, `2 keys`, `10,000 keys`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
}

/// A number with a comma between each three digits.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A length of time in its largest sensible unit: `3 days`, `5 months`, `less than a minute`.
#[must_use]
pub fn duration(millis: i64) -> String {
    let millis = millis.saturating_abs();
    let steps = [
        (700 * DAY, 365 * DAY, "year", "years"),
        (100 * DAY, 30 * DAY, "month", "months"),
        (DAY, DAY, "day", "days"),
        (HOUR, HOUR, "hour", "hours"),
        (MINUTE, MINUTE, "minute", "minutes"),
    ];
    for (from, unit, one, many) in steps {
        if millis >= from {
            let nearest = if unit > DAY { millis.saturating_add(unit / 2) } else { millis } / unit;
            return count(usize::try_from(nearest).unwrap_or(usize::MAX), one, many);
        }
    }
    "less than a minute".to_owned()
}

/// An instant as seen from `now`: `in 3 days`, `2 hours ago`, `just now`.
#[must_use]
pub fn relative(time: Timestamp, now: Timestamp) -> String {
    let millis = time.since(now);
    match millis {
        0 => "just now".to_owned(),
        1.. if millis < MINUTE => "in less than a minute".to_owned(),
        1.. => format!("in {}", duration(millis)),
        _ if millis > -MINUTE => "just now".to_owned(),
        _ => format!("{} ago", duration(millis)),
    }
}

/// A name to stand in a sentence: one that runs right to left, or could turn the text around it, is
/// set apart (Unicode Standard Annex 9, isolates).
#[must_use]
pub fn isolated(name: &str) -> String {
    let turns = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    // Marks of its own for where it is set apart would end that too early, or too late.
    let inner = || name.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect::<String>();
    if name.chars().any(turns) { format!("\u{2068}{}\u{2069}", inner()) } else { name.to_owned() }
}

/// A text of so many characters at most.
#[must_use]
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(items: &[String]) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
#[must_use]
pub fn any_of(items: &[String]) -> String {
    joined(items, "or")
}

fn joined(items: &[String], last_by: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {last_by} {last}", first.join(", ")),
    }
}

/// The text with its first letter as a capital.
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    #[test]
    fn groups_digits() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn tells_time_as_one_would() {
        for (millis, text) in [
            (0, "just now"),
            (30_000, "in less than a minute"),
            (3 * DAY, "in 3 days"),
            (90 * DAY - 1, "in 89 days"),
            (149 * DAY, "in 5 months"),
            (365 * DAY, "in 12 months"),
            (800 * DAY, "in 2 years"),
            (-1, "just now"),
            (-HOUR, "1 hour ago"),
            (-26 * HOUR, "1 day ago"),
        ] {
            assert_eq!(relative(NOW.plus(millis), NOW), text, "{millis}");
        }
    }

    #[test]
    fn only_names_that_could_turn_a_sentence_around_are_set_apart() {
        assert_eq!(isolated("ci-logs ж 名 🏭 “x”"), "ci-logs ж 名 🏭 “x”");
        assert_eq!(isolated("لقطات"), "\u{2068}لقطات\u{2069}");
        assert_eq!(isolated("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
        assert_eq!(isolated("a\u{2069}\u{202e}b\u{2067}"), "\u{2068}a\u{202e}b\u{2069}");
    }

    #[test]
    fn joins_lists() {
        let items = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(list(&items(&["a", "b", "c"])), "a, b and c");
        assert_eq!(any_of(&items(&["a", "b", "c"])), "a, b or c");
        assert_eq!(list(&items(&["a"])), "a");
    }
}
