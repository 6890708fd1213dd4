//! Connections, credentials, keys and answers to begin with.

use super::fetch::{Answer, Fetch, ok};
use super::{mount, settle};
use latchkey::api::session::Credential;
use latchkey::config::{Connection, Kind};
use latchkey::domain::access::Access;
use latchkey::domain::expiry::Expiry;
use latchkey::domain::key::{Key, KeyId, LastUsed};
use latchkey::domain::secret::Secret;
use latchkey::routes::Place;
use latchkey::state::State;
use latchkey::state::reveal::{Occasion, Told};
use leptos::prelude::Owner;
use serde_json::json;

/// The secret of every key that is made in these tests.
pub const SECRET: &str = "essu_0123456789abcdef0123456789ab9f2c";
/// A list of organizations, which is what signing in to Elastic Cloud reads.
pub const ORGANIZATIONS: &str = r#"{"organizations":[{"id":"1","name":"Acme"}]}"#;

/// A connection of that kind.
pub fn connection(id: &str, kind: Kind) -> Connection {
    let entry =
        json!({ "id": id, "kind": kind.slug(), "name": "Acme", "base_url": "https://api.example.com" });
    Connection::check(&entry, "", &[]).connection.unwrap()
}

/// An API key to sign in with.
pub fn credential(secret: &str) -> Credential {
    Credential::ApiKey { name: String::new(), secret: Secret::new(secret) }
}

/// The state of an app of its own. Keep the owner while the state is used.
pub fn state() -> (Owner, State) {
    // Leptos makes ready to run futures when it first mounts something.
    drop(mount(|| ()));
    let owner = Owner::new();
    let state = owner.with(State::new);
    (owner, state)
}

/// The same with an Elastic connection called `elastic` that is signed in, and its only place.
pub async fn signed_in() -> (Owner, State, Place) {
    let (owner, state) = state();
    let fetch = Fetch::new(|url| {
        if url.contains("/saas/user") { Answer::Told(404, String::new()) } else { ok(ORGANIZATIONS) }
    });
    let connection = connection("elastic", Kind::ElasticCloud);
    state.sessions.sign_in(&connection, &credential("essu_owner")).await.unwrap();
    settle().await;
    assert_eq!(fetch.count(), 2, "the check of the key, and what it may do");
    (owner, state, Place { connection: "elastic".to_owned(), holder: "1".to_owned() })
}

/// A secret that is to be saved.
pub fn told() -> Told {
    let key = Key {
        id: KeyId("id-ci".to_owned()),
        name: "ci".to_owned(),
        mask: None,
        description: String::new(),
        created: None,
        updated: None,
        creator: None,
        expiry: Expiry::Never,
        last_used: LastUsed::NotReported,
        last_rotated: None,
        retained_until: None,
        enabled: true,
        holder_off: false,
        access: Access::Untold,
        vanished: None,
    };
    Told {
        occasion: Occasion::Created(key),
        secret: Secret::new(SECRET),
        connection: connection("elastic", Kind::ElasticCloud),
        holder: "1".to_owned(),
        curl: "curl -X GET".to_owned(),
        differences: Vec::new(),
    }
}
