//! Masks of secrets: first and last characters, as few as tell the secrets of a list apart.

use super::key::KeyId;
use super::secret::Secret;
use std::collections::HashMap;

const DOTS: &str = "••••••";
/// So many characters are shown at either side where that is enough.
const USUAL: usize = 4;
/// At most one character in so many is shown.
const SHARE: usize = 3;
/// So many digits of its hash tell a secret from one that looks the same.
const DIGITS: usize = 4;
/// All digits of a hash.
const MOST_DIGITS: usize = 32;

/// A mask for each secret, no two of them the same. Never more than a third of a secret is shown; where
/// that doesn't tell two of them apart, the beginning of a hash does.
#[must_use]
pub fn masks(secrets: &[Secret], ids: &[KeyId]) -> Vec<String> {
    let letters: Vec<Vec<char>> =
        secrets.iter().map(|one| one.expose().chars().map(shown).collect()).collect();
    let mut masks: Vec<String> = letters.iter().map(|one| mask(one, 0)).collect();
    let longest = letters.iter().map(Vec::len).max().unwrap_or_default() / SHARE;
    let mut alike = repeated(&masks, (0..masks.len()).collect());
    let mut more = 0;
    while !alike.is_empty() && more < longest {
        more += 1;
        for at in &alike {
            masks[*at] = mask(&letters[*at], more);
        }
        alike = repeated(&masks, alike);
    }
    let plain = masks.clone();
    let mut digits = DIGITS;
    while !alike.is_empty() && digits <= MOST_DIGITS {
        for at in &alike {
            masks[*at] = ids.get(*at).map_or_else(String::new, |id| with_digits(&plain[*at], id, digits));
        }
        alike = repeated(&masks, alike);
        digits += 2;
    }
    masks
}

/// A mask with the beginning of a hash behind it.
#[must_use]
pub fn marked(mask: &str, id: &KeyId) -> String {
    with_digits(mask, id, DIGITS)
}

fn with_digits(mask: &str, id: &KeyId, digits: usize) -> String {
    format!("{mask} #{}", id.0.get(..digits).unwrap_or(&id.0))
}

/// Those of `places` whose masks are not their own.
fn repeated(masks: &[String], places: Vec<usize>) -> Vec<usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in &places {
        *counts.entry(&masks[*at]).or_default() += 1;
    }
    places.into_iter().filter(|at| counts.get(masks[*at].as_str()).is_some_and(|count| *count > 1)).collect()
}

/// The usual mask with up to so many more characters, in turn at the end and at the beginning.
fn mask(letters: &[char], more: usize) -> String {
    let most = letters.len() / SHARE;
    let all = (2 * USUAL + more).min(most);
    let tail = all.div_ceil(2);
    let (head, tail): (String, String) =
        (letters[..all - tail].iter().collect(), letters[letters.len() - tail..].iter().collect());
    format!("{head}{DOTS}{tail}")
}

/// What turns a line, or can't be seen, would make a mask of something else.
fn shown(letter: char) -> char {
    let turns = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if letter.is_control() || letter.is_whitespace() || turns { '␣' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ring::Salt;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn of(all: &[&str]) -> Vec<String> {
        let secrets: Vec<_> = all.iter().map(|one| Secret::new(*one)).collect();
        let ids: Vec<_> = secrets.iter().map(|one| Salt::default().id(one)).collect();
        masks(&secrets, &ids)
    }

    #[test]
    fn ends_are_shown_and_a_short_secret_shows_next_to_nothing() {
        assert_eq!(of(&["k7Qm2xVt9LrB4nWc8ZyD0123456789"]), ["k7Qm••••••6789"]);
        assert_eq!(of(&["k7Qm2xVt9LrB4nWc8ZyD"]), ["k7Q••••••ZyD"]);
        assert_eq!(of(&["spaces in it"]), ["sp••••••it"]);
        assert_eq!(of(&["ключ-поиска"]), ["к••••••ка"]);
        assert_eq!(of(&["xy", ""])[0][..18], *DOTS);
    }

    #[test]
    fn secrets_that_look_the_same_show_a_little_more() {
        let one = "essu_000000000000000000000000A000000000001111";
        let two = "essu_000000000000000000000000000B000000001111";
        let three = "essu_0000000000000000000000000000000000002222";
        assert_eq!(of(&[one, two, three])[2], "essu••••••2222");
        let far =
            of(&["aaaaaaaaaaaaaaaaaaaaaXaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaYaaaaaaaaaaaaaaaaaaaa"]);
        assert!(far[0] != far[1] && far[0].contains(" #") && !far[0].contains('X'), "{far:?}");
        let near = of(&["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaXaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaYaaaa"]);
        assert!(near[0].ends_with("Xaaaa") && !near[0].contains('#'), "{near:?}");
    }

    #[test]
    fn ten_thousand_numbered_keys_are_told_apart_quickly() {
        let all: Vec<String> = (0..10_000).map(|number| format!("new+key/{number:08}==")).collect();
        let masks = of(&all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(masks.iter().collect::<HashSet<_>>().len(), 10_000);
    }

    proptest! {
        #[test]
        fn no_mask_shows_more_than_a_third(all in proptest::collection::hash_set(".{0,40}", 0..20)) {
            let all: Vec<String> = all.into_iter().collect();
            let masks = of(&all.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(masks.iter().collect::<HashSet<_>>().len(), all.len());
            for (mask, secret) in masks.iter().zip(&all) {
                let plain = mask.split(" #").next().unwrap_or_default();
                let told = plain.chars().count() - DOTS.chars().count();
                prop_assert!(told * SHARE <= secret.chars().count(), "{} for {}", mask, secret);
            }
        }
    }
}
