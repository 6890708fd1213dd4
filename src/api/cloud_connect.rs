//! Cloud Connect: the terms an organization accepts and its subscription.
//! Source: Elastic Cloud Connect API reference, operations on organizations.

use super::backend::Agreement;
use super::call::Call;
use super::elastic_cloud::error::refusal;
use super::error::Error;
use super::request::{Method, Response};
use super::session::Session;
use super::wire::{read, segment, tidy};
use crate::domain::agreement::{Acceptance, Subscription, Terms};

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
