//! The number that a text begins with, as databases read one off a text.

/// A number that was typed, if it is one that there is.
pub(super) fn typed(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// The number that a text begins with, behind spaces: `-1.5` of `-1.5-beta`, `1000` of `1e3 keys`; none of
/// `v5`.
pub(super) fn at_the_start(text: &str) -> Option<f64> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\u{b}', '\u{c}', '\r']);
    let sign = usize::from(text.starts_with(['+', '-']));
    let whole = sign + digits(&text[sign..]);
    let fraction = text[whole..].strip_prefix('.').map_or(0, digits);
    if whole == sign && fraction == 0 {
        return None;
    }
    let mantissa = if text[whole..].starts_with('.') { whole + 1 + fraction } else { whole };
    text[..mantissa + exponent(&text[mantissa..])].parse().ok()
}

/// How long the exponent is that a text begins with.
fn exponent(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return 0 };
    let sign = usize::from(rest.starts_with(['+', '-']));
    match digits(&rest[sign..]) {
        0 => 0,
        count => 1 + sign + count,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_ends_where_a_database_ends_it() {
        for (text, number) in [
            ("10", 10.0),
            (" 7", 7.0),
            ("5abc", 5.0),
            ("1e3", 1_000.0),
            ("1E-2x", 0.01),
            ("5e", 5.0),
            ("5e+", 5.0),
            ("1_000", 1.0),
            ("0x10", 0.0),
            ("-1.5-beta", -1.5),
            ("+2.", 2.0),
            (".5.", 0.5),
            ("100%", 100.0),
        ] {
            assert_eq!(at_the_start(text), Some(number), "{text}");
        }
        for none in ["", "abc", "-", ".", "- 1", "e5", "٣", "inf", "nan"] {
            assert_eq!(at_the_start(none), None, "{none}");
        }
        assert_eq!(
            (typed(" 1e2 "), typed("inf"), typed("1e999"), typed("5a")),
            (Some(100.0), None, None, None)
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in ".*", number in "[-+.e0-9]{0,9}") {
            let _ = at_the_start(&text);
            let _ = at_the_start(&number);
        }
    }
}
