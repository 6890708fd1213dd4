//! The number that a text begins with, as databases read one off a text. It is compared digit by digit: reading
//! floats would bring tables of ten kilobytes along.

use std::cmp::Ordering;

/// How far from the point the first digit of a number may stand that is asked for.
const FAR: i32 = 300;

/// A number: its digits stand behind the point, which is moved by so many places.
#[derive(PartialEq, Eq, Default, Debug)]
pub(super) struct Number {
    is_negative: bool,
    /// Without zeros at either end; none for zero.
    digits: String,
    places: i32,
}

impl Number {
    /// A number that was typed.
    pub(super) fn typed(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, length) = read(text)?;
        (length == text.len() && number.places.abs() <= FAR).then_some(number)
    }

    /// The number that a text begins with, behind spaces: `-1.5` of `-1.5-beta`, `1000` of `1e3 keys`; none of
    /// `v5`.
    pub(super) fn at_the_start(text: &str) -> Option<Self> {
        let text = text.trim_start_matches([' ', '\t', '\n', '\u{b}', '\u{c}', '\r']);
        read(text).map(|(number, _)| number)
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let larger = || (self.places, &self.digits).cmp(&(other.places, &other.digits));
        self.sign().cmp(&other.sign()).then_with(|| match self.sign() {
            0 => Ordering::Equal,
            1 => larger(),
            _ => larger().reverse(),
        })
    }
}

/// The number at the very beginning of a text, and how long it is.
fn read(text: &str) -> Option<(Number, usize)> {
    let sign = usize::from(text.starts_with(['+', '-']));
    let whole = count_digits(&text[sign..]);
    let fraction = text[sign + whole..].strip_prefix('.').map(count_digits);
    if whole + fraction.unwrap_or(0) == 0 {
        return None;
    }
    let mantissa = sign + whole + fraction.map_or(0, |digits| 1 + digits);
    let (exponent, length) = exponent(&text[mantissa..]);
    let all: String = text[sign..mantissa].chars().filter(char::is_ascii_digit).collect();
    let digits = all.trim_start_matches('0');
    let moved = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let places = moved(whole).saturating_sub(moved(all.len() - digits.len())).saturating_add(exponent);
    let digits = digits.trim_end_matches('0').to_owned();
    let number = Number { is_negative: text.starts_with('-'), digits, places };
    Some((if number.digits.is_empty() { Number::default() } else { number }, mantissa + length))
}

/// The exponent that a text begins with, and how long it is.
fn exponent(text: &str) -> (i32, usize) {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return (0, 0) };
    let sign = usize::from(rest.starts_with(['+', '-']));
    let digits = &rest[sign..sign + count_digits(&rest[sign..])];
    let size = digits
        .bytes()
        .fold(0_i32, |size, digit| size.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
    match digits.len() {
        0 => (0, 0),
        count => (if rest.starts_with('-') { -size } else { size }, 1 + sign + count),
    }
}

fn count_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_ends_where_a_database_ends_it() {
        for (text, number) in [
            ("10", "10.0"),
            (" 7", "7"),
            ("5abc", "5"),
            ("1e3", "1000"),
            ("1E-2x", "0.01"),
            ("5e", "5"),
            ("5e+", "5"),
            ("1_000", "1"),
            ("0x10", "-0"),
            ("-1.5-beta", "-1.50"),
            ("+2.", "2"),
            (".5.", "0.5"),
            ("100%", "1e2"),
            ("007", "7"),
            ("1e99999999999", "1e99999999999"),
        ] {
            assert_eq!(Number::at_the_start(text), Number::at_the_start(number), "{text}");
            assert!(Number::at_the_start(text).is_some(), "{text}");
        }
        for none in ["", "abc", "-", ".", "- 1", "e5", "٣", "inf", "nan"] {
            assert_eq!(Number::at_the_start(none), None, "{none}");
        }
        assert!(Number::typed(" 1e2 ").is_some());
        for none in ["inf", "1e999", "1e-999", "5a", "1 2", ""] {
            assert_eq!(Number::typed(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn numbers_are_in_order(one in -1e9..1e9, other in -1e9..1e9, small in -9i32..9, text in "-?[0-9]{1,4}[.][0-9]{0,4}(e-?[0-9]{1,2})?") {
            let number = |number: f64| Number::typed(&number.to_string()).unwrap();
            prop_assert_eq!(number(one).cmp(&number(other)), one.total_cmp(&other));
            let (small, read): (f64, f64) = (small.into(), text.parse().unwrap());
            prop_assert_eq!(Number::typed(&text).unwrap().partial_cmp(&number(small)), read.partial_cmp(&small));
        }

        #[test]
        fn any_text_can_be_looked_at(text in ".*", number in "[-+.e0-9]{0,19}") {
            let _ = (Number::at_the_start(&text), Number::typed(&text));
            let _ = (Number::at_the_start(&number), Number::typed(&number));
        }
    }
}
