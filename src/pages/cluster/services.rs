//! The services of a cluster: whether it can use them and why not, and switching them.

use super::{Ask, Page};
use crate::components::icon::Icon;
use crate::domain::agreement::Subscription;
use crate::domain::cluster::{Cluster, Link, LinkTo, Need, Service};
use crate::erase::view;
use leptos::prelude::*;

/// Whether a service is on, or what keeps it from being.
pub(in crate::pages) fn badge(
    cluster: &Cluster,
    service: &Service,
    subscription: Option<&Subscription>,
) -> AnyView {
    let needs = cluster.needs(service, subscription);
    let (look, icon, text) = match needs.first() {
        _ if service.enabled => ("badge good", "ok", "On"),
        None => ("badge", "off", "Off"),
        Some(Need::License(_)) => ("badge warn", "warn", "License needed"),
        Some(Need::Version(_)) => ("badge warn", "warn", "Newer stack needed"),
        Some(Need::Subscription) => ("badge warn", "warn", "Subscription needed"),
        Some(Need::Untold) => ("badge warn", "warn", "Unsupported"),
    };
    view! { <span class=look><Icon name=icon/>{text}</span> }
}

pub(super) fn cards(page: Page, cluster: &Cluster) -> AnyView {
    let none = cluster.services.is_empty();
    let closed = Memo::new(move |_| page.is_closed());
    let cluster = StoredValue::new(cluster.clone());
    let cards = move || {
        let subscription = page.subscription.with(|it| it.clone().and_then(Result::ok));
        let closed = closed.get();
        cluster.with_value(|cluster| {
            let card = |service| card(page, cluster, service, subscription.as_ref(), closed);
            cluster.services.iter().map(card).collect_view()
        })
    };
    view! {
        <section class="stack" aria-labelledby="services-title">
            <h2 id="services-title">"Services"</h2>
            {none.then(|| view! { <p class="soft">"No service is offered for this cluster."</p> })}
            <div class="cards">{cards}</div>
            {move || page.subscription_failure()}
        </section>
    }
}

fn card(
    page: Page,
    cluster: &Cluster,
    service: &Service,
    subscription: Option<&Subscription>,
    closed: bool,
) -> AnyView {
    let kind = service.kind;
    let needs = cluster.needs(service, subscription);
    let blocked = !needs.is_empty();
    let lacks = needs.iter().map(|need| need.sentence(cluster));
    let lacks = lacks.map(|text| view! { <p>{text}</p> }).collect_view();
    view! {
        <section class="card" aria-label=kind.label()>
            <div class="card-head"><h3>{kind.label()}</h3>{badge(cluster, service, subscription)}</div>
            <p>{kind.purpose()}</p>
            {blocked.then(|| view! { <div class="note"><Icon name="warn"/><div>{lacks}</div></div> })}
            {service.region.clone().map(|region| view! {
                <dl class="facts"><dt>"Region"</dt><dd class="mono">{region}</dd></dl>
            })}
            <div class="acts">
                {links(service, |to| to != LinkTo::Documentation)}
                {(!closed && (service.enabled || !blocked)).then(|| switch(page, service))}
                {links(service, |to| to == LinkTo::Documentation)}
            </div>
        </section>
    }
}

fn links(service: &Service, which: fn(LinkTo) -> bool) -> Vec<AnyView> {
    let is_due = |link: &&Link| match link.to {
        to if !which(to) => false,
        LinkTo::Service => service.enabled,
        LinkTo::SetUp => !service.enabled,
        LinkTo::Documentation => true,
    };
    let kind = service.kind;
    let shown = |link: &Link| {
        let label = format!("{} (opens a new tab)", link.to.of(kind));
        let class = if link.to == LinkTo::Documentation { "button quiet" } else { "button" };
        view! {
            <a class=class href=link.url.clone() target="_blank" rel="noreferrer noopener" aria-label=label>
                {link.to.label()}
            </a>
        }
    };
    service.links.iter().filter(is_due).map(shown).collect()
}

fn switch(page: Page, service: &Service) -> AnyView {
    let (kind, on) = (service.kind, !service.enabled);
    let label = format!("Switch {} {}", if on { "on" } else { "off" }, kind.label());
    view! {
        <button type="button" class="button" aria-label=label on:click=move |_| page.ask(Ask::Switch(kind, on))>
            {if on { "Switch on" } else { "Switch off" }}
        </button>
    }
}
