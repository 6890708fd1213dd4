//! `ZenML`: signing in and service accounts, on answers of a real server.

use crate::support::{
    SECRET, answer, api_key, connection, done, fixture, lines, next, ok, refused, session, target,
};
use latchkey::api::backend::Backend;
use latchkey::api::call::{Call, Step};
use latchkey::api::error::Error;
use latchkey::api::request::Method;
use latchkey::api::session::{Credential, Session};
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::secret::Secret;

fn password() -> Credential {
    Credential::Password { username: "admin".to_owned(), password: Secret::new("p&w =%ü ") }
}

/// The login call that follows a look at the server.
fn login(credential: &Credential) -> Call<Step<Session>> {
    let look = next(ZenMl.sign_in(&connection(Kind::ZenMl), credential));
    assert_eq!(lines(&look.request), ["GET https://api.example.com/base/api/v1/info"], "nothing secret yet");
    next(look.read(&ok(fixture!("zenml/info.json"))).unwrap())
}

#[test]
fn a_cross_site_sign_in_keeps_its_csrf_token() {
    let login = login(&password());
    assert_eq!(
        lines(&login.request),
        [
            "POST https://api.example.com/base/api/v1/login",
            "Content-Type: application/x-www-form-urlencoded",
            "grant_type=password&username=admin&password=p%26w+%3D%25%C3%BC+"
        ]
    );
    assert!(!format!("{:?}", login.request).contains("p%26w"));
    let who = next(login.read(&ok(fixture!("zenml/login-cross-site.json"))).unwrap());
    let headers = ["Authorization: Bearer header.cross-site.signature", "X-CSRF-Token: csrf-of-this-sign-in"];
    assert_eq!(lines(&who.request)[0], "GET https://api.example.com/base/api/v1/current-user");
    assert_eq!(lines(&who.request)[1..], headers);
    let session = done(who.read(&ok(fixture!("zenml/current-user-admin.json"))).unwrap());
    assert_eq!((session.identity.as_str(), session.may_write), ("admin", Some(true)));
    assert_eq!(lines(&session.request(Method::Get, "/api/v1/service_accounts"))[1..], headers);
    assert_eq!(session.holders, None);
    assert!(!format!("{session:?}").contains("signature"), "tokens stay out of debug output");
    assert!(!format!("{session:?}").contains("csrf-of"));
}

#[test]
fn a_same_site_sign_in_has_none() {
    let who = next(login(&password()).read(&ok(fixture!("zenml/login-same-site.json"))).unwrap());
    assert_eq!(lines(&who.request)[1..], ["Authorization: Bearer header.same-site.signature"]);
}

#[test]
fn a_sign_in_tells_how_long_it_lasts() {
    let lasts = |expires_in: &str| {
        let token = fixture!("zenml/login-same-site.json").replace("\"expires_in\":null", expires_in);
        let who = next(login(&password()).read(&ok(&token)).unwrap());
        done(who.read(&ok(fixture!("zenml/current-user-admin.json"))).unwrap()).lasts
    };
    assert_eq!(lasts("\"expires_in\":60"), Some(60));
    for without in ["\"expires_in\":null", "\"expires_in\":\"soon\"", "\"expires_in\":-1", "\"odd\":1"] {
        assert_eq!(lasts(without), None, "{without}");
    }
}

#[test]
fn a_key_signs_in_without_a_user_name() {
    let login = login(&api_key("ignored"));
    let form = login.request.body.expose().unwrap();
    assert_eq!(form, format!("grant_type=zenml-api-key&password={SECRET}"));
    let who = next(login.read(&ok(fixture!("zenml/login-api-key.json"))).unwrap());
    let session = done(who.read(&ok(fixture!("zenml/current-user-bot.json"))).unwrap());
    assert_eq!((session.identity.as_str(), session.may_write), ("ci-bot (service account)", Some(false)));
}

#[test]
fn servers_that_sign_in_another_way_are_refused_before_a_credential_is_sent() {
    for (scheme, words) in [
        ("EXTERNAL", "ZenML Pro"),
        ("NO_AUTH", "without signing in"),
        ("HTTP_BASIC", "with every call"),
        ("SMOKE_SIGNALS", "SMOKE_SIGNALS"),
    ] {
        let info = fixture!("zenml/info.json").replace("OAUTH2_PASSWORD_BEARER", scheme);
        let error = refused(next(ZenMl.sign_in(&connection(Kind::ZenMl), &password())).read(&ok(&info)));
        assert!(matches!(error, Error::Unsupported { .. }), "{scheme}");
        assert!(error.to_string().contains(words), "{error}");
    }
    let fresh = fixture!("zenml/info.json").replace(r#""active":true"#, r#""active":false"#);
    let error = refused(next(ZenMl.sign_in(&connection(Kind::ZenMl), &password())).read(&ok(&fresh)));
    assert!(error.to_string().contains("set up"), "{error}");
}

#[test]
fn another_service_at_the_address_is_told_apart() {
    for body in ["ok", "<html></html>", r#"{"version": "8.17.0"}"#] {
        let error = refused(next(ZenMl.sign_in(&connection(Kind::ZenMl), &password())).read(&ok(body)));
        assert!(error.to_string().contains("the description of a ZenML server was expected"), "{error}");
    }
}

#[test]
fn a_wrong_password_and_a_switched_off_key_are_said_so() {
    let refusal = |body: &str| refused(login(&password()).read(&answer(401, body))).to_string();
    assert_eq!(
        refusal(fixture!("zenml/errors/wrong-password.json")),
        "The service doesn't accept this sign-in: invalid username or password."
    );
    assert_eq!(
        refusal(fixture!("zenml/errors/inactive-key.json")),
        "The service doesn't accept this sign-in: the key or its service account is switched off."
    );
}

#[test]
fn service_accounts_come_by_pages() {
    let session = session(Kind::ZenMl);
    let call = ZenMl.holders(&session, None);
    assert_eq!(
        target(&call),
        "GET /api/v1/service_accounts?hydrate=false&page=1&size=1000&sort_by=asc%3Acreated"
    );
    let part = call.read(&ok(fixture!("zenml/service-accounts.json"))).unwrap();
    assert_eq!(part.next, None);
    let [ci, release] = part.items.as_slice() else { panic!("{:?}", part.items) };
    assert_eq!((ci.id.as_str(), ci.enabled), ("d2778dea-2240-48bb-9b3b-caa4a7831664", true));
    assert_eq!((release.name.as_str(), release.enabled), ("release-bot", false));
    assert_eq!(release.description, "Publishes the nightly build");
    let call = ZenMl.holders(&session, None);
    let part = call.read(&ok(fixture!("zenml/service-accounts-page-1-of-2.json"))).unwrap();
    assert_eq!(part.next.as_deref(), Some("2"));
    assert!(target(&ZenMl.holders(&session, part.next.as_deref())).contains("&page=2&"));
}
