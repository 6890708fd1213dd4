//! `ZenML`: a server that nobody has set up yet.

use crate::support::{answer, api_key, connection, fixture, next, ok, refused, target};
use latchkey::api::backend::Backend;
use latchkey::api::error::Error;
use latchkey::api::set_up::SetUp;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::first_admin::FirstAdminDraft;
use latchkey::domain::secret::Secret;
use serde_json::{Value, json};

fn draft(server_name: &str) -> FirstAdminDraft {
    let password = || Secret::new("correct horse");
    FirstAdminDraft {
        server_name: server_name.to_owned(),
        username: "admin".to_owned(),
        password: password(),
        again: password(),
        statistics: false,
        announcements: true,
        updates: false,
    }
}

fn begin(server_name: &str) -> latchkey::api::call::Call<()> {
    ZenMl.begin(&connection(Kind::ZenMl), &draft(server_name).check().unwrap())
}

fn body(server_name: &str) -> Value {
    serde_json::from_str(begin(server_name).request.body.expose().unwrap()).unwrap()
}

#[test]
fn a_server_that_nobody_set_up_says_so_before_a_credential_is_sent() {
    let fresh = fixture!("zenml/info.json").replace(r#""active":true"#, r#""active":false"#);
    let signing_in = next(ZenMl.sign_in(&connection(Kind::ZenMl), &api_key("")));
    assert_eq!(refused(signing_in.read(&ok(&fresh))), Error::NotSetUp);
    let asking = || ZenMl.is_new(&connection(Kind::ZenMl));
    assert_eq!(target(&asking()), "GET /api/v1/info");
    assert_eq!(asking().read(&ok(&fresh)), Ok(true));
    assert_eq!(asking().read(&ok(fixture!("zenml/info.json"))), Ok(false));
    assert!(asking().read(&ok("ok")).is_err(), "what is no ZenML server is not set up");
}

#[test]
fn nothing_is_left_to_the_server_to_decide() {
    assert_eq!(target(&begin("")), "PUT /api/v1/activate");
    let asked = json!({
        "admin_username": "admin", "admin_password": "correct horse",
        "enable_analytics": false, "display_announcements": true, "display_updates": false,
    });
    assert_eq!(body("  "), asked, "a server without a name calls itself something");
    assert_eq!(body("team")["server_name"], "team");
    let request = begin("").request;
    assert!(!format!("{request:?}").contains("correct horse"));
    assert_eq!(request.body.content_type(), Some("application/json"));
    assert!(request.headers.is_empty(), "there is no credential yet");
}

#[test]
fn that_somebody_was_first_is_said_so() {
    let taken = r#"{"detail":["IllegalOperationError","The server is already active."]}"#;
    let error = refused(begin("").read(&answer(403, taken)));
    assert_eq!(error.to_string(), "Somebody has set up this server already.");
    assert_eq!(error.next_step(), "Sign in as a user that it has.");
    let failed = refused(begin("").read(&answer(500, fixture!("zenml/errors/sql-with-hash.json"))));
    assert!(!failed.to_string().contains('$'), "{failed}");
    assert_eq!(begin("").read(&ok("null")), Ok(()));
}
