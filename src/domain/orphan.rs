//! Finds the key that a create made when its answer was lost.

use super::key::{Key, KeyId};
use super::settings::Settings;
use super::time::{CLOCKS_DIFFER, Timestamp};

/// What is known of a create whose answer was lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LostCreate {
    /// The name that was asked for.
    pub name: String,
    /// When it was sent, by the clock here.
    pub sent: Timestamp,
    /// The keys that were known before it was sent.
    pub known: Vec<KeyId>,
    /// The configuration that was asked for, where the service keeps no name to tell the key by.
    pub settings: Option<Settings>,
}

/// Keys that this create may have made: of its name, or where keys have none of its configuration, not known before, and not made long before it
/// was sent. Clocks may differ by an hour.
#[must_use]
pub fn find<'a>(lost: &LostCreate, now_listed: impl IntoIterator<Item = &'a Key>) -> Vec<&'a Key> {
    let fresh = |key: &Key| key.created.is_none_or(|created| created.since(lost.sent) > -CLOCKS_DIFFER);
    let alike = |key: &Key| match &lost.settings {
        Some(settings) => key.access.settings() == Some(settings),
        None => key.name == lost.name,
    };
    now_listed.into_iter().filter(|key| alike(key) && !lost.known.contains(&key.id) && fresh(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Access;
    use crate::domain::key::tests::key;
    use crate::domain::settings;
    use crate::domain::time::{DAY, HOUR};

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    #[test]
    fn takes_only_a_new_key_of_that_name() {
        let made = |id: &str, name: &str, ago: i64| Key {
            id: KeyId(id.to_owned()),
            created: Some(NOW.plus(-ago)),
            ..key(name)
        };
        let keys = [
            made("known", "ci", 0),
            made("old", "ci", DAY),
            made("other", "cd", 0),
            made("orphan", "ci", -30_000),
        ];
        let known = vec![KeyId("known".to_owned())];
        let lost = LostCreate { name: "ci".to_owned(), sent: NOW, known, settings: None };
        let found: Vec<_> = find(&lost, &keys).into_iter().map(|key| key.id.0.as_str()).collect();
        assert_eq!(found, ["orphan"]);
    }

    #[test]
    fn a_clock_that_is_an_hour_off_hides_no_orphan() {
        // The service cuts its times to the second.
        for created in [NOW.plus(-HOUR - 900), NOW.plus(HOUR + 900)] {
            let keys = [Key { created: Some(created), ..key("ci") }];
            let lost = LostCreate { name: "ci".to_owned(), sent: NOW, known: Vec::new(), settings: None };
            assert_eq!(find(&lost, &keys).len(), 1);
        }
    }

    #[test]
    fn where_keys_have_no_name_their_config_tells() {
        let config = |text: &str| settings::read(text).unwrap();
        let made = |id: &str, text: &str| Key {
            id: KeyId(id.to_owned()),
            access: Access::Config(config(text)),
            ..key(id)
        };
        let keys = [
            made("known", r#"{"permissions":"read"}"#),
            made("other", r#"{"permissions":"write"}"#),
            made("orphan", r#"{"permissions":"read"}"#),
        ];
        let lost = LostCreate {
            name: "a label that only this browser knows".to_owned(),
            sent: NOW,
            known: vec![KeyId("known".to_owned())],
            settings: Some(config(r#"{"permissions":"read"}"#)),
        };
        let found: Vec<_> = find(&lost, &keys).into_iter().map(|key| key.id.0.as_str()).collect();
        assert_eq!(found, ["orphan"]);
    }
}
