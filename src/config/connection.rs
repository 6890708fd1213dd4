//! One connection: a service that is spoken to, and how.

use super::fields::Fields;
use super::header::AuthHeader;
use super::{Problem, address};
use crate::domain::json::object;
use crate::domain::words;
use serde_json::Value;

/// Which contract a service keeps.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// The Elastic Cloud API, with Cloud Connect.
    ElasticCloud,
    /// The Search API.
    SearchApi,
    /// A `ZenML` server.
    ZenMl,
}

/// A service that is spoken to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Connection {
    /// What the app's own paths call it.
    pub id: String,
    /// Which contract it keeps.
    pub kind: Kind,
    /// What people call it.
    pub name: String,
    /// Where its paths begin, without a slash at the end.
    pub base_url: String,
    /// Where its terms can be read.
    pub terms_url: Option<String>,
    /// The header that carries the credential, if it is not the usual one.
    pub auth_header: Option<AuthHeader>,
}

/// What came of checking a connection. It may be usable and have problems all the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The connection, if it can be used.
    pub connection: Option<Connection>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ElasticCloud, Self::SearchApi, Self::ZenMl];

    /// What config.json calls it.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::ElasticCloud => "elastic-cloud",
            Self::SearchApi => "search-api",
            Self::ZenMl => "zenml",
        }
    }

    /// Whether a connection of it may name the header that carries the credential.
    #[must_use]
    pub fn takes_auth_header(self) -> bool {
        self == Self::SearchApi
    }

    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ElasticCloud => "Elastic Cloud",
            Self::SearchApi => "Search API",
            Self::ZenMl => "ZenML",
        }
    }
}

impl Connection {
    /// Checks a connection as config.json writes it, which stands at the path `at` (empty for one
    /// that is entered in the app), beside the connections that are there already.
    #[must_use]
    pub fn check(entry: &Value, at: &str, others: &[Self]) -> Checked {
        let Value::Object(object) = entry else {
            let right = r#"Write {"id": ..., "kind": ..., "name": ..., "base_url": ...}."#;
            let problem = Problem::new(at, "It isn't a JSON object.", right);
            return Checked { connection: None, problems: vec![problem] };
        };
        let mut fields = Fields::new(object, at);
        let id = read_id(&mut fields, others);
        let kind = read_kind(&mut fields);
        let name = fields.text("name", "Write the name that people know the service by.");
        let base_url = read_base_url(&mut fields);
        let auth_header = read_auth_header(&mut fields, kind);
        let terms_url = read_terms_url(&mut fields);
        let connection = match (id, kind, name, base_url, auth_header) {
            (Some(id), Some(kind), Some(name), Some(base_url), Ok(auth_header)) => {
                Some(Self { id, kind, name: name.to_owned(), base_url, terms_url, auth_header })
            }
            _ => None,
        };
        Checked { connection, problems: fields.finish() }
    }

    /// The connection as config.json writes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = vec![
            ("id", self.id.as_str().into()),
            ("kind", self.kind.slug().into()),
            ("name", self.name.as_str().into()),
            ("base_url", self.base_url.as_str().into()),
        ];
        members.extend(self.terms_url.as_ref().map(|url| ("terms_url", url.as_str().into())));
        members.extend(self.auth_header.as_ref().map(|header| ("auth_header", header.to_json())));
        object(members)
    }

    /// The address of a path of this service; `path` begins with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Scheme, host and port that its credential is sent to.
    #[must_use]
    pub fn origin(&self) -> String {
        address::origin(&self.base_url)
    }
}

fn read_id(fields: &mut Fields, others: &[Connection]) -> Option<String> {
    const RIGHT: &str = "Use lower case letters, digits and hyphens, such as elastic-prod.";
    let id = fields.text("id", RIGHT)?;
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        fields.refuse("id", "It holds characters that can't stand in an id.", RIGHT);
        return None;
    }
    if others.iter().any(|other| other.id == id) {
        fields.refuse("id", format!("Another connection is called {id} too."), "Choose an id of its own.");
        return None;
    }
    Some(id.to_owned())
}

fn read_kind(fields: &mut Fields) -> Option<Kind> {
    let names = Kind::ALL.map(Kind::slug).join(", ");
    let right = format!("Use one of {names}.");
    let given = fields.text("kind", &right)?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.slug() == given);
    if kind.is_none() {
        let given = words::isolated(&words::clipped(given, 60));
        fields.refuse("kind", format!("“{given}” is no kind of service that Latchkey knows."), right);
    }
    kind
}

fn read_base_url(fields: &mut Fields) -> Option<String> {
    let given = fields.text("base_url", "Write an address such as https://api.example.com.")?;
    let checked = address::base(given);
    checked.map_err(|(why, right)| fields.refuse("base_url", why, right)).ok()
}

/// A wrong link is left out: it takes no part in sending credentials.
fn read_terms_url(fields: &mut Fields) -> Option<String> {
    const RIGHT: &str = "Write an address such as https://www.example.com/terms, or leave it out.";
    let checked = match fields.optional("terms_url")? {
        Value::String(text) => address::link(text.trim()),
        _ => Err(("It isn't a text.", RIGHT)),
    };
    checked.map_err(|(why, right)| fields.refuse("terms_url", why, right)).ok()
}

/// Says `Err` where a connection can't be used: its credential might go out in a wrong header.
fn read_auth_header(fields: &mut Fields, kind: Option<Kind>) -> Result<Option<AuthHeader>, ()> {
    let Some(value) = fields.optional("auth_header") else { return Ok(None) };
    if kind.is_some_and(|kind| !kind.takes_auth_header()) {
        fields.refuse("auth_header", "This kind of service has a header of its own.", "Leave it out.");
        return Ok(None);
    }
    let Value::Object(object) = value else {
        let right = r#"Write {"name": "Authorization", "value": "ApiKey {credential}"}."#;
        fields.refuse("auth_header", "It isn't a JSON object.", right);
        return Err(());
    };
    let (header, problems) = AuthHeader::read(object, &fields.path("auth_header"));
    fields.note(problems);
    header.map(Some).ok_or(())
}
