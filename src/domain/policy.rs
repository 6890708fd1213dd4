//! The owner's house rules, from `config.json`.

/// What counts as soon, idle and too long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// A key that ends within so many days expires soon.
    pub warn_days: u32,
    /// A key unused for so many days is idle.
    pub idle_days: u32,
    /// A key whose secret is so many days old or older counts as old.
    pub old_days: u32,
    /// The longest life of a new key in days; none means that keys without end are allowed too.
    pub max_lifetime_days: Option<u32>,
    /// A pattern for names of new keys, as the `pattern` attribute of HTML takes it.
    pub name_pattern: Option<String>,
    /// Minutes without input after which all credentials are forgotten.
    pub idle_lock_minutes: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            warn_days: 30,
            idle_days: 90,
            old_days: 180,
            max_lifetime_days: None,
            name_pattern: None,
            idle_lock_minutes: 15,
        }
    }
}
