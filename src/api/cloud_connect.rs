//! Cloud Connect: the terms an organization accepts and its subscription.
//! Source: Elastic Cloud Connect API reference, operations on organizations.

use super::backend::Agreement;
use super::call::Call;
use super::elastic_cloud::error::refusal;
use super::error::Error;
use super::request::{Method, Response};
use super::session::Session;
use super::wire::{read, segment, tidy};
use crate::domain::time::Timestamp;

/// Whether the terms are accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// By whom and when; none until someone accepts them.
    pub accepted: Option<Acceptance>,
}

/// Who accepted the terms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// When.
    pub at: Timestamp,
    /// A user id, see [`crate::domain::holder::Member`].
    pub by: String,
}

/// The state of a subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subscription {
    /// A trial runs.
    Trial,
    /// It is paid.
    Active,
    /// It is neither.
    Inactive,
    /// A state this app does not know, by the name the service gave it.
    Unknown(String),
}

/// The Cloud Connect API, which an Elastic Cloud connection serves too.
pub struct CloudConnect;

impl Agreement for CloudConnect {
    fn terms(&self, session: &Session, holder: &str) -> Call<Terms> {
        Call::new(session.request(Method::Get, &terms_path(holder)), terms)
    }

    fn accept(&self, session: &Session, holder: &str) -> Call<Terms> {
        Call::new(session.request(Method::Post, &format!("{}/_accept", terms_path(holder))), terms)
    }

    fn subscription(&self, session: &Session, holder: &str) -> Call<Subscription> {
        let path = format!("{}/subscription", organization_path(holder));
        Call::new(session.request(Method::Get, &path), subscription)
    }
}

fn organization_path(holder: &str) -> String {
    format!("/api/v1/cloud-connected/organizations/{}", segment(holder))
}

fn terms_path(holder: &str) -> String {
    format!("{}/terms-and-conditions", organization_path(holder))
}

fn terms(response: &Response) -> Result<Terms, Error> {
    let answer = read(response, "the state of the terms", refusal)?;
    let accepted = match answer.object()?.optional_object("accepted")? {
        None => None,
        Some(it) => Some(Acceptance { at: it.time("accepted_at")?, by: it.text("accepted_by")? }),
    };
    Ok(Terms { accepted })
}

fn subscription(response: &Response) -> Result<Subscription, Error> {
    let answer = read(response, "the state of the subscription", refusal)?;
    Ok(match answer.object()?.text("state")?.as_str() {
        "trial" => Subscription::Trial,
        "active" => Subscription::Active,
        "inactive" => Subscription::Inactive,
        other => Subscription::Unknown(tidy(other)),
    })
}
