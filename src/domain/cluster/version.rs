//! Versions of the stack, as far as one can be told to be older than another.

/// Whether a version is older than another; no where one of them can't be read.
pub(super) fn is_older(version: &str, than: &str) -> bool {
    match (numbers(version), numbers(than)) {
        (Some(version), Some(than)) => version < than,
        _ => false,
    }
}

/// Major, minor and patch; what follows a hyphen doesn't count.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let plain = version.trim().split(['-', '+']).next()?;
    let mut numbers = [0; 3];
    for (index, part) in plain.split('.').enumerate() {
        *numbers.get_mut(index)? = part.parse().ok()?;
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_as_numbers() {
        for (version, than, older) in [
            ("9.2.0", "9.3.0", true),
            ("9.10.0", "9.3.0", false),
            ("8.19.2", "9.0", true),
            ("9.3.0-SNAPSHOT", "9.3.0", false),
            ("", "9.3.0", false),
            ("nine", "9.3.0", false),
            ("9.3.0.1", "9.4.0", false),
            ("9.2.0", "99999999999.0", false),
        ] {
            assert_eq!(is_older(version, than), older, "{version} {than}");
        }
    }
}
