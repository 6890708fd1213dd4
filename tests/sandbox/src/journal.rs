//! What happened: the last requests, and the policy violations that browsers reported.

use std::collections::VecDeque;

use serde_json::{Value, json};

use crate::http::{Delivery, Request, Response};

const LIMIT: usize = 1000;

/// The last requests and reports, oldest first, at most 1,000 of each.
#[derive(Debug, Default)]
pub struct Journal {
    requests: VecDeque<Value>,
    reports: VecDeque<Value>,
}

impl Journal {
    /// Notes a request and the status it got. Header values are left out, so that no credential
    /// is kept.
    pub fn note(&mut self, request: &Request, response: &Response) {
        let body = match serde_json::from_slice::<Value>(&request.body) {
            Ok(value) => value,
            Err(_) if request.body.is_empty() => Value::Null,
            Err(_) => Value::String(String::from_utf8_lossy(&request.body).into_owned()),
        };
        let names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        let status = (response.delivery != Delivery::Dropped).then_some(response.status);
        push(
            &mut self.requests,
            json!({
                "method": request.method,
                "path": request.path,
                "query": request.query,
                "headers": names,
                "body": body,
                "status": status,
            }),
        );
    }

    /// Notes a policy violation; a report that is not JSON is kept as text.
    pub fn report(&mut self, body: &[u8]) {
        let report = serde_json::from_slice(body)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()));
        push(&mut self.reports, report);
    }

    /// All noted requests.
    pub fn requests(&self) -> Value {
        self.requests.iter().cloned().collect()
    }

    /// All noted violations.
    pub fn reports(&self) -> Value {
        self.reports.iter().cloned().collect()
    }

    /// Forgets the requests.
    pub fn clear_requests(&mut self) {
        self.requests.clear();
    }

    /// Forgets the violations.
    pub fn clear_reports(&mut self) {
        self.reports.clear();
    }
}

fn push(queue: &mut VecDeque<Value>, entry: Value) {
    if queue.len() == LIMIT {
        queue.pop_front();
    }
    queue.push_back(entry);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_values_are_not_kept_and_the_oldest_goes_first() {
        let mut journal = Journal::default();
        let request = Request::new("GET", "/first").with_header("Authorization", "ApiKey hidden");
        journal.note(&request, &Response::empty(200));
        assert!(journal.requests().to_string().contains("authorization"));
        assert!(!journal.requests().to_string().contains("hidden"));
        for _ in 0..LIMIT {
            journal.note(&Request::new("GET", "/later"), &Response::empty(200));
        }
        let requests = journal.requests();
        assert_eq!(requests.as_array().map(Vec::len), Some(LIMIT));
        assert!(!requests.to_string().contains("/first"));
    }
}
