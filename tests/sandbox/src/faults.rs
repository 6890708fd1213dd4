//! Faults that a test orders for the next calls that match a method and a path.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::http::{Request, Response};

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The call is carried out at once, its answer comes this many milliseconds later.
    Delay(u64),
    /// The connection is closed without an answer, before the call is carried out.
    DropBefore,
    /// The call is carried out, then the connection is closed without an answer.
    DropAfterCommit,
    /// This answer is given in place of the service's; the call is not carried out.
    Answer(Response),
    /// The answer announces its full length and ends after this many bytes of the body.
    Truncate(usize),
}

/// A fault and the calls it waits for.
#[derive(Debug, Clone)]
pub struct Rule {
    method: String,
    path: String,
    times: u32,
    every: u32,
    matched: u32,
    fault: Fault,
}

impl Rule {
    /// Reads the control path's form of a rule; the error is a sentence for whoever sent it.
    pub fn from_json(body: &[u8]) -> Result<Self, String> {
        let wire: WireRule = serde_json::from_slice(body).map_err(|error| {
            format!("This is not a fault: {error}. A fault looks like {{\"method\":\"POST\",\"path\":\"/api/v1/users/auth/keys\",\"times\":1,\"fault\":{{\"delay_ms\":500}}}}")
        })?;
        if wire.times == 0 {
            return Err("'times' must be at least 1".to_owned());
        }
        if wire.every == 0 {
            return Err("'every' must be at least 1".to_owned());
        }
        Ok(Self {
            method: wire.method.to_ascii_uppercase(),
            path: wire.path,
            times: wire.times,
            every: wire.every,
            matched: 0,
            fault: wire.fault.read()?,
        })
    }

    fn matches(&self, request: &Request) -> bool {
        self.method == request.method
            && match self.path.strip_suffix('*') {
                Some(prefix) => request.path.starts_with(prefix),
                None => self.path == request.path,
            }
    }

    /// Counts a call that matches; whether it is one that gets the fault.
    fn is_due(&mut self, request: &Request) -> bool {
        if !self.matches(request) {
            return false;
        }
        self.matched += 1;
        self.matched.is_multiple_of(self.every)
    }
}

/// The rules that still wait for their calls.
#[derive(Debug, Default)]
pub struct Faults(Vec<Rule>);

impl Faults {
    /// Waits for the calls of one more rule, after the ones that wait already.
    pub fn add(&mut self, rule: Rule) {
        self.0.push(rule);
    }

    /// Forgets all rules.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault for this call, used up once; the rule that was ordered first wins. A call that it
    /// leaves alone goes on to the next one.
    pub fn take(&mut self, request: &Request) -> Option<Fault> {
        let index = self.0.iter_mut().position(|rule| rule.is_due(request))?;
        let rule = self.0.get_mut(index)?;
        let fault = rule.fault.clone();
        rule.times -= 1;
        if rule.times == 0 {
            self.0.remove(index);
        }
        Some(fault)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireRule {
    method: String,
    path: String,
    #[serde(default = "one")]
    times: u32,
    #[serde(default = "one")]
    every: u32,
    fault: WireFault,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireDrop {
    Before,
    AfterCommit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireFault {
    delay_ms: Option<u64>,
    drop: Option<WireDrop>,
    truncate: Option<usize>,
    status: Option<u16>,
    body: Option<String>,
    content_type: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

impl WireFault {
    fn read(self) -> Result<Fault, String> {
        let is_answer_part = self.body.is_some() || self.content_type.is_some() || !self.headers.is_empty();
        match (&self.delay_ms, &self.drop, &self.truncate, &self.status) {
            (Some(delay), None, None, None) if !is_answer_part => Ok(Fault::Delay(*delay)),
            (None, Some(WireDrop::Before), None, None) if !is_answer_part => Ok(Fault::DropBefore),
            (None, Some(WireDrop::AfterCommit), None, None) if !is_answer_part => {
                Ok(Fault::DropAfterCommit)
            }
            (None, None, Some(length), None) if !is_answer_part => Ok(Fault::Truncate(*length)),
            (None, None, None, Some(200..=599)) => Ok(Fault::Answer(self.answer())),
            _ => Err("'fault' must be exactly one of delay_ms, drop, truncate, or status (200 to 599, with optional body, content_type, headers)".to_owned()),
        }
    }

    fn answer(self) -> Response {
        let mut response = Response::empty(self.status.unwrap_or(500));
        let content_type = self.content_type.as_deref().unwrap_or("application/json");
        if let Some(body) = self.body {
            response = response.with_header("content-type", content_type);
            response.body = body.into_bytes();
        }
        response.headers.extend(self.headers);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Result<Rule, String> {
        Rule::from_json(text.as_bytes())
    }

    #[test]
    fn a_rule_is_used_as_often_as_it_says_and_only_on_its_calls() {
        let mut faults = Faults::default();
        faults.add(
            rule(r#"{"method":"post","path":"/a/*","times":2,"fault":{"delay_ms":5}}"#)
                .expect("a valid rule"),
        );
        assert_eq!(faults.take(&Request::new("GET", "/a/x")), None);
        assert_eq!(faults.take(&Request::new("POST", "/b/x")), None);
        for _ in 0..2 {
            assert_eq!(faults.take(&Request::new("POST", "/a/x")), Some(Fault::Delay(5)));
        }
        assert_eq!(faults.take(&Request::new("POST", "/a/x")), None);
    }

    #[test]
    fn a_path_without_star_is_exact() {
        let mut faults = Faults::default();
        faults.add(
            rule(r#"{"method":"GET","path":"/a","fault":{"drop":"after_commit"}}"#).expect("a valid rule"),
        );
        assert_eq!(faults.take(&Request::new("GET", "/a/b")), None);
        assert_eq!(faults.take(&Request::new("GET", "/a?q=1")), Some(Fault::DropAfterCommit));
    }

    #[test]
    fn a_rule_may_take_only_each_third_call_and_leave_the_others_to_the_next_rule() {
        let mut faults = Faults::default();
        for text in [
            r#"{"method":"GET","path":"/*","times":2,"every":3,"fault":{"delay_ms":3}}"#,
            r#"{"method":"GET","path":"/a","every":2,"fault":{"delay_ms":2}}"#,
        ] {
            faults.add(rule(text).expect("a valid rule"));
        }
        let given: Vec<Option<Fault>> = (0..9).map(|_| faults.take(&Request::new("GET", "/a"))).collect();
        let delays = [None, Some(2), Some(3), None, None, Some(3), None, None, None];
        assert_eq!(given, delays.map(|delay| delay.map(Fault::Delay)));
    }

    #[test]
    fn mixed_empty_and_unknown_faults_are_refused() {
        for fault in [
            "{}",
            r#"{"delay_ms":1,"truncate":2}"#,
            r#"{"drop":"later"}"#,
            r#"{"status":99}"#,
            r#"{"delay_ms":1,"body":"x"}"#,
            r#"{"explode":true}"#,
        ] {
            let text = format!(r#"{{"method":"GET","path":"/","fault":{fault}}}"#);
            assert!(rule(&text).is_err(), "{fault}");
        }
    }
}
