//! The value of a key. It can be shown and sent; it cannot be printed or stored by accident.

use std::fmt;

/// A secret or a credential. Its `Debug` is redacted and it does not serialise.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value that must not leak.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for a request or for showing it on demand.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Enough to tell two secrets apart: a known prefix such as `essu_` and the last four
    /// characters. A value too short for that is dots only.
    #[must_use]
    pub fn masked(&self) -> String {
        const DOTS: &str = "••••••••••••••••••••••••";
        let count = self.0.chars().count();
        if count < 24 {
            return DOTS.to_owned();
        }
        let prefix = match self.0.find('_') {
            Some(at) if at < 8 => &self.0[..=at],
            _ => "",
        };
        let tail: String = self.0.chars().skip(count - 4).collect();
        format!("{prefix}{DOTS}{tail}")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_nothing() {
        assert_eq!(format!("{:?}", Secret::new("essu_abc")), "Secret(redacted)");
    }

    #[test]
    fn a_mask_keeps_prefix_and_tail_of_a_long_value_only() {
        let mask = Secret::new("essu_0123456789abcdef0123456789ab9f2c").masked();
        assert!(mask.starts_with("essu_•") && mask.ends_with("•9f2c"), "{mask}");
        assert!(!mask.contains("0123"));
        assert!(Secret::new("essu_short").masked().chars().all(|c| c == '•'));
    }
}
