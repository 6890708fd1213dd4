//! The pure core: one request in, one answer out, all backends behind one door.

use std::time::Duration;

use serde_json::json;

use crate::clock::Clock;
use crate::connect::Connect;
use crate::control;
use crate::cors::Cors;
use crate::elastic::{Behavior, Elastic, Seed};
use crate::faults::{Fault, Faults};
use crate::http::{Delivery, Request, Response};
use crate::journal::Journal;
use crate::search::Search;

/// How a sandbox starts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The Elastic organization's keys.
    pub seed: Seed,
    /// Origins whose pages may call the APIs.
    pub allowed_origins: Vec<String>,
}

/// All backends, their clock, and the faults that are waiting.
#[derive(Debug)]
pub struct Sandbox {
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    pub(crate) elastic: Elastic,
    pub(crate) connect: Connect,
    pub(crate) search: Search,
    pub(crate) seed: Seed,
    pub(crate) cors: Cors,
}

impl Sandbox {
    /// A sandbox at its seed, on the real clock.
    pub fn new(options: Options) -> Self {
        let clock = Clock::default();
        Self {
            clock,
            faults: Faults::default(),
            journal: Journal::default(),
            elastic: Elastic::new(&options.seed, Behavior::default(), clock.now()),
            connect: Connect::default(),
            search: Search::new(),
            seed: options.seed,
            cors: Cors::new(options.allowed_origins),
        }
    }

    /// Whether this path belongs to a backend or to the control path, not to the app.
    pub fn owns(path: &str) -> bool {
        ["/api/", "/es/", "/_sandbox/"].iter().any(|prefix| path.starts_with(prefix))
    }

    /// Answers one request, after any fault that waits for it.
    pub fn handle(&mut self, request: &Request) -> Response {
        if let Some(answer) = self.cors.preflight(request) {
            return answer;
        }
        if request.path.starts_with("/_sandbox/") {
            let answer = control::handle(self, request);
            return self.cors.decorate(request, answer);
        }
        let answer = self.answer_with_faults(request);
        let answer = self.cors.decorate(request, answer);
        self.journal.note(request, &answer);
        answer
    }

    fn answer_with_faults(&mut self, request: &Request) -> Response {
        match self.faults.take(request) {
            None => self.answer(request),
            Some(Fault::Answer(response)) => response,
            Some(Fault::DropBefore) => Response { delivery: Delivery::Dropped, ..Response::empty(500) },
            Some(Fault::DropAfterCommit) => Response { delivery: Delivery::Dropped, ..self.answer(request) },
            Some(Fault::Delay(milliseconds)) => Response {
                delivery: Delivery::Late(Duration::from_millis(milliseconds)),
                ..self.answer(request)
            },
            Some(Fault::Truncate(length)) => {
                Response { delivery: Delivery::Truncated(length), ..self.answer(request) }
            }
        }
    }

    fn answer(&mut self, request: &Request) -> Response {
        let now = self.clock.now();
        if request.path.starts_with("/api/v1/cloud-connected/") {
            return self.connect.handle(&mut self.elastic, request, now);
        }
        if request.path.starts_with("/api/") {
            return self.elastic.handle(request, now);
        }
        if request.path.starts_with("/es/") {
            return self.search.handle(request);
        }
        Response::json(
            404,
            &json!({"error": "The sandbox has nothing here; its APIs are under /api/v1 and /es/api/v1"}),
        )
    }
}
