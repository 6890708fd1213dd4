//! Cloud Connect: the terms an organization accepts and its subscription.
//! Source: Elastic Cloud Connect API reference, operations on organizations.

use super::backend::Agreement;
use super::call::Call;
use super::elastic_cloud::error::refusal;
use super::error::Error;
use super::request::{Method, Response};
use super::session::Session;
use super::wire::{read, segment, tidy, unreadable};
use crate::domain::time::Timestamp;
use serde::Deserialize;

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

#[derive(Deserialize)]
struct WireTerms {
    accepted: Option<WireAcceptance>,
}

#[derive(Deserialize)]
struct WireAcceptance {
    accepted_at: String,
    accepted_by: String,
}

#[derive(Deserialize)]
struct WireSubscription {
    state: String,
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
    let terms: WireTerms = read(response, "the state of the terms", refusal)?;
    let accepted = terms.accepted.map(|accepted| {
        let at = Timestamp::parse(&accepted.accepted_at);
        let at = at.ok_or_else(|| unreadable("the time of acceptance is no point in time"))?;
        Ok(Acceptance { at, by: accepted.accepted_by })
    });
    Ok(Terms { accepted: accepted.transpose()? })
}

fn subscription(response: &Response) -> Result<Subscription, Error> {
    let subscription: WireSubscription = read(response, "the state of the subscription", refusal)?;
    Ok(match subscription.state.as_str() {
        "trial" => Subscription::Trial,
        "active" => Subscription::Active,
        "inactive" => Subscription::Inactive,
        other => Subscription::Unknown(tidy(other)),
    })
}
