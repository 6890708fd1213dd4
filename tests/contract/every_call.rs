//! Every call of every backend, each with the reading of an answer to it.

use super::support::{SECRET, api_key, connection, session};
use latchkey::api::backend::ListAsk;
use latchkey::api::call::{Call, Step};
use latchkey::api::error::Error;
use latchkey::api::request::{Method, Response};
use latchkey::api::session::Session;
use latchkey::config::Kind;
use latchkey::domain::access::Place;
use latchkey::domain::change::KeyChange;
use latchkey::domain::cluster::change::ClusterChange;
use latchkey::domain::cluster::draft::ClusterDraft;
use latchkey::domain::cluster::{KeyOf, ServiceKind};
use latchkey::domain::draft::NewKey;
use latchkey::domain::expiry::Lifetime;
use latchkey::domain::filter::{Condition, Field, Test, Value};
use latchkey::domain::first_admin::FirstAdmin;
use latchkey::domain::holder_draft::{HolderChange, HolderDraft};
use latchkey::domain::query::Query;
use latchkey::domain::ring::{Ring, Salt};
use latchkey::domain::secret::Secret;
use latchkey::domain::settings;

/// A key that is its own secret: a service that has such tells a call of another one as not sent.
const HELD: &str = "held by the session";
/// Where reading all keys goes on, as an answer leads there.
const MARKS: [&str; 2] =
    ["from 2026-11-25T10:00:00.000Z 2 1000 5000 40", "within 2026-11-25T10:00:00.000Z 2 1000 5000 40"];

/// Makes a call and reads an answer to it.
pub type Reading = Box<dyn Fn(&Response)>;

/// The readings of all calls. A reading panics when what it makes of an answer is not fit for an owner.
pub fn readings() -> Vec<Reading> {
    let mut all = Readings::default();
    for kind in Kind::ALL {
        all.add_session(kind);
        all.add_keys(kind);
        all.add_access(kind);
        all.add_holders(kind);
        all.add_clusters(kind);
        all.add_others(kind);
    }
    all.0
}

#[derive(Default)]
struct Readings(Vec<Reading>);

