//! What an owner types, pastes or follows, and what a browser has kept.

use crate::support::session;
use latchkey::api::curl;
use latchkey::config::{self, Kind};
use latchkey::domain::cluster::{pasted::Pasted, pending};
use latchkey::domain::names::Names;
use latchkey::domain::query::Query;
use latchkey::domain::ring::Salt;
use latchkey::domain::secret::Secret;
use latchkey::domain::time::Timestamp;
use latchkey::domain::{refusal, replacement, settings, words};
use latchkey::routes::Route;

/// Reads a text as one of all things that it may be; its last byte says which.
pub fn typed(data: &[u8]) {
    let Some((&which, text)) = data.split_last() else { return };
    let text = &String::from_utf8_lossy(text);
    match which % 9 {
        0 => address(text),
        1 => query(text),
        2 => configuration(text),
        3 => drop(Pasted::read(text).map(|pasted| pasted.fields().count())),
        4 => names(text),
        5 => {
            let all = replacement::read(text);
            assert_eq!(replacement::read(&replacement::write(&all)), all);
        }
        6 => {
            let all = pending::read(text);
            assert_eq!(pending::read(&pending::write(&all)), all);
        }
        7 => leaked(text),
        _ => small(text),
    }
}

fn address(text: &str) {
    if let Some(route) = Route::parse(text) {
        assert_eq!(Route::parse(&route.path()).as_ref(), Some(&route));
    }
}

fn query(text: &str) {
    let read = |text: &str| {
        let params: Vec<_> = form_urlencoded::parse(text.as_bytes()).collect();
        Query::from_params(params.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
    };
    let query = read(text);
    assert_eq!(read(&query.to_params()), query);
}

fn configuration(text: &str) {
    match settings::read(text) {
        Ok(read) => assert_eq!(settings::read(&settings::write(&read)), Ok(read)),
        Err(wrong) => assert!(wrong.line > 0 && wrong.column > 0 && wrong.told().ends_with('.')),
    }
    let _ = refusal::line(text, &["permissions".to_owned(), "0".to_owned()]);
}

fn names(text: &str) {
    let Some(names) = Names::read(text) else { return };
    let again = Names::read(&names.write()).map(|again| again.write());
    assert_eq!(again, Some(names.write()));
}

fn leaked(text: &str) {
    for kind in Kind::ALL {
        let (desk, session) = (kind.key_desk(), session(kind));
        let _ = desk.key_in(&session, &Secret::new(text));
        let _ = desk.gives_away(&session, text);
        let _ = desk.proof(&session.connection, &Secret::new(text));
    }
}

fn small(text: &str) {
    if let Some(time) = Timestamp::parse(text) {
        assert_eq!(Timestamp::parse(&time.rfc3339()).map(|again| again.rfc3339()), Some(time.rfc3339()));
    }
    let _ = (Salt::read(text), words::isolated(text), words::capitalized(text), curl::quoted(text));
    if let Some(link) = config::link(text) {
        assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}");
    }
}
