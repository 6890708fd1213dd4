//! `ZenML`: which key a pasted secret belongs to. It is taken apart here and sent nowhere.

use crate::support::session;
use latchkey::api::backend::Pasted;
use latchkey::api::elastic_cloud::ElasticCloud;
use latchkey::api::key_desk::KeyDesk;
use latchkey::api::zenml::ZenMl;
use latchkey::config::Kind;
use latchkey::domain::key::KeyId;
use latchkey::domain::secret::Secret;
use proptest::prelude::*;

const KEY: &str = "dbc2e3a9-5c83-42e9-ac6a-ed3a85c777e1";
const WHOLE: &str = "ZENKEY_eyJpZCI6ImRiYzJlM2E5LTVjODMtNDJlOS1hYzZhLWVkM2E4NWM3NzdlMSIsImtleSI6IjExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTEifQ==";

fn found(text: &str) -> Option<Pasted> {
    ZenMl.key_in(&session(Kind::ZenMl), &Secret::new(text))
}

fn key() -> Pasted {
    Pasted::Key(KeyId(KEY.to_owned()))
}

#[test]
fn a_secret_tells_its_key() {
    assert_eq!(found(WHOLE), Some(key()));
    let bare = WHOLE.trim_start_matches("ZENKEY_");
    assert_eq!(found(bare), Some(key()), "the server takes it without its mark, too");
    let spaced = "ZENKEY_eyJpZCI6ICJkYmMyZTNhOS01YzgzLTQyZTktYWM2YS1lZDNhODVjNzc3ZTEiLCAia2V5IjogIjAwIn0=";
    assert_eq!(found(spaced), Some(key()), "other writers of JSON put spaces");
}

#[test]
fn it_is_found_as_it_leaks() {
    let (first, second) = WHOLE.split_at(60);
    for text in [
        format!("  {WHOLE}\n"),
        format!("export ZENML_STORE_API_KEY=\"{WHOLE}\" # for the night"),
        format!("Authorization: Bearer {WHOLE}"),
        format!("{first}\n    {second}"),
        format!("{}…", &WHOLE[..100]),
        format!("{}***", &WHOLE[..71]),
    ] {
        assert_eq!(found(&text), Some(key()), "{text}");
    }
}

#[test]
fn a_broken_secret_is_still_treated_as_one() {
    for text in
        ["ZENKEY_", "ZENKEY_eyJpZCI6", "see ZENKEY_docs", "ZENKEY_bm8ganNvbg==", "ZENKEY_✂", &WHOLE[..40]]
    {
        assert_eq!(found(text), Some(Pasted::Broken), "{text}");
    }
    let no_uuid = "ZENKEY_eyJpZCI6Ii4uL2V2aWwiLCJrZXkiOiIwMCJ9";
    assert_eq!(found(no_uuid), Some(Pasted::Broken), "what is no id leads nowhere");
}

#[test]
fn what_is_no_secret_is_left_alone() {
    for text in [
        "",
        "  ",
        "nightly",
        "team-use-00000",
        KEY,
        "ZENKEY",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
        "essu_abc",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
    assert_eq!(ElasticCloud.key_in(&session(Kind::ElasticCloud), &Secret::new(WHOLE)), None);
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(text in ".*", cut in 0usize..160) {
        let _ = found(&text);
        let _ = found(&format!("ZENKEY_{text}"));
        prop_assert!(found(&WHOLE[..cut.max(7)]).is_some());
    }

    #[test]
    fn what_it_finds_is_always_an_id(text in "[A-Za-z0-9+/= ]{0,200}") {
        if let Some(Pasted::Key(id)) = found(&format!("ZENKEY_{text}")) {
            prop_assert_eq!(id.0.len(), 36);
        }
    }
}
