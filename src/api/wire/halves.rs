//! Halves of characters, which JSON can write (`\ud83d` alone) and no text can hold.

/// The same JSON with the sign for what can't be read in place of each half; none where there are no halves.
pub(super) fn mended(json: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let (read, written) = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, escape.get(..12)),
            (Some(0xd800..=0xdfff), _) => (6, Some("\\ufffd")),
            _ => {
                let end = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
                (end, escape.get(..end))
            }
        };
        out.push_str(written?);
        rest = escape.get(read..)?;
    }
    out.push_str(rest);
    (out != json).then_some(out)
}

/// The number in an escape such as `\u0041` that a text begins with.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_halves_are_mended() {
        for whole in [r#""a\\ud800 \ud83d\udd11 \" \u00e9 \n""#, "é", "", "\\", "\\u", "\\u12"] {
            assert_eq!(mended(whole), None, "{whole}");
        }
        let mended = mended(r#"["\ud800","\udd11\ud83d","x\uD83Dé","\ud83d\ud83d\udd11"]"#).unwrap();
        assert_eq!(mended, r#"["\ufffd","\ufffd\ufffd","x\ufffdé","\ufffd\ud83d\udd11"]"#);
    }
}