impl Readings {
    fn add<T: 'static>(&mut self, kind: Kind, make: impl Fn(&Session) -> Option<Call<T>> + 'static) {
        let session = holding(session(kind));
        if make(&session).is_none() {
            return;
        }
        self.0.push(Box::new(move |response| {
            // Each time another one: what answers add to it is not to pile up.
            let session = holding(session.clone());
            if let Some(call) = make(&session) {
                assert!(!call.request.url.contains(SECRET));
                let _ = call.read(response).map_err(|error| check(&error));
            }
        }));
    }

    fn add_session(&mut self, kind: Kind) {
        self.0.push(Box::new(move |response| {
            let mut step = kind.backend().sign_in(&connection(kind), &api_key("me"));
            // As many as there are; an answer that always leads on would never end.
            for _ in 0..8 {
                let Step::Next(call) = step else { return };
                match call.read(response) {
                    Ok(then) => step = then,
                    Err(error) => return check(&error),
                }
            }
        }));
        self.add(kind, move |it| Some(kind.backend().holders(it, None)));
        self.add(kind, move |it| Some(kind.backend().holders(it, Some("2"))));
        self.add(kind, move |it| kind.backend().rights(it));
    }

    fn add_keys(&mut self, kind: Kind) {
        let (list, desk) = (kind.key_list(), kind.key_desk());
        let key = || Salt::default().id(&Secret::new(HELD));
        for query in [Query::default(), any()] {
            for (all, cursor) in [(false, None), (true, None), (true, Some(MARKS[0])), (true, Some(MARKS[1]))]
            {
                let ask = ListAsk { query: query.clone(), all, cursor: cursor.map(str::to_owned) };
                self.add(kind, move |it| Some(list.list(it, "h", &ask)));
            }
        }
        self.add(kind, move |it| list.members(it, "h"));
        self.add(kind, move |it| Some(desk.create(it, "h", &new_key(), "attempt")));
        self.add(kind, move |it| {
            let call = desk.revoke(it, "h", &key());
            assert!(call.request.method == Method::Delete, "a key that is there is revoked");
            Some(call)
        });
        self.add(kind, move |it| Some(desk.prove(&it.connection, &Secret::new("essu_new"))));
        self.add(kind, move |it| desk.key(it, "h", &key()));
        self.add(kind, move |it| desk.change(it, "h", &key(), &KeyChange::switched(true)));
        self.add(kind, move |it| desk.change(it, "h", &key(), &configured()));
        self.add(kind, move |it| desk.rotate(it, "h", &key(), 15));
    }

    fn add_access(&mut self, kind: Kind) {
        let desk = kind.key_desk();
        for place in [Place::Deployments, Place::SecurityProjects, Place::ConnectedClusters] {
            let same = place.clone();
            self.add(kind, move |it| desk.resources(it, &same));
            self.add(kind, move |it| desk.stack_roles(it, &place, "k"));
        }
    }

    fn add_holders(&mut self, kind: Kind) {
        let Some(desk) = kind.holder_desk() else { return };
        for query in [Query::default(), any()] {
            self.add(kind, move |it| Some(desk.page(it, &query)));
        }
        self.add(kind, move |it| Some(desk.one(it, "h")));
        self.add(kind, move |it| Some(desk.named(it, "h")));
        self.add(kind, move |it| Some(desk.create(it, &holder(), "attempt")));
        let change = HolderChange { enabled: Some(true), ..HolderChange::default() };
        self.add(kind, move |it| Some(desk.change(it, "h", &change)));
        self.add(kind, move |it| Some(desk.delete(it, "h")));
        self.add(kind, move |it| Some(desk.key_count(it, "h", None)));
    }

    fn add_clusters(&mut self, kind: Kind) {
        let Some(desk) = kind.cluster_desk() else { return };
        self.add(kind, move |it| Some(desk.list(it)));
        self.add(kind, move |it| Some(desk.one(it, "c")));
        self.add(kind, move |it| Some(desk.connect(it, &cluster())));
        let change = ClusterChange { name: Some("a".to_owned()), service: None };
        self.add(kind, move |it| Some(desk.change(it, "c", &change, None)));
        self.add(kind, move |it| Some(desk.disconnect(it, "c", None)));
        for of in [KeyOf::Cluster, KeyOf::Service(ServiceKind::Inference)] {
            self.add(kind, move |it| Some(desk.rotate(it, "c", of, None)));
            self.add(kind, move |it| Some(desk.end_old(it, "c", of, None)));
        }
    }

    fn add_others(&mut self, kind: Kind) {
        if let Some(desk) = kind.tokens() {
            self.add(kind, move |it| Some(desk.make(it, 60)));
            self.add(kind, move |it| Some(desk.prove(&it.connection, &Secret::new("t"))));
        }
        if let Some(desk) = kind.set_up() {
            self.add(kind, move |it| Some(desk.is_new(&it.connection)));
            self.add(kind, move |it| Some(desk.begin(&it.connection, &first_admin())));
        }
        if let Some(desk) = kind.agreement() {
            self.add(kind, move |it| Some(desk.terms(it, "h")));
            self.add(kind, move |it| Some(desk.accept(it, "h")));
            self.add(kind, move |it| Some(desk.subscription(it, "h")));
        }
    }
}

/// Whatever the service says, an error is a sentence with a next step, and no page long.
fn check(error: &Error) {
    assert!(error.to_string().ends_with('.') && !error.next_step().is_empty());
}

/// The session with that key, and no other.
fn holding(session: Session) -> Session {
    let ring = Ring::default();
    let _ = ring.take(Secret::new(HELD));
    Session { ring, ..session }
}

/// What a list is asked for where one of several is enough.
fn any() -> Query {
    let condition = Condition::new(Field::Name, Test::Contains, Value::Text("a".to_owned()));
    Query { text: "b".to_owned(), any: true, filters: condition.into_iter().collect(), ..Query::default() }
}

fn new_key() -> NewKey {
    NewKey {
        name: "a".to_owned(),
        description: String::new(),
        lifetime: Some(Lifetime::Days(1)),
        roles: Vec::new(),
        settings: None,
    }
}

fn configured() -> KeyChange {
    settings::read(r#"{"permissions": "read"}"#).map(KeyChange::configured).unwrap_or_default()
}

fn holder() -> HolderDraft {
    HolderDraft {
        name: "h".to_owned(),
        full_name: String::new(),
        description: String::new(),
        avatar: String::new(),
        enabled: true,
    }
}

fn cluster() -> ClusterDraft {
    let text = |text: &str| text.to_owned();
    ClusterDraft {
        name: text("c"),
        own_id: text("i"),
        own_name: text("n"),
        version: text("9.2.0"),
        license: text("trial"),
        license_uid: text("u"),
        create_key: true,
    }
}

fn first_admin() -> FirstAdmin {
    FirstAdmin {
        server_name: String::new(),
        username: "admin".to_owned(),
        password: Secret::new("p"),
        statistics: false,
        announcements: false,
        updates: false,
    }
}
