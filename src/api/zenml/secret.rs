//! What a secret tells of its key. It is taken apart here and never sent.

use crate::api::backend::Pasted;
use crate::domain::key::KeyId;
use crate::domain::secret::Secret;

/// What secrets begin with. The server takes them without it, too.
const MARK: &str = "ZENKEY_";
/// The digits of a UUID.
const DIGITS: usize = 32;

/// Finds the key that a pasted text belongs to. A secret may stand in the middle of a line of a log or a
/// script, be wrapped, or lack its end: its beginning tells the key.
pub(super) fn key_in(pasted: &Secret) -> Option<Pasted> {
    let text = pasted.expose().trim();
    let Some((_, marked)) = text.split_once(MARK) else { return id_in(text).map(Pasted::Key) };
    let whole = marked.split(|letter| digit(letter).is_none()).next().unwrap_or_default();
    let id = id_in(whole).or_else(|| id_in(marked));
    Some(id.map_or(Pasted::Broken, Pasted::Key))
}

/// The id in a secret without its mark: base64 of an object with the members `id` and `key`.
fn id_in(encoded: &str) -> Option<KeyId> {
    let bytes = decoded(encoded);
    let text = std::str::from_utf8(&bytes).unwrap_or_else(|error| {
        // What follows the id may be cut off or belong to something else.
        std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
    });
    let (_, rest) = text.trim_start().strip_prefix('{')?.split_once("\"id\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let (id, _) = value.split_once('"')?;
    uuid(id)
}

/// A UUID in the form in which the server writes it.
fn uuid(text: &str) -> Option<KeyId> {
    let plain: String = text.chars().filter(|letter| *letter != '-').collect();
    if plain.len() != DIGITS || !plain.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let plain = plain.to_ascii_lowercase();
    let parts = [&plain[..8], &plain[8..12], &plain[12..16], &plain[16..20], &plain[20..]];
    Some(KeyId(parts.join("-")))
}

/// Decodes base64 as far as it goes, over white space.
pub(super) fn decoded(encoded: &str) -> Vec<u8> {
    let digits = encoded.chars().filter(|letter| !letter.is_whitespace()).map_while(digit);
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for digit in digits {
        held = (held << 6 | u32::from(digit)) & 0xfff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from(held >> bits & 0xff));
        }
    }
    bytes
}

fn digit(letter: char) -> Option<u8> {
    let byte = u8::try_from(letter).ok()?;
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        // Some tools write the alphabet for addresses.
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}
