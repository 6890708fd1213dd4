//! Which keys of a list a query shows, and in which order.

use super::expiry::Expiry;
use super::key::Key;
use super::policy::Policy;
use super::query::{Column, Query, Sort};
use super::status::Status;
use super::time::Timestamp;
use std::cmp::Ordering;

/// A key beside what its searches and orders need, made once and not at every key press.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Name, id, access and creator in lower case, one a line.
    haystack: String,
    sort_name: String,
    access: String,
}

impl Entry {
    /// Prepares a key; `creator` is the name of who made it, if known.
    #[must_use]
    pub fn new(key: Key, creator: Option<&str>) -> Self {
        let access = key.access.phrases().join(", ");
        // An id that stands for a secret is nobody's word.
        let id = key.mask.as_ref().unwrap_or(&key.id.0);
        let parts = [key.name.as_str(), id, &key.description, &access, creator.unwrap_or_default()];
        let haystack = parts.join("\n").to_lowercase();
        Self { haystack, sort_name: key.name.to_lowercase(), access: access.to_lowercase(), key }
    }
}

/// The places of all entries in the order of `sort`.
#[must_use]
pub fn order(entries: &[Entry], sort: Sort, now: Timestamp, policy: &Policy) -> Vec<usize> {
    let mut places: Vec<usize> = (0..entries.len()).collect();
    places.sort_by(|a, b| {
        let (a, b) = (&entries[*a], &entries[*b]);
        let order = compare(a, b, sort.column, now, policy);
        let order = if sort.descending { order.reverse() } else { order };
        order.then_with(|| a.sort_name.cmp(&b.sort_name)).then_with(|| a.key.id.cmp(&b.key.id))
    });
    places
}

/// Keys without an end of their own, in that order.
#[must_use]
pub fn sorted(keys: Vec<Key>, sort: Sort) -> Vec<Key> {
    let entries: Vec<_> = keys.into_iter().map(|key| Entry::new(key, None)).collect();
    let places = order(&entries, sort, Timestamp::from_millis(0), &Policy::default());
    places.into_iter().filter_map(|place| entries.get(place)).map(|entry| entry.key.clone()).collect()
}

/// Those of `places` whose entries `query` shows, in the order given.
#[must_use]
pub fn find(
    entries: &[Entry],
    places: &[usize],
    query: &Query,
    now: Timestamp,
    policy: &Policy,
) -> Vec<usize> {
    let needle = query.text.trim().to_lowercase();
    let shown = |entry: &Entry| {
        query.status.is_none_or(|status| Status::of(&entry.key, now, policy) == status)
            && query.mark.is_none_or(|mark| is_live(entry) && mark.is_on(&entry.key, now, policy))
            && query.permitted.is_none_or(|permitted| permitted.fits(&entry.key.access))
            && entry.haystack.contains(&needle)
    };
    places.iter().copied().filter(|place| entries.get(*place).is_some_and(shown)).collect()
}

fn compare(a: &Entry, b: &Entry, column: Column, now: Timestamp, policy: &Policy) -> Ordering {
    match column {
        Column::Name => a.sort_name.cmp(&b.sort_name),
        Column::Status => Status::of(&a.key, now, policy).cmp(&Status::of(&b.key, now, policy)),
        Column::Expires => end(&a.key).cmp(&end(&b.key)),
        Column::Created => a.key.created.cmp(&b.key.created),
        Column::Updated => a.key.updated.cmp(&b.key.updated),
        Column::Description => a.key.description.cmp(&b.key.description),
        Column::Id => a.key.id.cmp(&b.key.id),
        Column::LastUsed => a.key.last_used.cmp(&b.key.last_used),
        Column::LastRotated => a.key.last_rotated.cmp(&b.key.last_rotated),
        Column::Access => a.access.cmp(&b.access),
        // Keys have none.
        Column::ExternalId => Ordering::Equal,
    }
}

fn is_live(entry: &Entry) -> bool {
    entry.key.vanished.is_none()
}

fn end(key: &Key) -> i64 {
    match key.expiry {
        Expiry::At(end) => end.millis(),
        Expiry::Never | Expiry::NotOffered => i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::tests::key;
    use crate::domain::mark::Mark;

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn names(query: &Query) -> Vec<String> {
        let at = |days: i64| Expiry::At(NOW.plus(days * crate::domain::time::DAY));
        let entries = [
            Entry::new(Key { expiry: at(2), ..key("ci-logs") }, Some("Ada")),
            Entry::new(Key { expiry: Expiry::Never, ..key("Backup") }, None),
            Entry::new(Key { expiry: at(200), ..key("<b>bold</b>") }, None),
        ];
        let places = order(&entries, query.sort, NOW, &Policy::default());
        let places = find(&entries, &places, query, NOW, &Policy::default());
        places.into_iter().map(|place| entries[place].key.name.clone()).collect()
    }

    fn sorted(column: Column, descending: bool) -> Query {
        Query { sort: Sort { column, descending }, ..Query::default() }
    }

    #[test]
    fn orders_both_ways_without_regard_to_case() {
        assert_eq!(names(&sorted(Column::Name, false)), ["<b>bold</b>", "Backup", "ci-logs"]);
        assert_eq!(names(&sorted(Column::Expires, false)), ["ci-logs", "<b>bold</b>", "Backup"]);
        assert_eq!(names(&sorted(Column::Expires, true)), ["Backup", "<b>bold</b>", "ci-logs"]);
    }

    #[test]
    fn finds_by_name_id_and_creator_and_keeps_to_the_status() {
        let text = |text: &str| names(&Query { text: text.to_owned(), ..Query::default() });
        assert_eq!(text(" CI-L "), ["ci-logs"]);
        assert_eq!(text("ada"), ["ci-logs"]);
        assert_eq!(text("id-backup"), ["Backup"]);
        assert!(text("nothing").is_empty());
        let status = Query { status: Some(Status::NeverExpires), ..Query::default() };
        assert_eq!(names(&status), ["Backup"]);
        assert!(names(&Query { mark: Some(Mark::Owner), ..Query::default() }).is_empty());
    }
}
