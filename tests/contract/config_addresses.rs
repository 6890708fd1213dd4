//! config.json: where a credential may be sent.

use crate::config::{outcome, read, with};
use latchkey::config::Connection;
use serde_json::json;

#[test]
fn a_credential_goes_over_https_or_stays_on_this_device() {
    for good in [
        "https://api.example.com",
        "HTTPS://api.example.com:8443/proxy/elastic",
        "http://localhost:4301",
        "http://app.localhost",
        "http://127.0.0.1:1",
        "http://127.9.9.9",
        "http://[::1]:80/x",
    ] {
        assert_eq!(outcome(&json!([with("base_url", json!(good))])), (vec![], 1), "{good}");
    }
    for bad in [
        "http://api.example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "https://api.example.com/a b",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://[::2]",
        "http://0.0.0.0",
        "https://user:pw@api.example.com",
        "https://api.example.com/x?y=1",
        "https://api.example.com?y",
        "https://api.example.com#frag",
        "https://api.example.com/a/../b",
        "https://api.example.com\\@evil.example",
        "https://api.exa mple.com",
        "https://bücher.example",
        "https://api.example.com:0",
        "https://api.example.com:99999",
        "https://api.example.com:",
        "https://:443",
        "https://",
        "https:api.example.com",
        "ftp://api.example.com",
        "javascript:alert(1)",
        "//api.example.com",
        "/proxy",
        "api.example.com",
    ] {
        let (fields, works) = outcome(&json!([with("base_url", json!(bad))]));
        assert_eq!((fields, works), (vec!["connections[0].base_url".to_owned()], 0), "{bad}");
    }
}

#[test]
fn a_password_in_an_address_is_not_repeated() {
    let config = read(&json!([with("base_url", json!("https://user:hunter2@api.example.com"))]));
    assert_eq!(config.problems[0].why, "It holds a user name or password.");
    assert!(!format!("{:?}", config.problems).contains("hunter2"));
    let config = read(&json!([with("base_url", json!("https://api.example.com/?key=hunter2"))]));
    assert_eq!(config.problems[0].why, "It has a query or a fragment.");
    assert!(!format!("{:?}", config.problems).contains("hunter2"));
}

#[test]
fn origins_are_written_as_a_browser_writes_them() {
    for (base, origin) in [
        ("https://API.Example.com:443/x", "https://api.example.com"),
        ("http://localhost:80", "http://localhost"),
        ("https://api.example.com:8443", "https://api.example.com:8443"),
        ("http://localhost:443", "http://localhost:443"),
    ] {
        let connection = Connection::check(&with("base_url", json!(base)), "", &[]).connection.unwrap();
        assert_eq!(connection.origin(), origin);
    }
}
