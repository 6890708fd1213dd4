//! What a backend made of a request, held against what was asked.

use super::access::{Access, Reach, RoleAssignment};
use super::draft::NewKey;
use super::expiry::Expiry;
use super::key::Key;
use super::time::{CLOCKS_DIFFER, Timestamp};

/// Each difference as a sentence; none when the key is what was asked for. `now` is when it was
/// asked.
#[must_use]
pub fn differences(asked: &NewKey, got: &Key, now: Timestamp) -> Vec<String> {
    let mut found = Vec::new();
    // A key that nobody gave a name goes by its mask.
    if !asked.name.is_empty() && asked.name != got.name {
        found.push(format!("It is named “{}”, not “{}”.", got.name, asked.name));
    }
    found.extend(expiry_difference(asked, got, now));
    found.extend(access_difference(asked, got));
    found
}

fn expiry_difference(asked: &NewKey, got: &Key, now: Timestamp) -> Option<String> {
    let wanted = asked.lifetime?.millis().map(|life| now.plus(life));
    match (wanted, got.expiry) {
        (None, Expiry::At(end)) => {
            Some(format!("It ends on {}, though no end was asked for.", end.rfc3339()))
        }
        (Some(_), Expiry::Never | Expiry::NotOffered) => {
            Some("It never expires, though an end was asked for.".to_owned())
        }
        (Some(wanted), Expiry::At(end)) if end.since(wanted).abs() > CLOCKS_DIFFER => {
            Some(format!("It ends on {}, not on {}.", end.rfc3339(), wanted.rfc3339()))
        }
        _ => None,
    }
}

fn access_difference(asked: &NewKey, got: &Key) -> Option<String> {
    let Access::Roles(got) = &got.access else { return None };
    if asked.roles.len() == got.len()
        && asked.roles.iter().all(|role| got.iter().any(|other| same(role, other)))
    {
        return None;
    }
    let phrases = |roles: &[RoleAssignment]| match roles {
        [] => "nothing".to_owned(),
        roles => roles.iter().map(RoleAssignment::phrase).collect::<Vec<_>>().join("; "),
    };
    Some(format!("Its access is {}. Asked for was {}.", phrases(got), phrases(&asked.roles)))
}

/// Whether two assignments grant the same, whatever the order of their parts.
fn same(one: &RoleAssignment, other: &RoleAssignment) -> bool {
    let reach = match (&one.reach, &other.reach) {
        (Reach::Only(one), Reach::Only(other)) => same_set(one, other),
        (one, other) => one == other,
    };
    reach
        && one.place == other.place
        && one.role == other.role
        && same_set(&one.stack_roles, &other.stack_roles)
}

fn same_set(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|item| other.contains(item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Place;
    use crate::domain::expiry::Lifetime;
    use crate::domain::key::tests::key;
    use crate::domain::time::{DAY, HOUR};

    const NOW: Timestamp = Timestamp::from_millis(1_795_315_179_000);

    fn grant(ids: &[&str]) -> RoleAssignment {
        RoleAssignment {
            place: Place::Deployments,
            role: "deployment-viewer".to_owned(),
            reach: Reach::Only(ids.iter().map(ToString::to_string).collect()),
            stack_roles: Vec::new(),
        }
    }

    fn asked() -> NewKey {
        NewKey {
            name: "ci".to_owned(),
            description: String::new(),
            lifetime: Some(Lifetime::Days(90)),
            roles: vec![grant(&["a", "b"])],
            settings: None,
        }
    }

    fn got(days: i64, ids: &[&str]) -> Key {
        Key { expiry: Expiry::At(NOW.plus(days * DAY)), access: Access::Roles(vec![grant(ids)]), ..key("ci") }
    }

    #[test]
    fn the_order_of_ids_and_a_slow_clock_are_no_difference() {
        assert!(differences(&asked(), &got(90, &["b", "a"]), NOW).is_empty());
        let slow = Key { expiry: Expiry::At(NOW.plus(90 * DAY + 60_000)), ..got(90, &["a", "b"]) };
        assert!(differences(&asked(), &slow, NOW).is_empty());
        for off in [-HOUR - 2_000, HOUR + 2_000] {
            let made = Key { expiry: Expiry::At(NOW.plus(90 * DAY + off)), ..got(90, &["a", "b"]) };
            assert!(differences(&asked(), &made, NOW).is_empty(), "an hour off, and what the call took");
        }
    }

    #[test]
    fn every_real_difference_is_told() {
        assert_eq!(differences(&asked(), &got(365, &["a", "b"]), NOW).len(), 1);
        assert_eq!(differences(&asked(), &got(90, &["a"]), NOW).len(), 1);
        let endless = Key { expiry: Expiry::Never, name: "other".to_owned(), ..got(0, &["c"]) };
        assert_eq!(differences(&asked(), &endless, NOW).len(), 3);
    }
}
